import { Table, Text } from '@mantine/core';
import { formatAmount, formatCount, formatInstant } from '../language/formats.ts';
import type { PublishPriceListInput } from '../generated/graphql.ts';
import { say } from '../language/say.ts';
import type { ListedPrices } from './use-price-lists.ts';

/** What a round sum of credits buys says more than a price. */
const SAMPLE_CREDITS = 100;

export interface PriceChangeProps {
  readonly wanted: PublishPriceListInput;
  readonly inForce: ListedPrices;
  /** The last to take effect first. */
  readonly planned: readonly ListedPrices[];
}

/** What new prices change, in figures: beside the prices that would be in force by then. */
export function PriceChange({ wanted: { prices, effectiveAt }, inForce, planned }: PriceChangeProps) {
  // From now on it is before all that is planned.
  const from = effectiveAt ? Date.parse(effectiveAt) : -Infinity;
  const before = planned.find((list) => Date.parse(list.effectiveAt) <= from) ?? inForce;
  const next = planned.findLast((list) => Date.parse(list.effectiveAt) > from);
  return (
    <>
      <Text>{effectiveAt ? say('admin.fromOn', { at: formatInstant(effectiveAt) }) : say('admin.fromNow')}</Text>
      <Table aria-label={say('admin.whatChanges')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{say('admin.action')}</Table.Th>
            <Table.Th ta="end">{say('admin.price')}</Table.Th>
            <Table.Th ta="end">{say('admin.changeColumn')}</Table.Th>
            <Table.Th ta="end">{say('admin.creditsMake', { count: formatCount(SAMPLE_CREDITS) })}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {before.prices.map(({ kind, credits: old }) => {
            const price = prices.find((each) => each.kind === kind)?.credits ?? old;
            return (
              <Table.Tr key={kind}>
                <Table.Th scope="row">{say(`actions.${kind}`)}</Table.Th>
                <Table.Td ta="end">{fromTo(formatCount(old), formatCount(price))}</Table.Td>
                <Table.Td ta="end">{price === old ? say('admin.noChange') : formatAmount(price - old)}</Table.Td>
                <Table.Td ta="end">{fromTo(made(old), made(price))}</Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
      {next && (
        <Text c="dimmed">
          {say('admin.untilList', { at: formatInstant(next.effectiveAt), version: formatCount(next.version) })}
        </Text>
      )}
    </>
  );
}

function fromTo(before: string, after: string): string {
  return before === after ? after : `${before} → ${after}`;
}

function made(price: number): string {
  return price === 0 ? say('admin.anyNumber') : formatCount(Math.floor(SAMPLE_CREDITS / price));
}
