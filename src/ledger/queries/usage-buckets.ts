import { Temporal } from 'temporal-polyfill';
import { DAY_MS, HOUR_MS, type Instant, LAST_INSTANT, MINUTE_MS } from '../../instant.ts';
import { QUARTER_MS, startOfQuarter } from '../kernel/usage.ts';
import { type WallClock, wallClockOf } from './wall-clock.ts';

export type UsageInterval = 'HOUR' | 'DAY' | 'WEEK' | 'MONTH';

/** `start` is inclusive, `end` exclusive. */
export interface Bucket {
  readonly start: Instant;
  readonly end: Instant;
}

export interface UsageRange {
  readonly from: Instant;
  readonly to: Instant;
  readonly interval: UsageInterval;
  /** An IANA name, such as Asia/Kolkata. */
  readonly timeZone: string;
}

/** The most buckets of a report: 83 days by the hour, five years and a half by the day. */
export const BUCKETS_MAX = 2_000;

/** The range has more buckets than BUCKETS_MAX. */
export class TooManyBucketsError extends Error {
  override readonly name = 'TooManyBucketsError';
}

/** Whether the time zone database has this name. */
export function isTimeZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return /^[A-Za-z]/.test(name); // bare offsets such as +05:30 are not zones
  } catch {
    return false;
  }
}

/**
 * The buckets of a range, in order and without a gap: hours, days, ISO weeks (from Monday) or months of the time zone's
 * calendar, so that a day may have 23 or 25 hours. Usage is counted in quarters of an hour, so the range is widened to
 * whole quarters; the first and the last bucket are cut at the ends of the range.
 */
export function bucketsOf({ from, to, interval, timeZone }: UsageRange): Bucket[] {
  const clock = wallClockOf(timeZone);
  const { start: first, end } = quartersOf({ from, to });
  const buckets: Bucket[] = [];
  let start = first;
  while (start < end) {
    if (buckets.length === BUCKETS_MAX) throw new TooManyBucketsError(`more than ${BUCKETS_MAX} buckets`);
    const next = Math.min(nextBoundary(start, interval, clock), end);
    buckets.push({ start, end: next });
    start = next;
  }
  return buckets;
}

/** The whole quarters of an hour that a range lies in. */
export function quartersOf({ from, to }: Pick<UsageRange, 'from' | 'to'>): Bucket {
  const end = startOfQuarter(to + QUARTER_MS - 1);
  return { start: startOfQuarter(from), end: Math.min(end, LAST_INSTANT) }; // it may end where time ends, not after it
}

/** An estimate of the number of buckets, accurate to one, and at most BUCKETS_MAX. */
export function bucketCount({ from, to, interval }: Omit<UsageRange, 'timeZone'>): number {
  return Math.min(BUCKETS_MAX, Math.max(1, Math.ceil((to - from) / SHORTEST_MS[interval])));
}

/** The shortest length of each interval, apart from changes of the clocks. */
const SHORTEST_MS: Readonly<Record<UsageInterval, number>> = {
  HOUR: HOUR_MS,
  DAY: DAY_MS,
  WEEK: 7 * DAY_MS,
  MONTH: 28 * DAY_MS,
};

/** The first instant after `at` at which an hour, day, week or month of local time begins. */
function nextBoundary(at: Instant, interval: UsageInterval, clock: WallClock): Instant {
  if (interval === 'HOUR') return nextFullHour(at, clock);
  const shown = clock.shownAt(at);
  const midnight = Math.floor(shown / DAY_MS) * DAY_MS;
  const today = new Date(midnight);
  switch (interval) {
    case 'DAY':
      return clock.startOfDay(midnight + DAY_MS);
    case 'WEEK':
      return clock.startOfDay(midnight + (7 - ((today.getUTCDay() + 6) % 7)) * DAY_MS);
    case 'MONTH':
      return clock.startOfDay(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + 1));
  }
}

/**
 * Steps quarter by quarter: where clocks are set back an hour, the same hour comes twice, and where they are set back half
 * an hour (Lord Howe), an hour lasts ninety minutes, so no arithmetic on local times is right everywhere. Where an hour begins within a
 * quarter (Kiritimati before 1979 was 10:40 behind UTC), its bucket begins with the next quarter.
 */
function nextFullHour(at: Instant, clock: WallClock): Instant {
  let quarter = startOfQuarter(at);
  do quarter += QUARTER_MS;
  while (minutePast(clock.shownAt(quarter)) >= QUARTER_MS / MINUTE_MS);
  return quarter;
}

/** The minute of the hour. Historical offsets have seconds. */
function minutePast(shown: number): number {
  return Math.floor((shown - Math.floor(shown / HOUR_MS) * HOUR_MS) / MINUTE_MS);
}
