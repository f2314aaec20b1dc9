import { formatDay, formatInstant } from '../language/formats.ts';
import { say } from '../language/say.ts';
import { DAY_MS } from '../../instant.ts';

/** "Dec 3, 2026", with the time where it is not midnight. */
export function formatExpiry(expiresAt: string): string {
  const at = new Date(expiresAt);
  return at.getHours() === 0 && at.getMinutes() === 0 ? formatDay(at) : formatInstant(expiresAt);
}

/** "today", "tomorrow", "in 11 days": by the calendar of whoever reads it. */
export function untilExpiry(expiresAt: string, now: Date): string {
  const days = dayNumber(new Date(expiresAt)) - dayNumber(now);
  if (days <= 0) return say('formats.today');
  return days === 1 ? say('formats.tomorrow') : say('formats.inDays', { days });
}

/** Days of the calendar since 1970, whatever the clocks do. */
function dayNumber(date: Date): number {
  return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / DAY_MS;
}
