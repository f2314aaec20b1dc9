import { HOUR_MS, type Instant } from '../../instant.ts';
import { QUARTER_MS, QUARTERS, startOfHour } from '../kernel/usage.ts';
import type { Bucket } from './usage-buckets.ts';

/** A UTC hour in which a bucket begins or ends, so that it contains only some of the hour's quarters. */
export interface PartialHour {
  readonly hourAt: Instant;
  /** For each of QUARTERS: 1 where the bucket begins, -1 where it has ended, else 0. */
  readonly signs: readonly number[];
}

/** The range of UTC hours that lie entirely in the bucket: one range, or none. */
export function wholeHoursOf({ start, end }: Bucket): Bucket[] {
  const hours = { start: startOfHour(start + HOUR_MS - 1), end: startOfHour(end) };
  return hours.start < hours.end ? [hours] : [];
}

/** The UTC hours in which the bucket begins and ends, which may be the same, unless it does so on the hour. */
export function partialHoursOf({ start, end }: Bucket): PartialHour[] {
  const hours = new Set([start, end].filter((edge) => edge !== startOfHour(edge)).map(startOfHour));
  return [...hours].map((hourAt) => {
    const first = Math.max(start, hourAt);
    const signOf = (quarterAt: Instant) => (quarterAt === first ? 1 : quarterAt === end ? -1 : 0);
    return { hourAt, signs: QUARTERS.map((_, index) => signOf(hourAt + index * QUARTER_MS)) };
  });
}
