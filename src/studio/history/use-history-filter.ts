import { useMemo } from 'react';
import { useSearchParams } from 'wouter';
import type { ActionKind, CreditTransactionFilter, CreditTransactionKind } from '../generated/graphql.ts';
import { BAR_INTERVALS, type BarInterval, fits, rangeOfBar, usualInterval } from './bars.ts';
import { ACTION_KINDS, TRANSACTION_KINDS } from './kinds.ts';
import { type DateRange, DEFAULT_PERIOD, type Period, rangeOf, readPeriod, writePeriod } from './period.ts';
import { dateOf, type Day, isDay, useToday } from '../look/calendar-day.ts';

/** What of the history is wanted, as it stands in the address. An empty list does not narrow. */
export interface HistoryFilter {
  readonly period: Period;
  readonly interval: BarInterval;
  /** The first day of the bar to which the list of transactions is narrowed. */
  readonly bar: Day | null;
  readonly kinds: readonly CreditTransactionKind[];
  readonly actionKinds: readonly ActionKind[];
  readonly actors: readonly string[];
}

export interface KnownHistoryFilter {
  readonly filter: HistoryFilter;
  /** Of the chart. */
  readonly range: DateRange;
  /** Of the list of transactions: the bar's, where one was chosen. */
  readonly listRange: DateRange;
  /** As the API takes it. */
  readonly listFilter: CreditTransactionFilter;
  /** Whether the list of transactions is narrowed beside the period. */
  readonly isNarrowed: boolean;
  readonly change: (changed: Partial<HistoryFilter>) => void;
}

export function useHistoryFilter(): KnownHistoryFilter {
  const [params, setParams] = useSearchParams();
  const today = useToday();
  return useMemo(() => {
    const period = readPeriod(params.get('period'));
    const range = rangeOf(period, today);
    const filter = { period, ...readRest(params, range) };
    const listRange = filter.bar === null ? range : rangeOfBar(dateOf(filter.bar), filter.interval, range);
    return {
      filter,
      range,
      listRange,
      listFilter: apiFilter(filter, listRange),
      isNarrowed: filter.bar !== null || filter.kinds.length + filter.actionKinds.length + filter.actors.length > 0,
      change: (changed) =>
        setParams(write({ ...filter, ...changed }, rangeOf(changed.period ?? period, today)), { replace: true }),
    };
  }, [params, setParams, today]);
}

function readRest(params: URLSearchParams, range: DateRange): Omit<HistoryFilter, 'period'> {
  const asked = BAR_INTERVALS.find((interval) => interval === params.get('bars')?.toUpperCase());
  const bar = params.get('bar') ?? '';
  return {
    interval: asked && fits(asked, range) ? asked : usualInterval(range),
    bar: isDay(bar) && dateOf(bar) >= range.from && dateOf(bar) < range.to ? bar : null,
    kinds: TRANSACTION_KINDS.filter((kind) => params.getAll('kind').includes(kind)),
    actionKinds: ACTION_KINDS.filter((kind) => params.getAll('action').includes(kind)),
    actors: params.getAll('by').slice(0, 10), // as many as the API takes
  };
}

/** What is as usual stays out of the address. */
function write(filter: HistoryFilter, range: DateRange): URLSearchParams {
  const params = new URLSearchParams();
  const period = writePeriod(filter.period);
  if (period !== writePeriod(DEFAULT_PERIOD)) params.set('period', period);
  if (filter.interval !== usualInterval(range)) params.set('bars', filter.interval.toLowerCase());
  if (filter.bar !== null) params.set('bar', filter.bar);
  for (const kind of filter.kinds) params.append('kind', kind);
  for (const kind of filter.actionKinds) params.append('action', kind);
  for (const actor of filter.actors) params.append('by', actor);
  return params;
}

/** Lists that do not narrow are left out, and so is the end of a range that goes on: what comes next is in it. */
function apiFilter({ kinds, actionKinds, actors }: HistoryFilter, range: DateRange): CreditTransactionFilter {
  return {
    from: range.from.toISOString(),
    ...(!range.isOpen && { to: range.to.toISOString() }),
    ...(kinds.length > 0 && { kinds: [...kinds] }),
    ...(actionKinds.length > 0 && { actionKinds: [...actionKinds] }),
    ...(actors.length > 0 && { actors: [...actors] }),
  };
}
