import { Group, SegmentedControl } from '@mantine/core';
import type { LabelKey } from '../language/message-types.ts';
import { say } from '../language/say.ts';
import { BAR_INTERVALS, type BarInterval, fits } from './bars.ts';
import { OwnPeriod } from './own-period.tsx';
import { type Period, readPeriod, writePeriod } from './period.ts';
import { addDays, dayOf } from '../look/calendar-day.ts';
import type { KnownHistoryFilter } from './use-history-filter.ts';

const BAR_WORD: Readonly<Record<BarInterval, LabelKey>> = {
  DAY: 'history.byDay',
  WEEK: 'history.byWeek',
  MONTH: 'history.byMonth',
};

/** Which time is told of, and how long a bar of the chart is. */
export function PeriodPicker({ filter, range, change }: Pick<KnownHistoryFilter, 'filter' | 'range' | 'change'>) {
  const { period } = filter;
  const shown: Period & { kind: 'own' } = { kind: 'own', first: dayOf(range.from), last: dayOf(addDays(range.to, -1)) };
  const choose = (chosen: Period) => change({ period: chosen, bar: null });
  return (
    <Group gap="sm" justify="space-between">
      <Group gap="sm">
        <SegmentedControl
          aria-label={say('history.period')}
          value={period.kind === 'own' ? 'own' : writePeriod(period)}
          onChange={(value) => choose(value === 'own' ? shown : readPeriod(value))}
          data={[
            { value: '7d', label: say('history.days7') },
            { value: '30d', label: say('history.days30') },
            { value: 'month', label: say('history.thisMonth') },
            { value: 'own', label: say('history.custom') },
          ]}
        />
        {period.kind === 'own' && <OwnPeriod period={period} onChange={choose} />}
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
