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
  readonly #counts = new Map<string, number>();

  constructor(keys: KeyRegister, clock: () => number) {
    this.#keys = keys;
    this.#clock = clock;
    keys.afterRefresh(() => this.#endThoseThatMust());
  }

  /** How many the credential has open. */
  countOf({ credential }: Viewer): number {
    return this.#counts.get(credential) ?? 0;
  }

  begin(session: Session, viewer: Viewer): void {
    this.#open.set(session, viewer);
    this.#count(viewer, 1);
  }

  /** It is over, if it had begun. */
  finish(session: Session): void {
    const viewer = this.#open.get(session);
    if (viewer && this.#open.delete(session)) this.#count(viewer, -1);
  }

  #count({ credential }: Viewer, by: number): void {
    const count = (this.#counts.get(credential) ?? 0) + by;
    if (count > 0) this.#counts.set(credential, count);
    else this.#counts.delete(credential);
  }

  #endThoseThatMust(): void {
    const now = this.#clock();
    for (const [session, viewer] of this.#open) {
      const hasExpired = viewer.expiresAt !== null && viewer.expiresAt <= now;
      if (hasExpired || (viewer.keyId !== null && !this.#keys.isStillAlive(viewer.keyId))) session.end();
    }
  }
}
