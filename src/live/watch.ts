/** Takes the messages of a watch, in order. */
export interface Sink<Message> {
  put(messages: readonly Message[]): void;
  /** Null: it can take more; otherwise resolves once it can, or once it never will. */
  room(): Promise<void> | null;
}

/**
 * A stream that is pushed: `run` hands its messages to a sink from the moment that they happen, without a promise for
 * each. Whoever would rather pull may iterate. Either way it runs once.
 */
export interface Watch<Message> extends AsyncIterable<Message, void, void> {
  /** Resolves when the watch has been stopped; rejects where it cannot go on. */
  run(sink: Sink<Message>): Promise<void>;
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
  #running: Promise<void> | null = null;
  #hasEnded = false;
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

  async next(): Promise<IteratorResult<Message, void>> {
    this.#running ??= this.#run();
    while (this.#waiting.length === 0 && !this.#hasEnded) {
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
    const [value, ...rest] = this.#waiting;
    if (value === undefined) {
      await this.#running; // throws what ended it
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

  async #run(): Promise<void> {
    try {
      await this.#watch.run(this);
    } finally {
      this.#hasEnded = true;
      this.#wake?.();
    }
  }
}
