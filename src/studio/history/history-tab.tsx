import { Button, Group, SegmentedControl, Title } from '@mantine/core';
import { Download } from 'lucide-react';
import { useMemo } from 'react';
import { errorSentence } from '../errors/error-sentence.ts';
import { Problem } from '../errors/problem.tsx';
import { EmptyState } from '../look/empty-state.tsx';
import { say } from '../language/say.ts';
import { UsageOverview } from './chart/usage-overview.tsx';
import { TransactionTable, TransactionTableSkeleton } from './transactions/transaction-table.tsx';
import { TransactionFilters } from './transactions/transaction-filters.tsx';
import { useCsv } from './transactions/use-csv.ts';
import { useFollowedPictures, useTransactions } from './transactions/use-transactions.ts';
import { type KnownHistoryFilter, useHistoryFilter } from './use-history-filter.ts';
import type { LabelKey } from '../language/messages/message-types.ts';
import { BAR_INTERVALS, type BarInterval, fits } from './bars.ts';
import { PeriodChoice } from './period-choice.tsx';
import classes from './history-tab.module.css';

/** The history of a project: its usage in a period, and its transactions. */
export function HistoryTab({ projectId }: { projectId: string }) {
  const known = useHistoryFilter();
  useFollowedPictures(projectId);
  return (
    <div className={classes.tab}>
      <PeriodPicker {...known} />
      <UsageOverview projectId={projectId} known={known} />
      <TransactionsSection projectId={projectId} known={known} />
    </div>
  );
}

function TransactionsSection({ projectId, known }: { projectId: string; known: KnownHistoryFilter }) {
  const { filter, listFilter, change } = known;
  const { lines, error, retry, ...more } = useTransactions(projectId, listFilter);
  const csv = useCsv(projectId, listFilter);
  const actors = useMemo(() => [...new Set(lines?.map(({ actor }) => actor))], [lines]);
  const addActor = (actor: string) => change({ actors: [...new Set([...filter.actors, actor])] });
  return (
    <section className={classes.transactions} aria-labelledby="transactions">
      <Group justify="space-between" gap="sm">
        <Title order={2} id="transactions">
          {say('history.transactions')}
        </Title>
        <Button
          size="xs"
          variant="default"
          leftSection={<Download size={14} aria-hidden="true" />}
          loading={csv.isAsking}
          disabled={lines?.length === 0}
          onClick={() => void csv.download()}
        >
          {say('history.csv')}
        </Button>
      </Group>
      <TransactionFilters known={known} actors={actors} />
      {csv.error ? <Problem sentence={errorSentence(csv.error)} onRetry={() => void csv.download()} /> : null}
      {error && !lines ? <Problem sentence={errorSentence(error)} onRetry={retry} /> : null}
      {!error && !lines && <TransactionTableSkeleton />}
      {lines?.length === 0 && <NoLines known={known} />}
      {lines && lines.length > 0 && (
        <TransactionTable
          key={JSON.stringify(listFilter)}
          projectId={projectId}
          lines={lines}
          onActor={addActor}
          {...more}
        />
      )}
    </section>
  );
}

/** Why there is no line, and how to see some. */
function NoLines({ known: { isNarrowed, filter, change } }: { known: KnownHistoryFilter }) {
  if (isNarrowed) {
    return (
      <EmptyState title={say('history.noneLike')} text={say('history.nonePasses')}>
        <Button variant="default" onClick={() => change({ bar: null, kinds: [], actionKinds: [], actors: [] })}>
          {say('history.clear')}
        </Button>
      </EmptyState>
    );
  }
  return (
    <EmptyState title={say('history.noneMoved')} text={say('history.noneMovedHint')}>
      {filter.period.kind === 'last' && filter.period.days === 7 && (
        <Button variant="default" onClick={() => change({ period: { kind: 'last', days: 30 } })}>
          {say('history.look30')}
        </Button>
      )}
    </EmptyState>
  );
}

const BAR_WORD: Readonly<Record<BarInterval, LabelKey>> = {
  DAY: 'history.byDay',
  WEEK: 'history.byWeek',
  MONTH: 'history.byMonth',
};

/** Chooses the period, and the length of a bar of the chart. */
function PeriodPicker({ filter, range, change }: Pick<KnownHistoryFilter, 'filter' | 'range' | 'change'>) {
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
