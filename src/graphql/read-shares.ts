import pLimit, { type LimitFunction } from 'p-limit';

/** Concurrent reads of one request, of ten database connections for reads. */
const READS_PER_REQUEST = 3;

/** Concurrent reads of all requests with one credential. */
const READS_PER_CREDENTIAL = 4;

/** Runs a read of the database when it is the request's turn. A read must not wait for another one of the same request. */
export type Read = <Result>(read: () => Promise<Result>) => Promise<Result>;

/**
 * Limits the concurrent reads of requests and credentials. A document can select thousands of lists: they wait here, where they delay
 * only their own request, and not for a database connection, where they would delay every request.
 */
export class ReadShares {
  /** The limits of the credentials that are reading. */
  readonly #ofCredentials = new Map<string, LimitFunction>();

  /** The limit for the reads of one request. Requests with the same credential take turns. */
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

  async #ofCredential<Result>(credential: string, read: () => Promise<Result>): Promise<Result> {
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
