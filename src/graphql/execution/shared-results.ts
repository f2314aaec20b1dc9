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

  /** Has an event's result worked out, for whoever takes it later. */
  prepare(event: object): void {
    if (!this.#states.has(event)) this.#begin(event);
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

/** Writes the results of events in the events' order, also where an earlier one takes longer to work out. */
export class InOrder {
  readonly #results: SharedResults;
  readonly #write: (result: Buffer) => void;
  readonly #fail: (failure: unknown) => void;
  readonly #pending: object[] = [];

  constructor(results: SharedResults, write: (result: Buffer) => void, fail: (failure: unknown) => void) {
    this.#results = results;
    this.#write = write;
    this.#fail = fail;
  }

  put(events: readonly object[]): void {
    const isFree = this.#pending.length === 0;
    for (const event of events) {
      this.#results.prepare(event);
      this.#pending.push(event);
    }
    if (isFree) this.#writeThoseThatAreThere();
  }

  #writeThoseThatAreThere(): void {
    let written = 0;
    try {
      for (const event of this.#pending) {
        const result = this.#results.take(event, () => this.#writeThoseThatAreThere());
        if (result === null) break;
        written += 1;
        this.#write(result);
      }
      this.#pending.splice(0, written);
    } catch (failure) {
      this.#pending.length = 0;
      this.#fail(failure);
    }
  }
}
