import { Box, SegmentedControl, Skeleton } from '@mantine/core';
import { ChartColumn, Table2 } from 'lucide-react';
import { useState } from 'react';
import { errorSentence } from '../../errors/error-sentence.ts';
import { Problem } from '../../errors/problem.tsx';
import type { ActionKind } from '../../generated/graphql.ts';
import { rangeLabel } from '../bars.ts';
import { dayOf } from '../../look/calendar-day.ts';
import type { KnownHistoryFilter } from '../use-history-filter.ts';
import { say } from '../../language/say.ts';
import { SpenderList } from './spender-list.tsx';
import { UsageChart } from './usage-chart.tsx';
import { UsageFigures } from './usage-figures.tsx';
import { UsageTotals } from './usage-totals.tsx';
import { useUsage } from './use-usage.ts';
import parts from './usage-parts.module.css';
import classes from './usage-overview.module.css';

export interface UsageOverviewProps {
  readonly projectId: string;
  readonly known: KnownHistoryFilter;
}

/** What was spent on what, and what was left, over the chosen time: as a chart or in numbers, with totals beside it. */
export function UsageOverview({ projectId, known }: UsageOverviewProps) {
  const { filter, range, listRange, change } = known;
  const { usage, error, retry } = useUsage(projectId, range, filter.interval);
  const [view, setView] = useState<'chart' | 'numbers'>('chart');
  const choose = (bar: string) => change({ bar: bar === filter.bar ? null : bar });
  const toggle = (kind: ActionKind) => change({ actionKinds: toggled(filter.actionKinds, kind) });
  const toggleActor = (actor: string) => change({ actors: toggled(filter.actors, actor) });
  const chosen =
    filter.bar === null ? undefined : usage?.buckets.find(({ start }) => dayOf(new Date(start)) === filter.bar);
  if (error && !usage) return <Problem sentence={errorSentence(error)} onRetry={retry} />;
  const shown = usage && { buckets: usage.buckets, interval: filter.interval, bar: filter.bar, onChoose: choose };
  return (
    <div className={classes.overview}>
      <div className={classes.chart}>
        <div className={parts.head}>
          <span className={parts.caption}>{say('history.creditsSpent')}</span>
          <SegmentedControl
            size="xs"
            aria-label={say('history.howShown')}
            value={view}
            onChange={(value) => setView(value === 'numbers' ? 'numbers' : 'chart')}
            data={[
              { value: 'chart', label: <ViewIcon Icon={ChartColumn} word={say('history.chart')} /> },
              { value: 'numbers', label: <ViewIcon Icon={Table2} word={say('history.numbers')} /> },
            ]}
          />
        </div>
        {!shown && <ChartSkeleton />}
        {shown && view === 'chart' && <UsageChart {...shown} />}
        {shown && view === 'numbers' && <UsageFigures {...shown} />}
      </div>
      <div className={classes.figures}>
        <UsageTotals
          usage={chosen ?? usage}
          label={rangeLabel(listRange)}
          refundedCredits={chosen ? null : (usage?.refundedCredits ?? null)}
          chosen={filter.actionKinds}
          onToggle={toggle}
        />
        <SpenderList projectId={projectId} range={listRange} chosen={filter.actors} onToggle={toggleActor} />
      </div>
    </div>
  );
}

function toggled<Item>(items: readonly Item[], item: Item): Item[] {
  return items.includes(item) ? items.filter((other) => other !== item) : [...items, item];
}

function ViewIcon({ Icon, word }: { Icon: typeof ChartColumn; word: string }) {
  return (
    <Box component="span" display="inline-flex" style={{ alignItems: 'center', gap: 6 }}>
      <Icon size={14} aria-hidden="true" />
      {word}
    </Box>
  );
}

function ChartSkeleton() {
  return (
    <Skeleton
      height={340}
      className={classes.waiting}
      role="status"
      aria-label={say('history.loadingChart')}
      aria-busy="true"
    />
  );
}
