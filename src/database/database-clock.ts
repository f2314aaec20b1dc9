/**
 * The database's time, which all processes share: it dates lines, ends grants and ages credentials, whatever the clock of
 * the machine under this process says. It is read without a round trip: the steady clock of the process, which nobody sets,
 * plus how far the database's is from it. That is measured again every two seconds, as the two run a little apart, a
 * machine may have been suspended, and another server may have taken the database over.
 *
 * A measurement is as wrong as half of its round trip at the most. One that took longer is believed only where it
 * contradicts what is known by more than both may be wrong.
 */
import type { Logger } from 'pino';
import type { Instant } from '../instant.ts';
import { StartError } from '../start-error.ts';
import { openClient } from './open-client.ts';
import { type Queryable, runStatement, type Statement } from './statement.ts';

const MEASURE_INTERVAL_MS = 2_000; // 2 seconds

/** Between two clocks of good machines it is some milliseconds; one that nobody sets runs away by a second a day. */
const SKEW_MAX_MS = 5_000; // 5 seconds

/** Crystals of computers differ by up to 100 millionths. */
const DRIFT = 1e-4;

const ASK: Statement = {
  name: 'database_clock',
  text: 'select extract(epoch from clock_timestamp())::float8 * 1000 as now',
  values: [],
};

export interface DatabaseClockOptions {
  /** What the machine under this process takes for the time. */
  readonly machineClock: () => Instant;
  /** Milliseconds since some moment; it only goes on. */
  readonly steadyClock: () => number;
  readonly log: Logger;
}

interface Measured {
  /** The database's time less the steady clock's. */
  readonly offsetMs: number;
  /** By how much it may be wrong. */
  readonly errorMs: number;
  /** By the steady clock. */
  readonly at: number;
}

export class DatabaseClock {
  readonly #options: DatabaseClockOptions;
  #measured: Measured = { offsetMs: 0, errorMs: Infinity, at: 0 };
  #timer: NodeJS.Timeout | undefined;
  #wasSkewed = false;

  constructor(options: DatabaseClockOptions) {
    this.#options = options;
  }

  /** The time. */
  readonly now = (): Instant => Math.floor(this.#options.steadyClock() + this.#measured.offsetMs);

  /** By how much the machine's clock is ahead of the database's. */
  get skewMs(): number {
    return Math.round(this.#options.machineClock() - this.now());
  }

  /** To be called before the first `now`. Throws StartError where the machine's clock is far off, or without an answer. */
  async set(url: string): Promise<void> {
    const client = await openClient(url);
    try {
      await this.#measure(client);
    } finally {
      await client.end();
    }
    if (Math.abs(this.skewMs) > SKEW_MAX_MS) throw new StartError(`${this.#complaint()}: have both set by NTP`);
  }

  /** Measures from now on, until it is stopped. While the database is away, the steady clock goes on alone. */
  follow(on: Queryable): void {
    const { log } = this.#options;
    this.#timer = setInterval(() => {
      this.#measure(on).then(
        () => this.#tellSkew(),
        (error: unknown) => log.debug({ err: error }, "the database's clock could not be read"),
      );
    }, MEASURE_INTERVAL_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async #measure(on: Queryable): Promise<void> {
    const { steadyClock } = this.#options;
    const since = steadyClock();
    const [row] = await runStatement<{ now: number }>(on, ASK);
    const at = steadyClock();
    if (!row) throw new Error('the database told no time');
    const measured = { offsetMs: row.now - (since + at) / 2, errorMs: (at - since) / 2, at };
    if (isBetter(measured, this.#measured)) this.#measured = measured;
  }

  #tellSkew(): void {
    const isSkewed = Math.abs(this.skewMs) > SKEW_MAX_MS;
    if (isSkewed && !this.#wasSkewed) this.#options.log.warn(`${this.#complaint()}; the database's decides`);
    this.#wasSkewed = isSkewed;
  }

  #complaint(): string {
    const seconds = Math.abs(this.skewMs / 1000).toFixed(1);
    return `the clock of this machine is ${seconds} s ${this.skewMs > 0 ? 'ahead of' : 'behind'} the database's`;
  }
}

function isBetter(fresh: Measured, known: Measured): boolean {
  const knownErrorMs = known.errorMs + (fresh.at - known.at) * DRIFT;
  if (fresh.errorMs <= knownErrorMs) return true;
  return Math.abs(fresh.offsetMs - known.offsetMs) > fresh.errorMs + knownErrorMs;
}
