/** Computes the result of an event, serialised. */
export type Compute = (event: object) => Promise<Buffer> | Buffer;

/** Is called once a result is known, or has failed. */
export interface Waiter {
  resultReady(): void;
}

type State = { readonly bytes: Buffer } | { readonly failure: unknown } | { readonly waiters: Waiter[] };

/** The results of events for all subscriptions of a group: each is computed once, when the first one asks. */
export class SharedResults {
  readonly #compute: Compute;
  /** Kept as long as a watch holds the event. */
  readonly #states = new WeakMap<object, State>();
  /** All ask for the newest event, one after the other: it is not looked up for each. */
  #newest: { readonly event: object; readonly bytes: Buffer } | null = null;

  constructor(compute: Compute) {
    this.#compute = compute;
  }

  /** The result; null: it is being computed, and the waiter will be called. Throws what computing it has thrown. */
  take(event: object, waiter: Waiter): Buffer | null {
    const state = this.#states.get(event) ?? this.#begin(event);
    if ('bytes' in state) return state.bytes;
    if ('failure' in state) throw state.failure;
    state.waiters.push(waiter);
    return null;
  }

  /** The result; null: it is not known yet, see `take`. Starts to compute it. */
  ready(event: object): Buffer | null {
    if (this.#newest?.event === event) return this.#newest.bytes;
    const state = this.#states.get(event) ?? this.#begin(event);
    if (!('bytes' in state)) return null;
    this.#newest = { event, bytes: state.bytes };
    return state.bytes;
  }

  #begin(event: object): State {
    const result = this.#compute(event);
    if (!(result instanceof Promise)) return this.#set(event, { bytes: result });
    const waiters: Waiter[] = [];
    const settle = (state: State) => {
      this.#set(event, state);
      for (const waiter of waiters) waiter.resultReady();
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
