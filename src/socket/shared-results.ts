/** Works out the result of an event, as it is sent. */
export type Work = (event: object) => Promise<Buffer> | Buffer;

/** Who is told once a result is there, or has failed. */
export interface Waiter {
  resultIsThere(): void;
}

type State = { readonly bytes: Buffer } | { readonly failure: unknown } | { readonly waiters: Waiter[] };

/** The results of events for all subscriptions that ask the same: each is worked out once, when the first one asks. */
export class SharedResults {
  readonly #work: Work;
  /** As long as somebody holds the event, who watches the project. */
  readonly #states = new WeakMap<object, State>();
  /** All ask for the newest event, one after the other: there is no need to look it up for each. */
  #newest: { readonly event: object; readonly bytes: Buffer } | null = null;

  constructor(work: Work) {
    this.#work = work;
  }

  /** The result; null: it is being worked out, and the waiter will be told. Throws what working it out has thrown. */
  take(event: object, waiter: Waiter): Buffer | null {
    const state = this.#states.get(event) ?? this.#begin(event);
    if ('bytes' in state) return state.bytes;
    if ('failure' in state) throw state.failure;
    state.waiters.push(waiter);
    return null;
  }

  /** The result; null: it is not there yet, and will be told to whoever takes it. Sees to it that it is worked out. */
  ready(event: object): Buffer | null {
    if (this.#newest?.event === event) return this.#newest.bytes;
    const state = this.#states.get(event) ?? this.#begin(event);
    if (!('bytes' in state)) return null;
    this.#newest = { event, bytes: state.bytes };
    return state.bytes;
  }

  #begin(event: object): State {
    const result = this.#work(event);
    if (!(result instanceof Promise)) return this.#set(event, { bytes: result });
    const waiters: Waiter[] = [];
    const settle = (state: State) => {
      this.#set(event, state);
      for (const waiter of waiters) waiter.resultIsThere();
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
