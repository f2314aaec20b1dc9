import type { Instant } from '../instant.ts';

/** The longest delay that a timer takes is 2^31 - 1 ms, some 24 days; whoever waits longer looks again in between. */
const DELAY_MAX_MS = 2 ** 31 - 1;

/** After a failure, so that a database that comes back is asked again soon. */
const RETRY_MS = 1_000; // 1 second

export interface ExpiryTimerOptions {
  readonly clock: () => Instant;
  /** Writes the expiry; whoever watches hears of it as of any other commit. */
  readonly settle: () => Promise<unknown>;
  readonly onError: (error: unknown) => void;
}

/** Settles a watched project at its next expiry, to the instant. The job that does so for everybody may have to queue. */
export class ExpiryTimer {
  readonly #options: ExpiryTimerOptions;
  #armedFor: Instant | null = null;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: ExpiryTimerOptions) {
    this.#options = options;
  }

  /** Null: nothing expires. */
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
