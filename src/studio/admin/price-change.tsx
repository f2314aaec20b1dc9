import { Table, Text } from '@mantine/core';
import { formatAmount, formatCount, formatInstant } from '../language/formats.ts';
import type { PublishPriceListInput } from '../generated/graphql.ts';
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
      <Text>
        {effectiveAt ? `From ${formatInstant(effectiveAt)} on` : 'From now on'}, in every project. What was accepted
        before keeps its price.
      </Text>
      <Table aria-label="What changes">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Action</Table.Th>
            <Table.Th ta="right">Price</Table.Th>
            <Table.Th ta="right">Change</Table.Th>
            <Table.Th ta="right">{SAMPLE_CREDITS} credits make</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {before.prices.map(({ kind, title, credits: old }) => {
            const price = prices.find((each) => each.kind === kind)?.credits ?? old;
            return (
              <Table.Tr key={kind}>
                <Table.Th scope="row">{title}</Table.Th>
                <Table.Td ta="right">{fromTo(formatCount(old), formatCount(price))}</Table.Td>
                <Table.Td ta="right">{price === old ? 'none' : formatAmount(price - old)}</Table.Td>
                <Table.Td ta="right">{fromTo(made(old), made(price))}</Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
      {next && (
        <Text c="dimmed">{`Until ${formatInstant(next.effectiveAt)}, when list ${next.version} takes effect.`}</Text>
      )}
    </>
  );
}

function fromTo(before: string, after: string): string {
  return before === after ? after : `${before} → ${after}`;
}

function made(price: number): string {
  return price === 0 ? 'any number' : formatCount(Math.floor(SAMPLE_CREDITS / price));
}
