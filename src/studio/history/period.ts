import { addDays, dateOf, type Day, dayOf, isDay, startOfDay } from '../look/calendar-day.ts';

/** The period of the history, by the local calendar. */
export type Period = { readonly kind: 'last'; readonly days: 7 | 30 } | { readonly kind: 'month' } | OwnDays;

/** Both days are inclusive. */
export interface OwnDays {
  readonly kind: 'own';
  readonly first: Day;
  readonly last: Day;
}

export interface DateRange {
  readonly from: Date;
  /** Exclusive. */
  readonly to: Date;
  /** Whether it includes the present. */
  readonly isOpen: boolean;
}

export const DEFAULT_PERIOD: Period = { kind: 'last', days: 30 };

/** As it stands in the address: 7d, 30d, month, 2026-11-01..2026-11-15. */
export function writePeriod(period: Period): string {
  if (period.kind === 'last') return `${period.days}d`;
  return period.kind === 'month' ? 'month' : `${period.first}..${period.last}`;
}

/** What cannot be read is the default: an address is typed by people. */
export function readPeriod(text: string | null): Period {
  if (text === '7d') return { kind: 'last', days: 7 };
  if (text === 'month') return { kind: 'month' };
  const [first = '', last = ''] = text?.split('..') ?? [];
  const isOwn = isDay(first) && isDay(last) && first <= last;
  return isOwn ? { kind: 'own', first, last } : DEFAULT_PERIOD;
}

/** `today` is given as some moment of it. */
export function rangeOf(period: Period, today: Date): DateRange {
  const tomorrow = addDays(startOfDay(today), 1);
  switch (period.kind) {
    case 'last':
      return { from: addDays(tomorrow, -period.days), to: tomorrow, isOpen: true };
    case 'month':
      return { from: new Date(today.getFullYear(), today.getMonth(), 1), to: tomorrow, isOpen: true };
    case 'own': {
      const to = addDays(dateOf(period.last), 1);
      return { from: dateOf(period.first), to, isOpen: to >= tomorrow };
    }
  }
}

/** The days of a range. */
export function ownDaysOf({ from, to }: DateRange): OwnDays {
  return { kind: 'own', first: dayOf(from), last: dayOf(addDays(to, -1)) };
}
