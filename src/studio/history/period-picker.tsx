import { Group, SegmentedControl } from '@mantine/core';
import type { LabelKey } from '../language/message-types.ts';
import { say } from '../language/say.ts';
import { BAR_INTERVALS, type BarInterval, fits } from './bars.ts';
import { PeriodChoice } from './period-choice.tsx';
import type { KnownHistoryFilter } from './use-history-filter.ts';

const BAR_WORD: Readonly<Record<BarInterval, LabelKey>> = {
  DAY: 'history.byDay',
  WEEK: 'history.byWeek',
  MONTH: 'history.byMonth',
};

/** Chooses the period, and the length of a bar of the chart. */
export function PeriodPicker({ filter, range, change }: Pick<KnownHistoryFilter, 'filter' | 'range' | 'change'>) {
  return (
    <Group gap="sm" justify="space-between">
      <Group gap="sm">
        <PeriodChoice period={filter.period} range={range} onChange={(period) => change({ period, bar: null })} />
      </Group>
      <SegmentedControl
        aria-label={say('history.barLength')}
        value={filter.interval}
        onChange={(value) => change({ interval: BAR_INTERVALS.find((each) => each === value) ?? 'DAY', bar: null })}
        data={BAR_INTERVALS.map((value) => ({ value, label: say(BAR_WORD[value]), disabled: !fits(value, range) }))}
      />
    </Group>
  );
}
