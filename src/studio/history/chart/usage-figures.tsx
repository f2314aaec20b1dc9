import { Table, UnstyledButton } from '@mantine/core';
import { formatCount } from '../../language/formats.ts';
import { actionTitle } from '../../prices/action-title.ts';
import { type BarInterval, barLabel } from '../bars.ts';
import { ACTION_KINDS } from '../kinds.ts';
import { dayOf } from '../../look/calendar-day.ts';
import type { LabelKey } from '../../language/messages/message-types.ts';
import { say } from '../../language/say.ts';
import type { UsageChartProps } from './usage-chart.tsx';
import classes from './usage-figures.module.css';

const FIRST: Readonly<Record<BarInterval, LabelKey>> = {
  DAY: 'history.day',
  WEEK: 'history.week',
  MONTH: 'history.month',
};

/** What the chart shows, in numbers: for who does not see it, or wants to copy it. */
export function UsageFigures({ buckets, interval, bar, onChoose }: UsageChartProps) {
  return (
    <div className={classes.scroll} tabIndex={0} role="region" aria-label={say('history.inNumbers')}>
      <Table aria-label={say('history.usage')} stickyHeader verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{say(FIRST[interval])}</Table.Th>
            {ACTION_KINDS.map((kind) => (
              <Table.Th key={kind} ta="end">
                {actionTitle(kind)}
              </Table.Th>
            ))}
            <Table.Th ta="end">{say('history.spent')}</Table.Th>
            <Table.Th ta="end">{say('history.balanceAfter')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody className={classes.numbers}>
          {newestFirst(buckets).map(({ start, end, credits, balanceAfter, byKind }) => {
            const day = dayOf(new Date(start));
            return (
              <Table.Tr key={start} data-chosen={day === bar || undefined}>
                <Table.Th scope="row">
                  <UnstyledButton className={classes.day} onClick={() => onChoose(day)} aria-pressed={day === bar}>
                    {barLabel(new Date(start), new Date(end), interval)}
                  </UnstyledButton>
                </Table.Th>
                {byKind.map((ofKind) => (
                  <Table.Td key={ofKind.kind} ta="end">
                    {formatCount(ofKind.credits)}
                  </Table.Td>
                ))}
                <Table.Td ta="end">{formatCount(credits)}</Table.Td>
                <Table.Td ta="end">{typeof balanceAfter === 'number' ? formatCount(balanceAfter) : ''}</Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </div>
  );
}

/** The buckets with a balance, newest first. Future ones have none. */
function newestFirst(buckets: UsageChartProps['buckets']): UsageChartProps['buckets'] {
  return buckets.filter(({ balanceAfter }) => typeof balanceAfter === 'number').toReversed();
}
