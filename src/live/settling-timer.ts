import type { Instant } from '../instant.ts';

/** The longest delay of a timer is 2^31 - 1 ms, about 24 days. A longer wait takes several timers. */
const DELAY_MAX_MS = 2 ** 31 - 1;

/** The delay after a failure of the database. */
const RETRY_MS = 1_000; // 1 second

export interface SettlingTimerOptions {
  readonly clock: () => Instant;
  /** Writes what is due; watchers receive it like any other commit. */
  readonly settle: () => Promise<unknown>;
  readonly onError: (error: unknown) => void;
}

/** Settles a watched project exactly at its next due time. The job that settles all projects may have to wait in a queue. */
export class SettlingTimer {
  readonly #options: SettlingTimerOptions;
  #armedFor: Instant | null = null;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: SettlingTimerOptions) {
    this.#options = options;
  }

  /** Null if nothing is due. */
  arm(at: Instant | null): void {
    if (at === this.#armedFor) return;
    this.stop();
    if (at === null) return;
    this.#armedFor = at;
    this.#wait(at - this.#options.clock());
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#armedFor = null;
  }

  #wait(delayMs: number): void {
    this.#timer = setTimeout(() => this.#look(), Math.max(0, Math.min(delayMs, DELAY_MAX_MS)));
  }

  #look(): void {
    if (this.#armedFor === null) return;
    const early = this.#armedFor - this.#options.clock();
    if (early > 0) return this.#wait(early);
    this.#armedFor = null;
    this.#options.settle().catch((error: unknown) => {
      this.#options.onError(error);
      if (this.#armedFor === null) this.arm(this.#options.clock() + RETRY_MS);
    });
  }
}
