import { Temporal } from 'temporal-polyfill';
import type { Instant } from '../../instant.ts';
import { QUARTER_MS, startOfQuarter } from '../kernel/usage.ts';

export type UsageInterval = 'HOUR' | 'DAY' | 'WEEK' | 'MONTH';

/** From `start` on, up to but without `end`. */
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

/** A report has at most so many buckets: 83 days by the hour, five years and a half by the day. */
export const BUCKETS_MAX = 2_000;

/** The range has more buckets than a report may have. */
export class TooManyBucketsError extends Error {
  override readonly name = 'TooManyBucketsError';
}

/** True for a name that the time zone database knows. */
export function isTimeZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return /^[A-Za-z]/.test(name); // bare offsets such as +05:30 are not zones
  } catch {
    return false;
  }
}

/**
 * The buckets of a range, in order and without a gap: hours, days, ISO weeks (from Monday) or months as the wall clocks
 * of the time zone count them, so that a day may have 23 or 25 hours. Usage is counted in quarters of an hour, so the
 * range is widened to whole quarters; the first and the last bucket end where the range does.
 */
export function bucketsOf({ from, to, interval, timeZone }: UsageRange): Bucket[] {
  const first = startOfQuarter(from);
  const end = startOfQuarter(to + QUARTER_MS - 1);
  const buckets: Bucket[] = [];
  let start = first;
  while (start < end) {
    if (buckets.length === BUCKETS_MAX) throw new TooManyBucketsError(`more than ${BUCKETS_MAX} buckets`);
    const next = Math.min(nextBoundary(start, interval, timeZone), end);
    buckets.push({ start, end: next });
    start = next;
  }
  return buckets;
}

/** The first instant after `at` at which a new hour, day, week or month begins on the wall clocks. */
function nextBoundary(at: Instant, interval: UsageInterval, timeZone: string): Instant {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
  switch (interval) {
    case 'HOUR':
      return nextFullHour(at, timeZone);
    case 'DAY':
      return local.startOfDay().add({ days: 1 }).startOfDay().epochMilliseconds;
    case 'WEEK':
      return local
        .startOfDay()
        .add({ days: 8 - local.dayOfWeek })
        .startOfDay().epochMilliseconds;
    case 'MONTH':
      return local.with({ day: 1 }).startOfDay().add({ months: 1 }).startOfDay().epochMilliseconds;
  }
}

/**
 * Found by walking: where clocks are set back an hour the same hour comes twice, and where they are set back half an hour
 * (Lord Howe) an hour lasts ninety minutes, so no arithmetic on wall times is right everywhere.
 */
function nextFullHour(at: Instant, timeZone: string): Instant {
  let quarter = startOfQuarter(at);
  do quarter += QUARTER_MS;
  while (Temporal.Instant.fromEpochMilliseconds(quarter).toZonedDateTimeISO(timeZone).minute !== 0);
  return quarter;
}
