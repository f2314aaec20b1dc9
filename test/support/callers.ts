/** Callers that each call again and again, one call after the other, until they are stopped. */
export class Callers {
  /** Rejects when a call does. */
  readonly ended: Promise<unknown>;
  #isOn = true;

  /** `call` receives the number of its caller, and how many calls that caller has made before. */
  constructor(count: number, call: (caller: number, earlier: number) => Promise<void>) {
    this.ended = Promise.all(
      Array.from({ length: count }, (_, caller) => this.#repeat((earlier) => call(caller, earlier))),
    );
  }

  /** Resolves when the calls that are under way have ended. */
  async stop(): Promise<void> {
    this.#isOn = false;
    await this.ended;
  }

  async #repeat(call: (earlier: number) => Promise<void>): Promise<void> {
    let earlier = 0;
    while (this.#isOn) {
      await call(earlier);
      earlier += 1;
    }
  }
}
