import type { GraphQLError } from 'graphql';
import type { Viewer } from '../access/viewer.ts';
import type { Counts } from '../graphql/context.ts';
import { publicError } from '../graphql/errors.ts';
import { HttpRefusal } from './http-refusal.ts';
import { networkOf } from './network-of.ts';
import type { ServerLimits } from './server-limits.ts';
import type { SocketRates } from '../socket/socket-rates.ts';
import { type BucketRate, TokenBuckets } from './token-buckets.ts';

/** The limits that all guests of a share link have together, for views of its page and for writes. */
const GUEST_READS = { perSecond: 5, burst: 100 };
const GUEST_WRITES = { perSecond: 1, burst: 30 };

/** Limits the requests of each credential and each address to this process. */
export class RateLimits implements SocketRates {
  readonly #limits: ServerLimits;
  readonly #ofCredentials: TokenBuckets;
  readonly #ofAddresses: TokenBuckets;
  readonly #ofAskers: TokenBuckets;
  readonly #ofSubjects: TokenBuckets;
  readonly #ofGuests: TokenBuckets;
  readonly #ofGuestWrites: TokenBuckets;
  readonly #ofMessages: TokenBuckets;
  readonly #ofMessageBytes: TokenBuckets;

  constructor(limits: ServerLimits, clock: () => number) {
    this.#limits = limits;
    this.#ofCredentials = new TokenBuckets({ perSecond: limits.requestsPerSecond, burst: limits.requestBurst }, clock);
    this.#ofAddresses = new TokenBuckets(
      { perSecond: limits.addressRequestsPerSecond, burst: limits.addressRequestBurst },
      clock,
    );
    this.#ofAskers = new TokenBuckets({ perSecond: limits.asksPerMinute / 60, burst: limits.asksPerMinute }, clock);
    const { subjectsPerMinute } = limits;
    this.#ofSubjects = new TokenBuckets({ perSecond: subjectsPerMinute / 60, burst: subjectsPerMinute }, clock);
    this.#ofGuests = new TokenBuckets(GUEST_READS, clock);
    this.#ofGuestWrites = new TokenBuckets(GUEST_WRITES, clock);
    this.#ofMessages = new TokenBuckets(withPause(limits.socketMessagesPerSecond), clock);
    this.#ofMessageBytes = new TokenBuckets(withPause(limits.socketBytesPerSecond), clock);
  }

  delayMs({ limitedAs }: Viewer, bytes: number): number {
    return Math.max(this.#ofMessages.spend(limitedAs, 1), this.#ofMessageBytes.spend(limitedAs, bytes));
  }

  /** Counts an operation of a credential. Returns RATE_LIMITED if it exceeds the limit, otherwise null. */
  refuseCredential({ limitedAs }: Viewer): GraphQLError | null {
    const waitMs = this.#ofCredentials.take(limitedAs);
    if (waitMs === 0) return null;
    const { requestsPerSecond, requestBurst } = this.#limits;
    const allowed = `LIMIT_REQUESTS_PER_SECOND allows ${requestsPerSecond} after the first ${requestBurst}`;
    const { retryAfterSeconds, headers } = later(waitMs);
    return publicError('RATE_LIMITED', `Too many requests with this credential: ${allowed}. Wait, then repeat it.`, {
      retryAfterSeconds,
      limit: { name: 'LIMIT_REQUESTS_PER_SECOND', max: requestsPerSecond },
      http: { status: 429, headers: new Map(Object.entries(headers)) },
    });
  }

  /** Counts what an operation did beyond one request: the requests after it wait. */
  countRequests({ limitedAs }: Viewer, more: number): void {
    this.#ofCredentials.spend(limitedAs, more);
  }

  /** How what a viewer does is counted, who comes from an address. */
  countsOf(viewer: Viewer | null, address: string): Counts {
    return {
      refuseAsk: () => this.refuseAsk(askerOf(viewer, address)),
      refuseSubject: () => this.refuseSubject(askerOf(viewer, address)),
      countRequests: (more) => {
        if (viewer) this.countRequests(viewer, more);
      },
    };
  }

  /** Counts a subject to be found. Returns RATE_LIMITED if it exceeds the limit, otherwise null. */
  refuseSubject(seeker: string): GraphQLError | null {
    const waitMs = this.#ofSubjects.take(seeker);
    if (waitMs === 0) return null;
    const { subjectsPerMinute: max } = this.#limits;
    const { retryAfterSeconds, headers } = later(waitMs);
    const message = `Too many subjects: LIMIT_SUBJECTS_PER_MINUTE allows ${max}. Wait, then find it again.`;
    return publicError('RATE_LIMITED', message, {
      retryAfterSeconds,
      limit: { name: 'LIMIT_SUBJECTS_PER_MINUTE', max },
      http: { status: 429, headers: new Map(Object.entries(headers)) },
    });
  }

  /** Counts a question to the documentation. Returns RATE_LIMITED if it exceeds the limit, otherwise null. */
  refuseAsk(asker: string): GraphQLError | null {
    const waitMs = this.#ofAskers.take(asker);
    if (waitMs === 0) return null;
    const { asksPerMinute: max } = this.#limits;
    const { retryAfterSeconds, headers } = later(waitMs);
    return publicError(
      'RATE_LIMITED',
      `Too many questions: LIMIT_ASKS_PER_MINUTE allows ${max}. Wait, then ask again.`,
      {
        retryAfterSeconds,
        limit: { name: 'LIMIT_ASKS_PER_MINUTE', max },
        http: { status: 429, headers: new Map(Object.entries(headers)) },
      },
    );
  }

  /** Counts a request through a share link. Throws HttpRefusal if it exceeds the limit. */
  checkGuest(secret: string, isWriting: boolean): void {
    const waitMs = (isWriting ? this.#ofGuestWrites : this.#ofGuests).take(secret);
    if (waitMs === 0) return;
    const { retryAfterSeconds, headers } = later(waitMs);
    const message = `Too many requests through this link. Wait ${retryAfterSeconds} s, then try again.`;
    throw new HttpRefusal(429, 'RATE_LIMITED', message, { retryAfterSeconds }, headers);
  }

  /** Counts a request from an address. Throws HttpRefusal if it exceeds the limit. */
  checkAddress(address: string): void {
    const waitMs = this.#ofAddresses.take(networkOf(address));
    if (waitMs === 0) return;
    const { addressRequestsPerSecond: max, addressRequestBurst: burst } = this.#limits;
    const allowed = `LIMIT_ADDRESS_REQUESTS_PER_SECOND allows ${max} after the first ${burst}`;
    const { retryAfterSeconds, headers } = later(waitMs);
    throw new HttpRefusal(
      429,
      'RATE_LIMITED',
      `Too many requests from this address: ${allowed}. Wait, then repeat it.`,
      { retryAfterSeconds, limit: { name: 'LIMIT_ADDRESS_REQUESTS_PER_SECOND', max } },
      headers,
    );
  }
}

/** The name under which questions are counted: the key, or without a credential the address. */
export function askerOf(viewer: Viewer | null, address: string): string {
  return viewer?.limitedAs ?? networkOf(address);
}

/** After a pause, a burst may contain the requests of ten seconds. */
function withPause(perSecond: number): BucketRate {
  return { perSecond, burst: 10 * perSecond };
}

function later(waitMs: number): { retryAfterSeconds: number; headers: Record<string, string> } {
  const retryAfterSeconds = Math.ceil(waitMs / 1000);
  return { retryAfterSeconds, headers: { 'retry-after': String(retryAfterSeconds) } };
}
