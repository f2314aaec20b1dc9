import type { KeyRegister } from './key-register.ts';
import type { Viewer } from './viewer.ts';

interface Session {
  readonly viewer: Viewer;
  readonly end: () => void;
}

/** The sockets that are open, by whose credential. Each ends with the credential that opened it, within a second. */
export class Sessions {
  readonly #keys: KeyRegister;
  readonly #clock: () => number;
  readonly #open = new Set<Session>();
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

  /** `end` is called once, when the credential has ended. What is returned says that the session is over. */
  begin(viewer: Viewer, end: () => void): () => void {
    const session: Session = { viewer, end };
    this.#open.add(session);
    this.#count(viewer, 1);
    return () => {
      if (this.#open.delete(session)) this.#count(viewer, -1);
    };
  }

  #count({ credential }: Viewer, by: number): void {
    const count = (this.#counts.get(credential) ?? 0) + by;
    if (count > 0) this.#counts.set(credential, count);
    else this.#counts.delete(credential);
  }

  #endThoseThatMust(): void {
    const now = this.#clock();
    for (const { viewer, end } of this.#open) {
      const hasExpired = viewer.expiresAt !== null && viewer.expiresAt <= now;
      if (hasExpired || (viewer.keyId !== null && !this.#keys.isStillAlive(viewer.keyId))) end();
    }
  }
}
