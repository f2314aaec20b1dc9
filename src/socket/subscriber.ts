import type { DocumentNode, ExecutionArgs, GraphQLSchema } from 'graphql';
import type { Viewer } from '../access/viewer.ts';
import type { Sink, Watch, WatchFailure } from '../live/watch.ts';
import type { Services } from '../graphql/services.ts';
import type { SharedResults, Waiter } from './shared-results.ts';

/** Receives the results of subscriptions. */
export interface ResultSink {
  /** Writes a result of the subscription with this id. */
  writeResult(encodedId: string, result: Buffer): void;
  /** Null if it can take more; otherwise resolves when it can, or when it never will. */
  room(): Promise<void> | null;
}

/** An admitted subscription and its viewer. */
export interface SubscriptionRequest extends Omit<ExecutionArgs, 'contextValue' | 'rootValue'> {
  /** The text of the document. */
  readonly query: string;
  readonly services: Services;
  readonly viewer: Viewer | null;
}

/** Subscriptions with the same results. */
export interface SubscriptionGroup {
  readonly request: SubscriptionRequest;
  readonly results: SharedResults;
  /** Adds a subscription. It belongs to the returned group, which is an existing equal one if there is one. */
  join(): SubscriptionGroup;
  /** Removes a subscription. Returns the failure in the form that is sent to the client. */
  leave(failure: WatchFailure | null): WatchFailure | null;
}

const ENDED: IteratorReturnResult<void> = { done: true, value: undefined };

/**
 * One subscription. graphql-ws uses it first as execution arguments, then as a stream without results, whose end is the end
 * of the subscription and whose `return` stops it. The watch uses it as the sink of its events. Results are written in the
 * order of the events, also if an earlier one takes longer to compute.
 *
 * It is a single object that shares everything possible with its group, because there are thousands of mostly idle ones.
 */
export class Subscriber implements ExecutionArgs, AsyncIterableIterator<never, void, void>, Sink<object>, Waiter {
  readonly #sink: ResultSink;
  readonly #encodedId: string;
  #group: SubscriptionGroup;
  #watch: Pick<Watch<object>, 'run' | 'stop'> | null = null;
  /** Events from the first one on whose result is still being computed. */
  #pending: object[] | null = null;
  /** Ends the stream. */
  #settle: ((result: IteratorReturnResult<void> | Promise<never>) => void) | null = null;

  constructor(group: SubscriptionGroup, sink: ResultSink, encodedId: string) {
    this.#group = group;
    this.#sink = sink;
    this.#encodedId = encodedId;
  }

  get group(): SubscriptionGroup {
    return this.#group;
  }

  get schema(): GraphQLSchema {
    return this.#group.request.schema;
  }

  get document(): DocumentNode {
    return this.#group.request.document;
  }

  get operationName(): string | null | undefined {
    return this.#group.request.operationName;
  }

  /** Defined so that graphql-ws does not set it; each execution has its own. */
  get contextValue(): undefined {
    return undefined;
  }

  /** The same as for `contextValue`. */
  get rootValue(): undefined {
    return undefined;
  }

  /** Makes this the stream of a watch, which runs when the stream is first read. */
  streamOf(watch: Pick<Watch<object>, 'run' | 'stop'>): this {
    this.#watch = watch;
    return this;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorReturnResult<void>> {
    return new Promise((resolve) => {
      this.#settle = resolve;
      this.#group = this.#group.join();
      this.#watch?.run(this);
    });
  }

  async return(): Promise<IteratorReturnResult<void>> {
    this.#watch?.stop();
    return ENDED;
  }

  put(events: readonly object[]): void {
    for (const event of events) {
      const result = this.#group.results.ready(event);
      if (this.#pending !== null) this.#pending.push(event);
      else if (result !== null) this.#sink.writeResult(this.#encodedId, result);
      else {
        this.#pending = [event];
        this.resultReady();
      }
    }
  }

  room(): Promise<void> | null {
    return this.#sink.room();
  }

  end(failure: WatchFailure | null): void {
    const settle = this.#settle;
    if (settle === null) return;
    this.#settle = null;
    this.#pending = null;
    const shown = this.#group.leave(failure);
    settle(shown ? Promise.reject(shown.error) : ENDED);
  }

  resultReady(): void {
    const pending = this.#pending ?? [];
    this.#pending = null;
    try {
      for (const [written, event] of pending.entries()) {
        const result = this.#group.results.take(event, this);
        if (result === null) {
          this.#pending = pending.slice(written);
          return;
        }
        this.#sink.writeResult(this.#encodedId, result);
      }
    } catch (error) {
      this.end({ error });
      this.#watch?.stop();
    }
  }
}
