import { Group, SegmentedControl, TextInput } from '@mantine/core';
import { useToday } from '../look/use-today.ts';
import { BAR_INTERVALS, type BarInterval, fits } from './bars.ts';
import { type Period, readPeriod, writePeriod } from './period.ts';
import { addDays, dayOf, isDay } from '../look/calendar-day.ts';
import type { KnownHistoryFilter } from './use-history-filter.ts';

const BAR_WORD: Readonly<Record<BarInterval, string>> = { DAY: 'By day', WEEK: 'By week', MONTH: 'By month' };

/** Which time is told of, and how long a bar of the chart is. */
export function PeriodPicker({ filter, range, change }: Pick<KnownHistoryFilter, 'filter' | 'range' | 'change'>) {
  const { period } = filter;
  const shown: Period & { kind: 'own' } = { kind: 'own', first: dayOf(range.from), last: dayOf(addDays(range.to, -1)) };
  const choose = (chosen: Period) => change({ period: chosen, bar: null });
  return (
    <Group gap="sm" justify="space-between">
      <Group gap="sm">
        <SegmentedControl
          aria-label="Period"
          value={period.kind === 'own' ? 'own' : writePeriod(period)}
          onChange={(value) => choose(value === 'own' ? shown : readPeriod(value))}
          data={[
            { value: '7d', label: '7 days' },
            { value: '30d', label: '30 days' },
            { value: 'month', label: 'This month' },
            { value: 'own', label: 'Custom' },
          ]}
        />
        {period.kind === 'own' && <OwnPeriod period={period} onChange={choose} />}
      </Group>
      <SegmentedControl
        aria-label="Length of a bar"
        value={filter.interval}
        onChange={(value) => change({ interval: BAR_INTERVALS.find((each) => each === value) ?? 'DAY', bar: null })}
        data={BAR_INTERVALS.map((value) => ({ value, label: BAR_WORD[value], disabled: !fits(value, range) }))}
      />
    </Group>
  );
}

interface OwnPeriodProps {
  readonly period: Period & { kind: 'own' };
  readonly onChange: (period: Period) => void;
}

function OwnPeriod({ period, onChange }: OwnPeriodProps) {
  const { first, last } = period;
  const today = useToday();
  return (
    <Group gap="xs" wrap="nowrap">
      <TextInput
        type="date"
        aria-label="First day"
        value={first}
        max={last}
        onChange={({ currentTarget: { value } }) =>
          isDay(value) && onChange({ kind: 'own', first: value, last: value > last ? value : last })
        }
      />
      <span aria-hidden="true">–</span>
      <TextInput
        type="date"
        aria-label="Last day"
        value={last}
        min={first}
        max={dayOf(today)}
        onChange={({ currentTarget: { value } }) =>
          isDay(value) && onChange({ kind: 'own', first: value < first ? value : first, last: value })
        }
      />
    </Group>
  );
}
