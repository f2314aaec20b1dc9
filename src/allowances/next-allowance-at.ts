import { Temporal } from 'temporal-polyfill';
import type { Instant } from '../instant.ts';
import type { AllowanceInterval, AllowanceSchedule } from '../ledger/kernel/allowance.ts';

const UNITS = { DAY: 'days', WEEK: 'weeks', MONTH: 'months' } as const satisfies Record<AllowanceInterval, string>;

/**
 * The first instant of the schedule after another. Intervals are counted from the start, so that the 31st becomes the 28th
 * and then the 31st again. All instants have the same local time; where the clocks skip it, the instant is later by what
 * they skip. A date that a time zone skips has the same instant as the next date.
 */
export function nextAllowanceAt({ every, timeZone, startAt }: AllowanceSchedule, after: Instant): Instant {
  if (after < startAt) return startAt;
  const unit = UNITS[every];
  const start = Temporal.Instant.fromEpochMilliseconds(startAt).toZonedDateTimeISO(timeZone);
  const last = Temporal.Instant.fromEpochMilliseconds(after).toZonedDateTimeISO(timeZone);
  const passed = start.until(last, { largestUnit: unit })[unit];
  for (let count = Math.max(0, passed - 1); ; count += 1) {
    const at = start.add({ [unit]: count }).epochMilliseconds;
    if (at > after) return at;
  }
}
