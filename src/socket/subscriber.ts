import type { DocumentNode, ExecutionArgs, GraphQLSchema } from 'graphql';
import type { Viewer } from '../access/viewer.ts';
import type { Sink, Watch, WatchFailure } from '../live/watch.ts';
import type { Services } from '../graphql/services.ts';
import type { SharedResults, Waiter } from './shared-results.ts';

/** Where the results of subscriptions go. */
export interface ResultSink {
  /** Takes a result of the subscription with this id. */
  writeResult(encodedId: string, result: Buffer): void;
  /** Null: it can take more; otherwise resolves once it can, or once it never will. */
  room(): Promise<void> | null;
}

/** A subscription that has been admitted, and who asks for it. */
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
  /** A subscription begins. From now on it belongs to the group that is returned: an equal one, where there is one. */
  join(): SubscriptionGroup;
  /** A subscription has ended. Returns why, as the client may be told. */
  leave(failure: WatchFailure | null): WatchFailure | null;
}

const ENDED: IteratorReturnResult<void> = { done: true, value: undefined };

/**
 * One subscription. graphql-ws takes it first as arguments to execute, then as a stream without results, which ends with
 * the subscription and stops it when it is returned; the watch takes it as the sink of its events. Results are written in
 * the order of the events, also where an earlier one takes longer to compute.
 *
 * It is one object and holds nothing that its group holds: thousands of them are idle most of the time.
 */
export class Subscriber implements ExecutionArgs, AsyncIterableIterator<never, void, void>, Sink<object>, Waiter {
  readonly #sink: ResultSink;
  readonly #encodedId: string;
  #group: SubscriptionGroup;
  #watch: Pick<Watch<object>, 'run' | 'stop'> | null = null;
  /** Events from the first one on whose result is not known yet. */
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

  /** Declared, or graphql-ws would set one; each execution has its own. */
  get contextValue(): undefined {
    return undefined;
  }

  /** As above. */
  get rootValue(): undefined {
    return undefined;
  }

  /** Makes it the stream of this watch, which is run when the stream is first read. */
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
