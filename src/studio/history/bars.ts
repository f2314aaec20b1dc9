import type { UsageInterval } from '../generated/graphql.ts';
import { formatDay, formatDayOfYear, formatDays, formatMonth } from '../language/formats.ts';
import { type DateRange } from './period.ts';
import { addDays, startOfDay } from '../look/calendar-day.ts';
import { DAY_MS } from '../../instant.ts';

/** What one bar of the chart may stand for. */
export const BAR_INTERVALS = ['DAY', 'WEEK', 'MONTH'] as const satisfies UsageInterval[];
export type BarInterval = (typeof BAR_INTERVALS)[number];

const BARS_MAX = 400;
const LENGTH_DAYS: Readonly<Record<BarInterval, number>> = { DAY: 1, WEEK: 7, MONTH: 30 };

/** Bars of this length can be told apart on a page. */
export function fits(interval: BarInterval, { from, to }: DateRange): boolean {
  return (to.getTime() - from.getTime()) / DAY_MS / LENGTH_DAYS[interval] <= BARS_MAX;
}

/** Some 5 to 60 bars. */
export function usualInterval({ from, to }: DateRange): BarInterval {
  const days = (to.getTime() - from.getTime()) / DAY_MS;
  if (days <= 62) return 'DAY';
  return days <= 366 ? 'WEEK' : 'MONTH';
}

/** The stretch of the bar that begins at `start`, as the server cuts it: the last one ends where the range does. */
export function rangeOfBar(start: Date, interval: BarInterval, range: DateRange): DateRange {
  const next = nextBoundary(start, interval);
  const isLast = next >= range.to;
  return { from: start, to: isLast ? range.to : next, isOpen: isLast && range.isOpen };
}

/** "Nov 22", "Nov 16 – 22", "Nov 2026" */
export function barLabel(start: Date, end: Date, interval: BarInterval): string {
  if (interval === 'DAY') return formatDayOfYear(start);
  if (interval === 'MONTH') return formatMonth(start);
  return formatDays(start, addDays(end, -1));
}

/** "Nov 22, 2026", "Nov 16 – Nov 22, 2026" */
export function rangeLabel({ from, to }: DateRange): string {
  const last = addDays(to, -1);
  return startOfDay(last) <= from ? formatDay(from) : `${formatDayOfYear(from)} – ${formatDay(last)}`;
}

function nextBoundary(start: Date, interval: BarInterval): Date {
  if (interval === 'DAY') return addDays(start, 1);
  if (interval === 'MONTH') return new Date(start.getFullYear(), start.getMonth() + 1, 1);
  const sinceMonday = (start.getDay() + 6) % 7;
  return addDays(start, 7 - sinceMonday);
}
