import type { Subscription } from './live-server.ts';

/** Many subscribers in a process of their own. */
export interface SubscribersCalls {
  /** Opens so many sockets, which take the subscriptions in turns. Resolves when all of them stand. */
  open(argument: {
    readonly url: string;
    readonly subscriptions: readonly Subscription[];
    readonly count: number;
  }): Promise<void>;
  /** Resolves when so many lines have arrived since the last `forget`. Rejects after a minute. */
  received(lines: number): Promise<void>;
  /** Lines that have arrived since the last `forget`. */
  lines(argument: null): Promise<number>;
  /** Milliseconds from the publication to the arrival of each line since the last `forget`. */
  delays(publishedAt: ReadonlyMap<number, number>): Promise<Delays>;
  /** Whether each socket has seen every sequence from its first line to its last, once and in order. */
  isGapless(argument: null): Promise<boolean>;
  forget(argument: null): Promise<void>;
  /** The newest socket reads nothing more. */
  stallLast(argument: null): Promise<void>;
  closeAll(argument: null): Promise<void>;
}

export interface Delays {
  readonly p50Ms: number;
  readonly p99Ms: number;
}
