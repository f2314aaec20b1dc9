import { isDeepStrictEqual } from 'node:util';
import type { KeyRegister } from './key-register.ts';
import type { Viewer } from './viewer.ts';

export interface Session {
  /** Is called when the credential has ended, at every look until the session is finished. */
  end(): void;
}

/** The sockets that are open, by whose credential. Each ends with the credential that opened it, within a second. */
export class Sessions {
  readonly #keys: KeyRegister;
  readonly #clock: () => number;
  readonly #open = new Map<Session, Viewer>();
  /** How many are open, by whose limits they count against. */
  readonly #counts = new Map<string, number>();
  /** Of each credential. */
  readonly #ofCredentials = new Map<string, { count: number; readonly viewer: Viewer }>();

  constructor(keys: KeyRegister, clock: () => number) {
    this.#keys = keys;
    this.#clock = clock;
    keys.afterRefresh(() => this.#endThoseThatMust());
  }

  /** How many are open on the same limits. */
  countOf({ limitedAs }: Viewer): number {
    return this.#counts.get(limitedAs) ?? 0;
  }

  /** Gives back the viewer, or an equal one that is here already: the tabs of one user need one. */
  begin(session: Session, viewer: Viewer): Viewer {
    const known = this.#ofCredentials.get(viewer.credential) ?? { count: 0, viewer };
    const kept = isDeepStrictEqual(known.viewer, viewer) ? known.viewer : viewer;
    known.count += 1;
    this.#ofCredentials.set(viewer.credential, known);
    this.#open.set(session, kept);
    this.#counts.set(viewer.limitedAs, this.countOf(viewer) + 1);
    if (viewer.keyId !== null) this.#keys.hold(viewer.keyId);
    return kept;
  }

  /** It is over, if it had begun. */
  finish(session: Session): void {
    const viewer = this.#open.get(session);
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
    for (const [session, viewer] of this.#open) {
      const hasExpired = viewer.expiresAt !== null && viewer.expiresAt <= now;
      if (hasExpired || (viewer.keyId !== null && !this.#keys.isStillAlive(viewer.keyId))) session.end();
    }
  }
}
