/** Takes the messages of a watch, in order. */
export interface Sink<Message> {
  put(messages: readonly Message[]): void;
  /** Null: it can take more; otherwise resolves once it can, or once it never will. */
  room(): Promise<void> | null;
  /** The watch is over: it was stopped (null), or cannot go on for this reason. The last that the sink is told. */
  end(failure: WatchFailure | null): void;
}

/** Why a watch cannot go on. */
export interface WatchFailure {
  readonly error: unknown;
}

/**
 * A stream that is pushed: `run` hands its messages to a sink from the moment that they happen, without a promise for
 * each. Whoever would rather pull may iterate. Either way it runs once.
 */
export interface Watch<Message> extends AsyncIterable<Message, void, void> {
  run(sink: Sink<Message>): void;
  /** Ends it at once, also while it waits. Nothing is put afterwards. */
  stop(): void;
}

/** The reader was too slow for the stream to be kept whole. It may subscribe again. */
export class FellBehindError extends Error {
  override readonly name = 'FellBehindError';
}

/** The messages of a watch for a reader that pulls them. While one waits to be read the sink has no room for more. */
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
