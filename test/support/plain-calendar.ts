import type { AllowanceTerms } from '../../src/ledger/kernel/posting.ts';
import { DAY_MS } from '../../src/instant.ts';

/** The longest that an interval takes, in days: what has passed since the start is at least so many intervals. */
const LONGEST_DAYS = { DAY: 1, WEEK: 7, MONTH: 31 };

/**
 * The first instant of an allowance after another, by counting days of the calendar and asking what clocks show: a second
 * telling of what the program asks a library for.
 */
export function plainNextAt(
  terms: Pick<AllowanceTerms, 'every' | 'timeZone'> & { startAt: number },
  after: number,
): number {
  const { every, timeZone, startAt } = terms;
  const start = shownAt(startAt, timeZone);
  const surelyPassed = Math.floor((after - startAt) / DAY_MS / LONGEST_DAYS[every]) - 2;
  for (let count = Math.max(0, surelyPassed); ; count += 1) {
    const at = instantOf(count === 0 ? start : later(start, every, count), timeZone);
    if (at > after) return count === 0 ? startAt : at;
  }
}

function later(shown: number, every: AllowanceTerms['every'], count: number): number {
  if (every !== 'MONTH') return shown + count * LONGEST_DAYS[every] * DAY_MS;
  const date = new Date(shown);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + count];
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const midnight = Date.UTC(year, month, Math.min(date.getUTCDate(), lastDay));
  return midnight + (((shown % DAY_MS) + DAY_MS) % DAY_MS);
}

/** When clocks show that. Twice: the first time. Never, because they skip it: as much later as they skip. */
function instantOf(shown: number, timeZone: string): number {
  const [before, behind] = [shown - DAY_MS, shown + DAY_MS].map((near) => shown - (shownAt(near, timeZone) - near));
  const [first = 0, second = 0] = [before, behind];
  return shownAt(first, timeZone) !== shown && shownAt(second, timeZone) === shown ? second : first;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** What clocks show at an instant, as if it were UTC. */
function shownAt(at: number, timeZone: string): number {
  if (timeZone === 'UTC') return at;
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  formats.set(timeZone, format);
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const [year, month, day, hour, minute, second] = ['year', 'month', 'day', 'hour', 'minute', 'second'].map(
    (type) => parts.get(type as Intl.DateTimeFormatPartTypes) ?? 0, // the names of the parts that the format asks for
  );
  return Date.UTC(year ?? 0, (month ?? 0) - 1, day, hour, minute, second) + (((at % 1000) + 1000) % 1000);
}
