import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../instant.ts';

const DAY_AND_TIME = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' });
const TIME = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const DAY = new Intl.DateTimeFormat('en', { dateStyle: 'medium' });
const DAY_OF_YEAR = new Intl.DateTimeFormat('en', { month: 'short', day: 'numeric' });
const WEEKDAY = new Intl.DateTimeFormat('en', { weekday: 'long', month: 'long', day: 'numeric', year: 'numeric' });
const MONTH = new Intl.DateTimeFormat('en', { month: 'short', year: 'numeric' });
const RELATIVE = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

/** "Nov 22, 2026, 14:05", by the clock of whoever reads it. */
export function formatInstant(instant: string): string {
  return DAY_AND_TIME.format(new Date(instant));
}

/** "14:05" */
export function formatTime(instant: Date): string {
  return TIME.format(instant);
}

/** "Nov 22, 2026" */
export function formatDay(instant: Date): string {
  return DAY.format(instant);
}

/** "Nov 22" */
export function formatDayOfYear(instant: Date): string {
  return DAY_OF_YEAR.format(instant);
}

/** "Sunday, November 22, 2026" */
export function formatWeekday(instant: Date): string {
  return WEEKDAY.format(instant);
}

/** "Nov 2026" */
export function formatMonth(instant: Date): string {
  return MONTH.format(instant);
}

/** "just now", "5 minutes ago", "yesterday"; the date from a month on. */
export function formatAge(instant: string, now: number): string {
  const ageMs = now - Date.parse(instant);
  if (ageMs < MINUTE_MS) return 'just now';
  if (ageMs < HOUR_MS) return RELATIVE.format(-Math.floor(ageMs / MINUTE_MS), 'minute');
  if (ageMs < DAY_MS) return RELATIVE.format(-Math.floor(ageMs / HOUR_MS), 'hour');
  if (ageMs < 30 * DAY_MS) return RELATIVE.format(-Math.floor(ageMs / DAY_MS), 'day');
  return new Date(instant).toLocaleDateString('en', { dateStyle: 'medium' });
}
