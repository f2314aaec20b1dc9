import { useEffect, useState } from 'react';

/** A day of the local calendar as an address or a date field writes it: 2026-11-22. */
export type Day = string;

export function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && text >= '1970-01-02' && dayOf(dateOf(text)) === text;
}

/** Midnight as that day begins here. */
export function dateOf(day: Day): Date {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date);
}

export function dayOf(date: Date): Day {
  return `${date.getFullYear()}-${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())}`;
}

export function startOfDay(date: Date): Date {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate());
}

/** By the calendar: a day may have 23 or 25 hours. */
export function addDays(date: Date, days: number): Date {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days);
}

function twoDigits(part: number): string {
  return String(part).padStart(2, '0');
}

/** The midnight with which today began; a new one when the next day begins. */
export function useToday(): Date {
  const [today, setToday] = useState(() => startOfDay(new Date()));
  useEffect(() => {
    const waitMs = addDays(today, 1).getTime() - Date.now();
    const waiting = setTimeout(() => setToday(startOfDay(new Date())), Math.max(waitMs, 1_000));
    return () => clearTimeout(waiting);
  }, [today]);
  return today;
}
