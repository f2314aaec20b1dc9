/**
 * The database's time, which all processes share: transactions, expiries and credentials are dated by it, not by the clock
 * of this machine. Reading it takes no round trip: it is the monotonic clock of the process plus a measured offset. The
 * offset is measured every two seconds, because clocks drift, machines are suspended, and the database may fail over to
 * another server.
 *
 * The error of a measurement is at most half its round trip. A less accurate measurement replaces a better one only if the
 * two differ by more than the sum of their errors.
 */
import type { Logger } from 'pino';
import type { Instant } from '../instant.ts';
import { StartError } from '../start-error.ts';
import { withClient } from './open-client.ts';
import { type Queryable, runStatement, type Statement } from './statement.ts';

const MEASURE_INTERVAL_MS = 2_000; // 2 seconds

/** Clocks set by NTP differ by milliseconds; an unset clock drifts by about a second a day. */
const SKEW_MAX_MS = 5_000; // 5 seconds

/** The oscillators of computers differ by up to 100 ppm. */
const DRIFT = 1e-4;

const READ_CLOCK: Statement = {
  name: 'database_clock',
  text: 'select extract(epoch from clock_timestamp())::float8 * 1000 as now',
  values: [],
};

export interface DatabaseClockOptions {
  /** The system clock of this machine. */
  readonly machineClock: () => Instant;
  /** A monotonic clock in milliseconds. */
  readonly steadyClock: () => number;
  readonly log: Logger;
}

interface Measurement {
  /** The database's time minus the monotonic clock's. */
  readonly offsetMs: number;
  /** The maximum error of the offset. */
  readonly errorMs: number;
  /** By the monotonic clock. */
  readonly at: number;
}

export class DatabaseClock {
  readonly #options: DatabaseClockOptions;
  #measured: Measurement = { offsetMs: 0, errorMs: Infinity, at: 0 };
  #timer: NodeJS.Timeout | undefined;
  /** At the last measurement: 1 if the machine's clock was more than SKEW_MAX_MS ahead, -1 if it was so far behind, otherwise 0. */
  #lastSkew = 0;

  constructor(options: DatabaseClockOptions) {
    this.#options = options;
  }

  /** The database's time, in whole milliseconds. */
  readonly now = (): Instant => Math.floor(this.#options.steadyClock() + this.#measured.offsetMs);

  /** How far the machine's clock is ahead of the database's. */
  get skewMs(): number {
    return Math.round(this.#options.machineClock() - this.now());
  }

  /** Must be called before `now`. Throws StartError if the machine's clock is far off or the database does not respond. */
  async set(url: string): Promise<void> {
    await withClient(url, (client) => this.#measure(client));
    if (Math.abs(this.skewMs) > SKEW_MAX_MS) throw new StartError(`${this.#skewMessage()}: have both set by NTP`);
  }

  /** Measures regularly until `stop`. While the database is unavailable the last offset is used. */
  follow(on: Queryable): void {
    const { log } = this.#options;
    this.#timer = setInterval(() => {
      this.#measure(on).then(
        () => this.#logSkew(),
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
    const [row] = await runStatement<{ now: number }>(on, READ_CLOCK);
    const at = steadyClock();
    if (!row) throw new Error('the database did not return its time');
    const measured = { offsetMs: row.now - (since + at) / 2, errorMs: (at - since) / 2, at };
    if (isBetter(measured, this.#measured)) this.#measured = measured;
  }

  #logSkew(): void {
    const skew = Math.abs(this.skewMs) > SKEW_MAX_MS ? Math.sign(this.skewMs) : 0;
    if (skew !== 0 && skew !== this.#lastSkew) this.#options.log.warn(`${this.#skewMessage()}; the database's decides`);
    this.#lastSkew = skew;
  }

  #skewMessage(): string {
    const seconds = Math.abs(this.skewMs / 1000).toFixed(1);
    return `the clock of this machine is ${seconds} s ${this.skewMs > 0 ? 'ahead of' : 'behind'} the database's`;
  }
}

function isBetter(fresh: Measurement, known: Measurement): boolean {
  const knownErrorMs = known.errorMs + (fresh.at - known.at) * DRIFT;
  if (fresh.errorMs <= knownErrorMs) return true;
  return Math.abs(fresh.offsetMs - known.offsetMs) > fresh.errorMs + knownErrorMs;
}
