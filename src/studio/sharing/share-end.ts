import { DAY_MS, MINUTE_MS } from '../../instant.ts';
import { addDays, dateOf, type Day, dayOf, isDay } from '../look/calendar-day.ts';

/** The offered ends of a link, in days from today. Other days can be typed. */
export const END_DAYS = [1, 7, 30] as const;
export const END_DAYS_DEFAULT = 7;

/** The API allows 90 times 24 hours from now. */
const END_DAYS_MAX = 90;

/** The last day on which a link can end, if it is created today. */
export function lastEndDay(today: Date): Day {
  return dayOf(addDays(today, END_DAYS_MAX - 1));
}

/** The day that is this many days from today. */
export function endDayIn(days: number, today: Date): Day {
  return dayOf(addDays(today, days));
}

/** The last minute of the day, so that the text names that day; null if a link cannot end on it. */
export function endOfDay(day: string, today: Date): Date | null {
  if (!isDay(day) || day < dayOf(today) || day > lastEndDay(today)) return null;
  const endsMs = addDays(dateOf(day), 1).getTime() - MINUTE_MS;
  return new Date(Math.min(endsMs, today.getTime() + END_DAYS_MAX * DAY_MS)); // days of 25 hours would otherwise exceed it
}
