import type { Sink, Watch } from '../../live/watch.ts';

/** Works out the result of an event, as it is sent. */
export type Work = (event: object) => Promise<Buffer> | Buffer;

/** What is called once a result is there, or has failed. */
type Waiter = () => void;

type State = { readonly bytes: Buffer } | { readonly failure: unknown } | { readonly waiters: Waiter[] };

/** The results of events for all subscriptions that ask the same: each is worked out once, when the first one asks. */
export class SharedResults {
  readonly #work: Work;
  /** As long as somebody holds the event, who watches the project. */
  readonly #states = new WeakMap<object, State>();

  constructor(work: Work) {
    this.#work = work;
  }

  /** The result; null: it is being worked out, and the waiter will be called. Throws what working it out has thrown. */
  take(event: object, waiter: Waiter): Buffer | null {
    const state = this.#states.get(event) ?? this.#begin(event);
    if ('bytes' in state) return state.bytes;
    if ('failure' in state) throw state.failure;
    state.waiters.push(waiter);
    return null;
  }

  /** The result; null: it is not there yet, and will be told to whoever takes it. Sees to it that it is worked out. */
  ready(event: object): Buffer | null {
    const state = this.#states.get(event) ?? this.#begin(event);
    return 'bytes' in state ? state.bytes : null;
  }

  #begin(event: object): State {
    const result = this.#work(event);
    if (!(result instanceof Promise)) return this.#set(event, { bytes: result });
    const waiters: Waiter[] = [];
    const settle = (state: State) => {
      this.#set(event, state);
      for (const waiter of waiters) waiter();
    };
    result.then(
      (bytes) => settle({ bytes }),
      (failure: unknown) => settle({ failure }),
    );
    return this.#set(event, { waiters });
  }

  #set(event: object, state: State): State {
    this.#states.set(event, state);
    return state;
  }
}

/** Where the results of one subscription go. */
export interface Outlet {
  /** Takes a result, as the end of a JSON object of which it is the last field: `"payload":{"data":…}}`. */
  write(result: Buffer): void;
  /** Null: it can take more; otherwise resolves once it can, or once it never will. */
  room(): Promise<void> | null;
}

/** Writes the results of events in the events' order, also where an earlier one takes longer to work out. */
export class InOrder implements Sink<object> {
  readonly #results: SharedResults;
  readonly #outlet: Outlet;
  readonly #source: Pick<Watch<object>, 'stop'>;
  readonly #pending: object[] = [];
  #failed: { readonly failure: unknown } | null = null;

  /** `source`: is stopped where a result cannot be worked out. */
  constructor(results: SharedResults, outlet: Outlet, source: Pick<Watch<object>, 'stop'>) {
    this.#results = results;
    this.#outlet = outlet;
    this.#source = source;
  }

  /** Throws what has kept a result from being worked out, if anything has. */
  throwFailure(): void {
    if (this.#failed) throw this.#failed.failure;
  }

  put(events: readonly object[]): void {
    const isFree = this.#pending.length === 0;
    for (const event of events) {
      const result = this.#results.ready(event);
      if (result !== null && this.#pending.length === 0) this.#outlet.write(result);
      else this.#pending.push(event);
    }
    if (isFree && this.#pending.length > 0) this.#writeThoseThatAreThere();
  }

  room(): Promise<void> | null {
    return this.#outlet.room();
  }

  #writeThoseThatAreThere(): void {
    let written = 0;
    try {
      for (const event of this.#pending) {
        const result = this.#results.take(event, () => this.#writeThoseThatAreThere());
        if (result === null) break;
        written += 1;
        this.#outlet.write(result);
      }
      this.#pending.splice(0, written);
    } catch (failure) {
      this.#pending.length = 0;
      this.#failed = { failure };
      this.#source.stop();
    }
  }
}
