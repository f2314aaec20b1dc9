import { Button, Group, SegmentedControl, Skeleton, Stack, Text } from '@mantine/core';
import { Download } from 'lucide-react';
import { useSearchParams } from 'wouter';
import { formatCredits } from '../../language/formats.ts';
import { errorSentence } from '../../errors/error-sentence.ts';
import { Problem } from '../../errors/problem.tsx';
import type { UsageGroupBy } from '../../generated/graphql.ts';
import { rangeLabel } from '../../history/bars.ts';
import { PeriodChoice } from '../../history/period-choice.tsx';
import { type DateRange, ownDaysOf, type Period, rangeOf, readPeriod, writePeriod } from '../../history/period.ts';
import { addDays, useToday } from '../../look/calendar-day.ts';
import { actorName } from '../../look/actor-name.ts';
import { EmptyState } from '../../look/empty-state.tsx';
import { saveFile } from '../../pictures/download/save-file.ts';
import { actionTitle } from '../../prices/action-title.ts';
import type { LabelKey } from '../../language/messages/message-types.ts';
import { say } from '../../language/say.ts';
import { SpendingTable } from './spending-table.tsx';
import { type Spending, type SpendingGroup, useSpending } from './use-spending.ts';
import { csvRecord } from '../../../csv-record.ts';
import classes from './spending.module.css';

const GROUPS = [
  { value: 'ACTOR', label: 'spending.person' },
  { value: 'KEY', label: 'spending.key' },
  { value: 'KIND', label: 'spending.action' },
] as const satisfies { value: UsageGroupBy; label: LabelKey }[];

/** The maximum range of the API. */
const DAYS_MAX = 366;

/** The spending of all projects by day. The URL contains the period and the grouping. */
export function SpendingSection() {
  const [params, setParams] = useSearchParams();
  const today = useToday();
  const period = readPeriod(params.get('period'));
  const range = atMostAYear(rangeOf(period, today));
  const shown = ownDaysOf(range);
  const by = GROUPS.find(({ value }) => value === params.get('by')) ?? GROUPS[0];
  const { spending, error, retry } = useSpending(range, by.value);
  const choose = (name: string, value: string) => setParams((old) => ({ ...Object.fromEntries(old), [name]: value }));
  return (
    <Stack gap="md">
      <Group justify="space-between" gap="sm">
        <Choices period={period} range={range} by={by.value} choose={choose} />
        <Button
          variant="default"
          leftSection={<Download size={16} aria-hidden="true" />}
          disabled={!spending || spending.groups.length === 0}
          onClick={() => spending && saveFile(spendingCsv(spending), `spending ${shown.first} ${shown.last}.csv`)}
        >
          CSV
        </Button>
      </Group>
      {error && !spending ? <Problem sentence={errorSentence(error)} onRetry={retry} /> : null}
      {!error && !spending && (
        <Skeleton height={200} role="status" aria-busy="true" aria-label={say('spending.loading')} />
      )}
      {spending && spending.groups.length === 0 && (
        <EmptyState title={say('spending.nothing')} text={say('spending.nothingHint', { range: rangeLabel(range) })} />
      )}
      {spending && spending.groups.length > 0 && (
        <>
          <Text className={classes.figures} component="div">
            <span>{rangeLabel(range)} (UTC)</span>
            <strong>{say('spending.spent', { credits: formatCredits(spending.credits) })}</strong>
            {spending.refundedCredits > 0 && (
              <span>{say('spending.refunded', { credits: formatCredits(spending.refundedCredits) })}</span>
            )}
          </Text>
          <SpendingTable spending={spending} range={range} by={say(by.label)} nameOf={nameOf} />
        </>
      )}
    </Stack>
  );
}

interface ChoicesProps {
  readonly period: Period;
  readonly range: DateRange;
  readonly by: UsageGroupBy;
  readonly choose: (name: 'period' | 'by', value: string) => void;
}

function Choices({ period, range, by, choose }: ChoicesProps) {
  return (
    <Group gap="sm">
      <PeriodChoice period={period} range={range} onChange={(chosen) => choose('period', writePeriod(chosen))} />
      <SegmentedControl
        aria-label={say('spending.spentBy')}
        value={by}
        onChange={(value) => choose('by', value)}
        data={GROUPS.map(({ value, label }) => ({ value, label: say(label) }))}
      />
    </Group>
  );
}

/** Moves the start of a range that exceeds the maximum. */
function atMostAYear(range: DateRange): DateRange {
  const first = addDays(range.to, -DAYS_MAX);
  return range.from < first ? { ...range, from: first } : range;
}

function nameOf({ actor, apiKeyName, kind }: SpendingGroup): string {
  return kind ? actionTitle(kind) : actorName(actor ?? apiKeyName ?? say('spending.withoutKey'));
}

/** The report as CSV, with one line for each day and group. */
function spendingCsv({ groups }: Spending): Blob {
  const lines = groups.flatMap((group) =>
    group.days.map(({ day, actions, credits }) =>
      csvRecord([day.slice(0, 10), nameOf(group), group.apiKeyId ?? null, actions, credits]),
    ),
  );
  const head = csvRecord(['day_utc', 'spent_by', 'api_key_id', 'actions', 'credits']);
  return new Blob([head, ...lines.toSorted()], { type: 'text/csv;charset=utf-8' });
}
