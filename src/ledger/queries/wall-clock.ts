import { Temporal } from 'temporal-polyfill';
import { DAY_MS, type Instant } from '../../instant.ts';

/** The most days cached for a zone: eleven years. */
const KNOWN_DAYS_MAX = 4_096;

/** The most zones cached. */
const KNOWN_ZONES_MAX = 64;

/**
 * The local time of a time zone. Temporal takes up to 55 µs to compute the offset of an instant, Intl takes 1: 2,000 days
 * in Temporal blocked the process for half a second. Offsets are cached by day, unless they change within it.
 */
export class WallClock {
  readonly #timeZone: string;
  readonly #format: Intl.DateTimeFormat;
  /** By the number of the UTC day; null where the offset changes within the day. */
  readonly #offsets = new Map<number, number | null>();

  constructor(timeZone: string) {
    this.#timeZone = timeZone;
    this.#format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  }

  /** Local time at an instant, as the milliseconds since 1970 at which UTC shows the same. */
  shownAt(at: Instant): number {
    return at + (this.#offsetOn(dayOf(at)) ?? this.#offsetAt(at));
  }

  /** The first instant of the local day that begins at `midnight`; where the clocks skip midnight, the first after it. */
  startOfDay(midnight: number): Instant {
    const offset = this.#offsetOn(dayOf(midnight));
    // The UTC days around it have the same offset, so this midnight occurs once.
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

  /** Parsed from the end of "11/28/2026, GMT+05:30". Historical offsets have seconds; that of UTC has no digits. */
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

/** The wall clock of a zone of the time zone database, from an LRU cache. */
export function wallClockOf(timeZone: string): WallClock {
  const clock = known.get(timeZone) ?? new WallClock(timeZone);
  known.delete(timeZone);
  known.set(timeZone, clock);
  const [oldest] = known.keys();
  if (known.size > KNOWN_ZONES_MAX && oldest !== undefined) known.delete(oldest);
  return clock;
}
