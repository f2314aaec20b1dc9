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
  /** Of each credential. */
  readonly #ofCredentials = new Map<string, { count: number; readonly viewer: Viewer }>();

  constructor(keys: KeyRegister, clock: () => number) {
    this.#keys = keys;
    this.#clock = clock;
    keys.afterRefresh(() => this.#endThoseThatMust());
  }

  /** How many the credential has open. */
  countOf({ credential }: Viewer): number {
    return this.#ofCredentials.get(credential)?.count ?? 0;
  }

  /** Gives back the viewer, or an equal one that is here already: the tabs of one user need one. */
  begin(session: Session, viewer: Viewer): Viewer {
    const known = this.#ofCredentials.get(viewer.credential) ?? { count: 0, viewer };
    const kept = isDeepStrictEqual(known.viewer, viewer) ? known.viewer : viewer;
    known.count += 1;
    this.#ofCredentials.set(viewer.credential, known);
    this.#open.set(session, kept);
    return kept;
  }

  /** It is over, if it had begun. */
  finish(session: Session): void {
    const credential = this.#open.get(session)?.credential;
    const known = credential === undefined ? undefined : this.#ofCredentials.get(credential);
    if (credential === undefined || !known) return;
    this.#open.delete(session);
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
