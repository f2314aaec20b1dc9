/** Takes the messages of a watch, in order. */
export interface Sink<Message> {
  put(messages: readonly Message[]): void;
  /** Null if the sink can take more; otherwise resolves when it can, or when it never will. */
  room(): Promise<void> | null;
  /** The last call: the watch was stopped (null) or failed for this reason. */
  end(failure: WatchFailure | null): void;
}

/** Why a watch failed. */
export interface WatchFailure {
  readonly error: unknown;
}

/**
 * A stream that pushes: `run` passes each message to a sink when it happens, without a promise for each. It can be iterated
 * instead. Either way it runs once.
 */
export interface Watch<Message> extends AsyncIterable<Message, void, void> {
  run(sink: Sink<Message>): void;
  /** Ends the watch at once, also while it waits. No message follows. */
  stop(): void;
}

/** The reader was too slow, and messages would have been lost. It can subscribe again. */
export class FellBehindError extends Error {
  override readonly name = 'FellBehindError';
}

/** Lets a reader pull the messages of a watch. The sink has no room while a message waits to be read. */
export class Pull<Message> implements AsyncIterator<Message, void, void>, Sink<Message> {
  readonly #watch: Pick<Watch<Message>, 'run' | 'stop'>;
  #waiting: Message[] = [];
  #isRunning = false;
  #ended: { readonly failure: WatchFailure | null } | null = null;
  #wake: (() => void) | null = null;
  #makeRoom: (() => void) | null = null;

  constructor(watch: Pick<Watch<Message>, 'run' | 'stop'>) {
    this.#watch = watch;
  }

  put(messages: readonly Message[]): void {
    this.#waiting = this.#waiting.concat(messages);
    this.#wake?.();
  }

  room(): Promise<void> | null {
    if (this.#waiting.length === 0) return null;
    return new Promise((resolve) => (this.#makeRoom = resolve));
  }

  end(failure: WatchFailure | null): void {
    this.#ended = { failure };
    this.#wake?.();
  }

  async next(): Promise<IteratorResult<Message, void>> {
    if (!this.#isRunning) {
      this.#isRunning = true;
      this.#watch.run(this);
    }
    while (this.#waiting.length === 0 && this.#ended === null) {
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
    const [value, ...rest] = this.#waiting;
    if (value === undefined) {
      if (this.#ended?.failure) throw this.#ended.failure.error;
      return { done: true, value: undefined };
    }
    this.#waiting = rest;
    if (rest.length === 0) this.#makeRoom?.();
    return { done: false, value };
  }

  async return(): Promise<IteratorResult<Message, void>> {
    this.#waiting = [];
    this.#watch.stop();
    this.#makeRoom?.();
    return { done: true, value: undefined };
  }
}
