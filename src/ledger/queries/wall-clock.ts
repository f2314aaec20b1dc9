import { Temporal } from 'temporal-polyfill';
import type { Instant } from '../../instant.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** So many days of a zone are remembered: every day of eleven years. */
const KNOWN_DAYS_MAX = 4_096;

/** So many zones are remembered. */
const KNOWN_ZONES_MAX = 64;

/**
 * The wall clocks of a time zone. Temporal takes up to 55 µs to tell the offset of an instant, Intl takes 1: 2,000 days in
 * Temporal held the process for half a second. And an offset is asked for once a day, unless it changes within the day.
 */
export class WallClock {
  readonly #timeZone: string;
  readonly #format: Intl.DateTimeFormat;
  /** By the number of the day of UTC; null where the clocks change within it. */
  readonly #offsets = new Map<number, number | null>();

  constructor(timeZone: string) {
    this.#timeZone = timeZone;
    this.#format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  }

  /** What the clocks show at an instant, as the milliseconds that UTC shows the same at. */
  shownAt(at: Instant): number {
    return at + (this.#offsetOn(dayOf(at)) ?? this.#offsetAt(at));
  }

  /** The first instant of the day that begins where the clocks show `midnight`; where they skip it, the first after it. */
  startOfDay(midnight: number): Instant {
    const offset = this.#offsetOn(dayOf(midnight));
    // The days of UTC on both sides of it have the same offset, so that the clocks show midnight once.
    if (offset !== null && this.#offsetOn(dayOf(midnight - offset - 1)) === offset) {
      if (this.#offsetOn(dayOf(midnight - offset)) === offset) return midnight - offset;
    }
    const day = new Date(midnight).toISOString().slice(0, -'T00:00:00.000Z'.length);
    return Temporal.PlainDate.from(day).toZonedDateTime(this.#timeZone).epochMilliseconds;
  }

  #offsetOn(day: number): number | null {
    const known = this.#offsets.get(day);
    if (known !== undefined) return known;
    const [first, last] = [this.#offsetAt(day * DAY_MS), this.#offsetAt((day + 1) * DAY_MS)];
    const offset = first === last ? first : null;
    if (this.#offsets.size === KNOWN_DAYS_MAX) this.#offsets.clear();
    this.#offsets.set(day, offset);
    return offset;
  }

  /** Read from the end of such as "11/28/2026, GMT+05:30"; offsets of old times have seconds, and that of UTC no digits. */
  #offsetAt(at: Instant): number {
    const [, sign, hours, minutes, seconds = 0] =
      /([+-])(\d\d):(\d\d)(?::(\d\d))?$/.exec(this.#format.format(at)) ?? [];
    if (sign === undefined) return 0;
    const offsetMs = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
    return sign === '-' ? -offsetMs : offsetMs;
  }
}

function dayOf(at: number): number {
  return Math.floor(at / DAY_MS);
}

const known = new Map<string, WallClock>();

/** The wall clock of a zone that the time zone database knows. Those that were asked for last are kept. */
export function wallClockOf(timeZone: string): WallClock {
  const clock = known.get(timeZone) ?? new WallClock(timeZone);
  known.delete(timeZone);
  known.set(timeZone, clock);
  const [oldest] = known.keys();
  if (known.size > KNOWN_ZONES_MAX && oldest !== undefined) known.delete(oldest);
  return clock;
}
