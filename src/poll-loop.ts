/** The minimum interval between two polls. */
const GAP_MS = 50;

export interface PollLoopOptions {
  /** Begins at most `free` pieces of the work that is due. Neither this nor the work may reject. */
  readonly poll: (free: number) => Promise<readonly Promise<void>[]>;
  /** The most pieces of work in progress. */
  readonly concurrency: number;
  /** The polling interval for work of other processes. */
  readonly intervalMs: number;
}

/**
 * Polls for work that is due, as long as less is in progress than the process may do at once:
 *
 *   polled ──after GAP_MS──► woken since the poll ──► polled
 *                            not woken ──after the interval, or when woken──► polled
 *
 * Work that ends wakes the loop, for work that became due while all were busy.
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

  /** Polls soon, because something may be due. */
  wake(): void {
    this.#isAwake = true;
    this.#wake();
  }

  /** Resolves after the last poll. Work may still be in progress. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    this.wake();
    await this.#polling;
  }

  /** Resolves once no work is in progress. Polls only add work before `stop` has resolved. */
  async finished(): Promise<void> {
    await Promise.all(this.#running);
  }

  async #run(): Promise<void> {
    const { poll, concurrency, intervalMs } = this.#options;
    while (!this.#isStopping) {
      this.#isAwake = false;
      const free = concurrency - this.#running.size;
      if (free > 0) for (const work of await poll(free)) this.#track(work);
      await this.#sleep(GAP_MS, { canBeWoken: false });
      if (!this.#isAwake) await this.#sleep(intervalMs, { canBeWoken: true });
    }
  }

  #track(work: Promise<void>): void {
    const running = work.finally(() => {
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
