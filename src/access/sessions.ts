import { isDeepStrictEqual } from 'node:util';
import type { ApiKeyId } from '../ids.ts';
import type { KeyRegister } from './key-register.ts';
import type { Viewer } from './viewer.ts';

export interface Session {
  /** Called after the credential has ended, at every check until the session is finished. */
  end(): void;
}

/** The open sockets by credential. Each is closed within a second after its credential has ended. */
export class Sessions {
  readonly #keys: KeyRegister;
  readonly #clock: () => number;
  /** `prefix` is that of the key's secret when the session began. */
  readonly #open = new Map<Session, { readonly viewer: Viewer; readonly prefix: string | null }>();
  /** The number of open sessions, by the limits that they count against. */
  readonly #counts = new Map<string, number>();
  /** The viewer and the number of sessions of each credential. */
  readonly #ofCredentials = new Map<string, { count: number; readonly viewer: Viewer }>();

  constructor(keys: KeyRegister, clock: () => number) {
    this.#keys = keys;
    this.#clock = clock;
    keys.afterRefresh(() => this.#endThoseThatMust());
  }

  /** The number of open sessions that count against the same limits. */
  countOf({ limitedAs }: Viewer): number {
    return this.#counts.get(limitedAs) ?? 0;
  }

  /** Registers a session. Returns the viewer, or an equal one of another session, so that the tabs of one user share it. */
  begin(session: Session, viewer: Viewer): Viewer {
    const known = this.#ofCredentials.get(viewer.credential) ?? { count: 0, viewer };
    const kept = isDeepStrictEqual(known.viewer, viewer) ? known.viewer : viewer;
    known.count += 1;
    this.#ofCredentials.set(viewer.credential, known);
    const prefix = viewer.keyId && this.#keys.prefixOfKey(viewer.keyId);
    this.#open.set(session, { viewer: kept, prefix });
    this.#counts.set(viewer.limitedAs, this.countOf(viewer) + 1);
    if (viewer.keyId !== null) this.#keys.hold(viewer.keyId);
    return kept;
  }

  /** Unregisters a session. Has no effect if it is not registered. */
  finish(session: Session): void {
    const viewer = this.#open.get(session)?.viewer;
    const known = viewer && this.#ofCredentials.get(viewer.credential);
    if (!viewer || !known) return;
    const { credential, limitedAs, keyId } = viewer;
    this.#open.delete(session);
    if (keyId !== null) this.#keys.release(keyId);
    const left = this.countOf(viewer) - 1;
    if (left > 0) this.#counts.set(limitedAs, left);
    else this.#counts.delete(limitedAs);
    known.count -= 1;
    if (known.count === 0) this.#ofCredentials.delete(credential);
  }

  #endThoseThatMust(): void {
    const now = this.#clock();
    for (const [session, { viewer, prefix }] of this.#open) {
      const hasExpired = viewer.expiresAt !== null && viewer.expiresAt <= now;
      if (hasExpired || (viewer.keyId !== null && !this.#isStillOf(viewer.keyId, prefix))) session.end();
    }
  }

  /** Whether the key is still valid, with the same secret as when the session began. */
  #isStillOf(keyId: ApiKeyId, prefix: string | null): boolean {
    return this.#keys.isStillAlive(keyId) && this.#keys.prefixOfKey(keyId) === prefix;
  }
}
