import { Temporal } from 'temporal-polyfill';
import type { Instant } from '../instant.ts';
import type { AllowanceInterval, AllowanceSchedule } from '../ledger/kernel/allowance.ts';

const UNITS = { DAY: 'days', WEEK: 'weeks', MONTH: 'months' } as const satisfies Record<AllowanceInterval, string>;

/**
 * The first instant of the schedule after another. Each is counted from the start, so that a 31st becomes the 28th and then
 * the 31st again. The clocks show the time of the start; where they skip it, as much later as they skip. A day that a time
 * zone leaves out has the instant of the next one, which is one instant.
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
