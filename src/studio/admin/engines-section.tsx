import { Skeleton, Table, Text } from '@mantine/core';
import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { formatCount, formatDayOfUtc, formatHundredths, formatTenths } from '../language/formats.ts';
import { errorSentence } from '../errors/error-sentence.ts';
import { Problem } from '../errors/problem.tsx';
import type { EngineUsageQuery } from '../generated/graphql.ts';
import { EmptyState } from '../look/empty-state.tsx';
import { actionTitle } from '../prices/action-title.ts';
import { say } from '../language/say.ts';
import { graphql } from '../generated/gql.ts';
import { DAY_MS } from '../../instant.ts';
import flush from '../look/flush-table.module.css';
import { retryOf } from '../errors/retry-of.ts';

/** What engines cost and bring in: a line for each day, action and engine. */
export function EnginesSection() {
  const { days, error, retry } = useEngineUsage();
  if (error && !days) return <Problem sentence={errorSentence(error)} onRetry={retry} />;
  if (!days) return <Skeleton height={200} role="status" aria-busy="true" aria-label={say('admin.loadingCalls')} />;
  if (days.length === 0) return <EmptyState title={say('admin.noCall')} text={say('admin.noCallHint')} />;
  return (
    <>
      <Table.ScrollContainer minWidth={520}>
        <Table aria-label={say('admin.calls')} className={flush.flush}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{say('admin.day')}</Table.Th>
              <Table.Th>{say('admin.action')}</Table.Th>
              <Table.Th visibleFrom="sm">{say('admin.engine')}</Table.Th>
              <Table.Th ta="end">{say('admin.pictures')}</Table.Th>
              <Table.Th ta="end" visibleFrom="sm">
                {say('admin.secondsEach')}
              </Table.Th>
              <Table.Th ta="end">{say('admin.credits')}</Table.Th>
              <Table.Th ta="end">{say('admin.spend')}</Table.Th>
              <Table.Th ta="end">{say('admin.margin')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {days.map((line) => (
              <EngineLine key={`${line.day} ${line.kind} ${line.engine}`} line={line} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {days.some(({ margin }) => margin === null) && (
        <Text size="sm" c="dimmed">
          {say('admin.costsUnknown')}
        </Text>
      )}
    </>
  );
}

function EngineLine({ line }: { line: EngineUsageQuery['engineUsage'][number] }) {
  const { day, kind, engine, calls, pictures, averageMs, credits, spend, margin } = line;
  const title = actionTitle(kind);
  const failed = calls - pictures;
  return (
    <Table.Tr>
      <Table.Td c="dimmed">{formatDayOfUtc(day)}</Table.Td>
      <Table.Td>
        {title}
        <Text size="xs" c="dimmed" hiddenFrom="sm">
          {engine}
        </Text>
      </Table.Td>
      <Table.Td visibleFrom="sm">{engine}</Table.Td>
      <Table.Td ta="end">
        {formatCount(pictures)}
        {failed > 0 && (
          <Text size="xs" c="dimmed">
            {say('admin.failed', { count: failed })}
          </Text>
        )}
      </Table.Td>
      <Table.Td ta="end" visibleFrom="sm">
        {formatTenths(averageMs / 1_000)}
      </Table.Td>
      <Table.Td ta="end">{formatCount(credits)}</Table.Td>
      <Table.Td ta="end">{moneyOf(spend)}</Table.Td>
      <Table.Td ta="end">{moneyOf(margin)}</Table.Td>
    </Table.Tr>
  );
}

/** The currency is the operator's: the server knows its figures alone. */
function moneyOf(amount: number | null): string {
  return amount === null ? '–' : formatHundredths(amount);
}

const ENGINE_USAGE = graphql(`
  query EngineUsage($from: DateTime!, $to: DateTime!) {
    engineUsage(from: $from, to: $to) {
      day
      kind
      engine
      calls
      pictures
      averageMs
      credits
      spend
      margin
    }
  }
`);

const DAYS = 30;

interface KnownEngineUsage {
  /** The newest day first; undefined until the server has answered. */
  readonly days: EngineUsageQuery['engineUsage'] | undefined;
  readonly error: unknown;
  readonly retry: () => void;
}

/** Of the last thirty days, from when it was opened. */
function useEngineUsage(): KnownEngineUsage {
  const [now] = useState(() => Date.now());
  const variables = { from: new Date(now - (DAYS - 1) * DAY_MS).toISOString(), to: new Date(now).toISOString() };
  const { data, error, refetch } = useQuery(ENGINE_USAGE, { variables, fetchPolicy: 'cache-and-network' });
  return { days: data?.engineUsage, error, retry: retryOf(refetch) };
}
