import { Button, Group, Skeleton, Stack, Table, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { errorSentence } from '../errors/error-sentence.ts';
import { Problem } from '../errors/problem.tsx';
import { ActionsHeader } from '../look/actions-header.tsx';
import { formatCount, formatInstant } from '../language/formats.ts';
import { PublishPricesDialog } from './publish-prices-dialog.tsx';
import { type ListedPrices, usePriceLists } from './use-price-lists.ts';
import { WithdrawPrices } from './withdraw-prices.tsx';
import flush from '../look/flush-table.module.css';

/** What the actions cost, will cost and have cost. */
export function PricesSection() {
  const { lists, error, retry } = usePriceLists();
  const [isPublishing, publishing] = useDisclosure(false);
  if (error && !lists) return <Problem sentence={errorSentence(error)} onRetry={retry} />;
  if (!lists) return <Skeleton height={200} role="status" aria-busy="true" aria-label="Loading the prices" />;
  const { planned, inForce, earlier } = lists;
  return (
    <Stack gap="md">
      <Group justify="flex-end">
        <Button onClick={publishing.open}>Change prices</Button>
      </Group>
      <Table.ScrollContainer minWidth={560}>
        <Table aria-label="Price lists" className={flush.flush}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>From</Table.Th>
              {inForce.prices.map(({ kind, title }) => (
                <Table.Th key={kind} ta="right">
                  {title}
                </Table.Th>
              ))}
              <Table.Th>By</Table.Th>
              <ActionsHeader />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {planned.map((list) => (
              <PricesRow key={list.version} list={list} word="planned" />
            ))}
            <PricesRow list={inForce} word="in force" />
            {earlier.map((list) => (
              <PricesRow key={list.version} list={list} word="earlier" />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {isPublishing && <PublishPricesDialog inForce={inForce} planned={planned} onClose={publishing.close} />}
    </Stack>
  );
}

function PricesRow({ list, word }: { list: ListedPrices; word: 'planned' | 'in force' | 'earlier' }) {
  return (
    <Table.Tr c={word === 'earlier' ? 'dimmed' : undefined}>
      <Table.Th scope="row">
        {formatInstant(list.effectiveAt)}
        <Text size="xs" c="dimmed">{`List ${list.version}, ${word}`}</Text>
      </Table.Th>
      {list.prices.map(({ kind, credits }) => (
        <Table.Td key={kind} ta="right" fw={word === 'in force' ? 600 : undefined}>
          {formatCount(credits)}
        </Table.Td>
      ))}
      <Table.Td>{list.publishedBy}</Table.Td>
      <Table.Td ta="right">{word === 'planned' && <WithdrawPrices list={list} />}</Table.Td>
    </Table.Tr>
  );
}
