/** Computes and serialises the result of an event. */
export type Compute = (event: object) => Promise<Buffer> | Buffer;

/** Called when a result has been computed or has failed. */
export interface Waiter {
  resultReady(): void;
}

type State = { readonly bytes: Buffer } | { readonly failure: unknown } | { readonly waiters: Waiter[] };

/** The results of events for all subscriptions of a group: each is computed once, when the first one asks. */
export class SharedResults {
  readonly #compute: Compute;
  /** Retained as long as a watch holds the event. */
  readonly #states = new WeakMap<object, State>();
  /** A cache of the newest result, which all subscriptions take in turn. */
  #newest: { readonly event: object; readonly bytes: Buffer } | null = null;

  constructor(compute: Compute) {
    this.#compute = compute;
  }

  /** The result, or null while it is computed: the waiter is called later. Throws if computing it failed. */
  take(event: object, waiter: Waiter): Buffer | null {
    const state = this.#states.get(event) ?? this.#begin(event);
    if ('bytes' in state) return state.bytes;
    if ('failure' in state) throw state.failure;
    state.waiters.push(waiter);
    return null;
  }

  /** The result, or null while it is computed. Starts computing it if necessary. */
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
