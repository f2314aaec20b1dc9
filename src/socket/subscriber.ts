import type { DocumentNode, ExecutionArgs, GraphQLSchema } from 'graphql';
import type { Viewer } from '../access/viewer.ts';
import type { Sink, Watch, WatchFailure } from '../live/watch.ts';
import type { Services } from '../graphql/services.ts';
import type { SharedResults, Waiter } from './shared-results.ts';

/** Where the results of subscriptions go. */
export interface Outlet {
  /** Takes a result of the subscription of this mark. */
  writeResult(mark: string, result: Buffer): void;
  /** Null: it can take more; otherwise resolves once it can, or once it never will. */
  room(): Promise<void> | null;
}

/** What is subscribed to, and by whom. */
export interface Asked extends Omit<ExecutionArgs, 'contextValue' | 'rootValue'> {
  /** The text of the document. */
  readonly query: string;
  readonly services: Services;
  readonly viewer: Viewer | null;
}

/** What subscriptions that ask the same have in common. */
export interface Shared {
  readonly asked: Asked;
  readonly results: SharedResults;
  /** One begins, and shares from now on what is given back: that of its equals, where there are any. */
  join(): Shared;
  /** One that had begun is over. What is given back is the reason, as it may be told. */
  leave(failure: WatchFailure | null): WatchFailure | null;
}

const ENDED: IteratorReturnResult<void> = { done: true, value: undefined };

/**
 * One subscription. For whoever keeps the protocol it is first what shall be run, then a stream that has no messages, ends
 * with the subscription, and ends it when it is returned; for the watch it is where the events go. Their results are written
 * in the events' order, also where an earlier one takes longer to work out.
 *
 * It is one object, and holds nothing that its equals have as well: thousands of them wait most of the time.
 */
export class Subscriber implements ExecutionArgs, AsyncIterableIterator<never, void, void>, Sink<object>, Waiter {
  readonly #outlet: Outlet;
  readonly #mark: string;
  #shared: Shared;
  #watch: Pick<Watch<object>, 'run' | 'stop'> | null = null;
  /** Events from the first one on whose result is not there yet. */
  #pending: object[] | null = null;
  /** Ends the stream. */
  #settle: ((result: IteratorReturnResult<void> | Promise<never>) => void) | null = null;

  /** `mark`: what the outlet knows it by. */
  constructor(shared: Shared, outlet: Outlet, mark: string) {
    this.#shared = shared;
    this.#outlet = outlet;
    this.#mark = mark;
  }

  get shared(): Shared {
    return this.#shared;
  }

  get schema(): GraphQLSchema {
    return this.#shared.asked.schema;
  }

  get document(): DocumentNode {
    return this.#shared.asked.document;
  }

  get operationName(): string | null | undefined {
    return this.#shared.asked.operationName;
  }

  /** Said to be there, or graphql-ws would put one in its place; each execution is given its own. */
  get contextValue(): undefined {
    return undefined;
  }

  /** As above. */
  get rootValue(): undefined {
    return undefined;
  }

  /** The stream of what is told by this watch, which is run when the stream is first read. */
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
      this.#shared = this.#shared.join();
      this.#watch?.run(this);
    });
  }

  async return(): Promise<IteratorReturnResult<void>> {
    this.#watch?.stop();
    return ENDED;
  }

  put(events: readonly object[]): void {
    for (const event of events) {
      const result = this.#shared.results.ready(event);
      if (this.#pending !== null) this.#pending.push(event);
      else if (result !== null) this.#outlet.writeResult(this.#mark, result);
      else this.#waitFor(event);
    }
  }

  room(): Promise<void> | null {
    return this.#outlet.room();
  }

  end(failure: WatchFailure | null): void {
    const settle = this.#settle;
    if (settle === null) return;
    this.#settle = null;
    this.#pending = null;
    const told = this.#shared.leave(failure);
    settle(told ? Promise.reject(told.error) : ENDED);
  }

  resultIsThere(): void {
    const pending = this.#pending ?? [];
    this.#pending = null;
    try {
      for (const [written, event] of pending.entries()) {
        const result = this.#shared.results.take(event, this);
        if (result === null) {
          this.#pending = pending.slice(written);
          return;
        }
        this.#outlet.writeResult(this.#mark, result);
      }
    } catch (error) {
      this.end({ error });
      this.#watch?.stop();
    }
  }

  #waitFor(event: object): void {
    this.#pending = [event];
    this.resultIsThere();
  }
}
