import type { Instant } from '../../instant.ts';
import { HOUR_MS, QUARTER_MS, QUARTERS, startOfHour } from '../kernel/usage.ts';
import type { Bucket } from './usage-buckets.ts';

/** An hour of UTC in which a bucket begins or ends, so that it has some of its quarters. */
export interface BrokenHour {
  readonly hourAt: Instant;
  /** For each of QUARTERS: 1 where the bucket begins to count, -1 where it has ended. */
  readonly signs: readonly number[];
}

/** The hours of UTC that lie in the bucket as a whole, which follow one another: one stretch, or none. */
export function wholeHoursOf({ start, end }: Bucket): Bucket[] {
  const hours = { start: startOfHour(start + HOUR_MS - 1), end: startOfHour(end) };
  return hours.start < hours.end ? [hours] : [];
}

/** The other hours of the bucket: that in which it begins and that in which it ends, which may be the same. */
export function brokenHoursOf({ start, end }: Bucket): BrokenHour[] {
  const hours = new Set([start, end].filter((edge) => edge !== startOfHour(edge)).map(startOfHour));
  return [...hours].map((hourAt) => {
    const first = Math.max(start, hourAt);
    const signOf = (quarterAt: Instant) => (quarterAt === first ? 1 : quarterAt === end ? -1 : 0);
    return { hourAt, signs: QUARTERS.map((_, index) => signOf(hourAt + index * QUARTER_MS)) };
  });
}
