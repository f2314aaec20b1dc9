import { useEffect, useState } from 'react';
import { addDays, startOfDay } from './calendar-day.ts';

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
