/** The same again within this time of the response, or of the press before it, repeats that press. */
const REPEAT_MS = 1_000;

/**
 * Tells another wish from the same press repeated (the second half of a double click, keys held impatiently). While a request
 * is under way nothing else is sent. After it was accepted the same submission is ignored until nobody has pressed for a second.
 */
export class RepeatedPresses {
  readonly #nowMs: () => number;
  #isUnderWay = false;
  #submission = '';
  #repeatsUntilMs = 0;

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  /** Whether this submission is to be sent. */
  begin(submission: string): boolean {
    if (this.#isUnderWay) return false;
    if (submission === this.#submission && this.#nowMs() < this.#repeatsUntilMs) {
      this.#repeatsUntilMs = this.#nowMs() + REPEAT_MS;
      return false;
    }
    this.#isUnderWay = true;
    this.#submission = submission;
    this.#repeatsUntilMs = 0;
    return true;
  }

  accepted(): void {
    this.#repeatsUntilMs = this.#nowMs() + REPEAT_MS;
  }

  /** The request was answered, or has failed: then the same may be sent again at once. */
  end(): void {
    this.#isUnderWay = false;
  }
}
