/** Lets so many pieces of work run at once; the others wait, first come, first served. */
export class Turnstile {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(atOnce: number) {
    this.#free = atOnce;
  }

  /** What the work resolves to or throws. */
  async pass<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#free === 0) await new Promise<void>((resume) => this.#waiting.push(resume));
    else this.#free -= 1;
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free += 1;
    }
  }
}

/**
 * How many pictures to decode or encode at once. Each takes one of the four threads that node reads files and looks up
 * names on, and up to 320 MiB (40 megapixels of WebP): one core and one thread always stay free for the rest.
 */
export function pictureLanes(cores: number): number {
  return Math.max(1, Math.min(3, cores - 1));
}
