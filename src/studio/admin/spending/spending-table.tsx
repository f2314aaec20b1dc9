import { Box, Table, Text } from '@mantine/core';
import { formatCount, formatCredits, formatDayOfUtc, formatPercent } from '../../language/formats.ts';
import type { DateRange } from '../../history/period.ts';
import { say } from '../../language/say.ts';
import { daysOf, type Spending, type SpendingGroup } from './use-spending.ts';
import flush from '../../look/flush-table.module.css';
import classes from './spending.module.css';

export interface SpendingTableProps {
  readonly spending: Spending;
  readonly range: DateRange;
  /** The heading of the first column. */
  readonly by: string;
  readonly nameOf: (group: SpendingGroup) => string;
}

/** One row for each person, key or action, highest spending first. All bars have the same scale. */
export function SpendingTable({ spending, range, by, nameOf }: SpendingTableProps) {
  const { groups, credits, actions } = spending;
  const days = daysOf(range);
  const rows = groups.map((group) => ({ group, bars: barsOf(days, group) }));
  const highest = Math.max(...rows.flatMap(({ bars }) => bars.map((bar) => bar.credits)));
  const shown = groups.reduce((sum, group) => sum + group.credits, 0);
  const shownActions = groups.reduce((sum, group) => sum + group.actions, 0);
  return (
    <Table aria-label={say('spending.spending')} className={flush.flush}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{by}</Table.Th>
          <Table.Th visibleFrom="sm">{say('spending.overTime')}</Table.Th>
          <Table.Th ta="end">{say('spending.actions')}</Table.Th>
          <Table.Th ta="end">{say('spending.credits')}</Table.Th>
          <Table.Th ta="end" visibleFrom="sm">
            {say('spending.share')}
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map(({ group, bars }) => (
          <Table.Tr key={group.apiKeyId ?? nameOf(group)}>
            <Table.Th scope="row" className={classes.name}>
              <bdi>{nameOf(group)}</bdi>
              <Box hiddenFrom="sm" pt={4}>
                <SpendingStrip group={group} bars={bars} highest={highest} />
              </Box>
            </Table.Th>
            <Table.Td visibleFrom="sm" w="40%">
              <SpendingStrip group={group} bars={bars} highest={highest} />
            </Table.Td>
            <Table.Td className={classes.numbers}>{formatCount(group.actions)}</Table.Td>
            <Table.Td className={classes.numbers}>
              {formatCount(group.credits)}
              {group.refundedCredits > 0 && (
                <Text size="xs" c="dimmed">
                  {say('spending.refunded', { credits: formatCount(group.refundedCredits) })}
                </Text>
              )}
            </Table.Td>
            <Table.Td className={classes.numbers} visibleFrom="sm">
              {credits === 0 ? '–' : formatPercent(group.credits / credits)}
            </Table.Td>
          </Table.Tr>
        ))}
        {shown < credits && (
          <Table.Tr>
            <Table.Th scope="row">{say('spending.others')}</Table.Th>
            <Table.Td visibleFrom="sm" />
            <Table.Td className={classes.numbers}>{formatCount(actions - shownActions)}</Table.Td>
            <Table.Td className={classes.numbers}>{formatCount(credits - shown)}</Table.Td>
            <Table.Td visibleFrom="sm" />
          </Table.Tr>
        )}
      </Table.Tbody>
    </Table>
  );
}

/** The maximum number of bars in a row. */
const BARS_MAX = 62;

interface SpendingStripProps {
  readonly group: SpendingGroup;
  readonly bars: readonly Bar[];
  /** The height of the highest bar of all rows, in credits. */
  readonly highest: number;
}

/** A bar chart of the spending of one person, key or action. If the range has too many days, a bar stands for several days. */
function SpendingStrip({ group, bars, highest }: SpendingStripProps) {
  const active = group.days.length;
  const credits = formatCredits(group.credits);
  const words =
    active === 0 ? say('spending.nothingLeft', { credits }) : say('spending.onDays', { credits, days: active });
  return (
    <div className={classes.strip} role="img" aria-label={words}>
      {bars.map(({ day, credits: ofDay }) => (
        <span
          key={day}
          className={classes.bar}
          title={say('spending.dayCredits', { day: formatDayOfUtc(day), credits: formatCredits(ofDay) })}
          style={{ height: `${(ofDay / Math.max(1, highest)) * 100}%` }}
        />
      ))}
    </div>
  );
}

interface Bar {
  /** The first day of the bar. */
  readonly day: string;
  readonly credits: number;
}

/** `days`: the days of the whole range, in order. */
function barsOf(days: readonly string[], { days: spent }: SpendingGroup): Bar[] {
  const creditsOn = new Map(spent.map(({ day, credits }) => [Date.parse(day), credits]));
  const length = Math.ceil(days.length / BARS_MAX);
  return Array.from({ length: Math.ceil(days.length / length) }, (_, place) => {
    const own = days.slice(place * length, (place + 1) * length);
    const credits = own.reduce((sum, day) => sum + (creditsOn.get(Date.parse(day)) ?? 0), 0);
    return { day: own[0] ?? '', credits };
  });
}
