import pLimit, { type LimitFunction } from 'p-limit';

/** Of the database's connections for reads, ten in all, one request has so many at a time, */
const READS_PER_REQUEST = 3;

/** and all requests with one credential have so many. */
const READS_PER_CREDENTIAL = 4;

/** Runs a read of the database when it is the request's turn. A read must not wait for another one of the same request. */
export type Read = <Answer>(read: () => Promise<Answer>) => Promise<Answer>;

/**
 * Who reads how much at a time. A document can ask for thousands of lists: they wait here, where only the request itself
 * waits for them, and not for the database's connections, where everybody would.
 */
export class ReadShares {
  /** Of credentials that are reading. */
  readonly #ofCredentials = new Map<string, LimitFunction>();

  /** For the reads of one request. Requests with the same credential take turns. */
  ofRequest(credential: string): Read {
    let ofRequest: LimitFunction | undefined; // many requests read nothing
    return (read) => {
      ofRequest ??= pLimit(READS_PER_REQUEST);
      return ofRequest(() => this.#ofCredential(credential, read));
    };
  }

  /** How many credentials are reading. */
  get size(): number {
    return this.#ofCredentials.size;
  }

  async #ofCredential<Answer>(credential: string, read: () => Promise<Answer>): Promise<Answer> {
    const known = this.#ofCredentials.get(credential);
    const limit = known ?? pLimit(READS_PER_CREDENTIAL);
    if (!known) this.#ofCredentials.set(credential, limit);
    try {
      return await limit(read);
    } finally {
      if (limit.activeCount + limit.pendingCount === 0) this.#ofCredentials.delete(credential);
    }
  }
}
