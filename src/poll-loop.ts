/** The minimum interval between two polls. */
const GAP_MS = 50;

export interface PollLoopOptions {
  /** Starts at most `free` due tasks and returns their promises. Neither it nor a task may reject. */
  readonly poll: (free: number) => Promise<readonly Promise<void>[]>;
  /** The maximum number of running tasks. */
  readonly concurrency: number;
  /** The polling interval, for tasks that other processes created. */
  readonly intervalMs: number;
}

/**
 * Polls the database for due tasks while fewer than `concurrency` tasks are running:
 *
 *   polled ──after GAP_MS──► woken since the poll ──► polled
 *                            not woken ──after the interval, or when woken──► polled
 *
 * The end of a task wakes the loop, because tasks may have become due while all places were taken.
 */
export class PollLoop {
  readonly #options: PollLoopOptions;
  readonly #running = new Set<Promise<void>>();
  #polling: Promise<void> = Promise.resolve();
  #isStopping = false;
  #isAwake = false;
  #wake: () => void = () => undefined;

  constructor(options: PollLoopOptions) {
    this.#options = options;
  }

  /** Whether `stop` was called. */
  get isStopping(): boolean {
    return this.#isStopping;
  }

  start(): void {
    this.#polling = this.#run();
  }

  /** Polls soon, because a task may be due. */
  wake(): void {
    this.#isAwake = true;
    this.#wake();
  }

  /** Resolves after the last poll. Tasks may still be running. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    this.wake();
    await this.#polling;
  }

  /** Resolves when no task is running. Polls may start further tasks until `stop` has resolved. */
  async finished(): Promise<void> {
    await Promise.all(this.#running);
  }

  async #run(): Promise<void> {
    const { poll, concurrency, intervalMs } = this.#options;
    while (!this.#isStopping) {
      this.#isAwake = false;
      const free = concurrency - this.#running.size;
      if (free > 0) for (const task of await poll(free)) this.#track(task);
      await this.#sleep(GAP_MS, { canBeWoken: false });
      if (!this.#isAwake) await this.#sleep(intervalMs, { canBeWoken: true });
    }
  }

  #track(task: Promise<void>): void {
    const running = task.finally(() => {
      this.#running.delete(running);
      this.wake();
    });
    this.#running.add(running);
  }

  /** Ends early on `stop` in any case. */
  #sleep(delayMs: number, { canBeWoken }: { readonly canBeWoken: boolean }): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, delayMs);
      this.#wake = () => {
        if (!canBeWoken && !this.#isStopping) return;
        clearTimeout(timer);
        resolve();
      };
      if (this.#isStopping) this.#wake();
    });
  }
}
