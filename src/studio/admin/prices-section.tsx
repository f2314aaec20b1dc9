import { Button, Group, Skeleton, Stack, Table, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { errorSentence } from '../errors/error-sentence.ts';
import { Problem } from '../errors/problem.tsx';
import { actorName } from '../look/actor-name.ts';
import { ActionsHeader } from '../look/actions-header.tsx';
import { formatCount, formatInstant } from '../language/formats.ts';
import { say } from '../language/say.ts';
import { PublishPricesDialog } from './publish-prices-dialog.tsx';
import { type ListedPrices, usePriceLists } from './use-price-lists.ts';
import { WithdrawPrices } from './withdraw-prices.tsx';
import flush from '../look/flush-table.module.css';

/** What the actions cost, will cost and have cost. */
export function PricesSection() {
  const { lists, error, retry } = usePriceLists();
  const [isPublishing, publishing] = useDisclosure(false);
  if (error && !lists) return <Problem sentence={errorSentence(error)} onRetry={retry} />;
  if (!lists) return <Skeleton height={200} role="status" aria-busy="true" aria-label={say('admin.loadingPrices')} />;
  const { planned, inForce, earlier } = lists;
  return (
    <Stack gap="md">
      <Group justify="flex-end">
        <Button onClick={publishing.open}>{say('admin.changePrices')}</Button>
      </Group>
      <Table.ScrollContainer minWidth={560}>
        <Table aria-label={say('admin.priceLists')} className={flush.flush}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{say('admin.from')}</Table.Th>
              {inForce.prices.map(({ kind }) => (
                <Table.Th key={kind} ta="end">
                  {say(`actions.${kind}`)}
                </Table.Th>
              ))}
              <Table.Th>{say('admin.by')}</Table.Th>
              <ActionsHeader />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {planned.map((list) => (
              <PricesRow key={list.version} list={list} state="planned" />
            ))}
            <PricesRow list={inForce} state="inForce" />
            {earlier.map((list) => (
              <PricesRow key={list.version} list={list} state="earlier" />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {isPublishing && <PublishPricesDialog inForce={inForce} planned={planned} onClose={publishing.close} />}
    </Stack>
  );
}

function PricesRow({ list, state }: { list: ListedPrices; state: 'planned' | 'inForce' | 'earlier' }) {
  return (
    <Table.Tr c={state === 'earlier' ? 'dimmed' : undefined}>
      <Table.Th scope="row">
        {formatInstant(list.effectiveAt)}
        <Text size="xs" c="dimmed">
          {say('admin.listState', { version: formatCount(list.version), state })}
        </Text>
      </Table.Th>
      {list.prices.map(({ kind, credits }) => (
        <Table.Td key={kind} ta="end" fw={state === 'inForce' ? 600 : undefined}>
          {formatCount(credits)}
        </Table.Td>
      ))}
      <Table.Td>{actorName(list.publishedBy)}</Table.Td>
      <Table.Td ta="end">{state === 'planned' && <WithdrawPrices list={list} />}</Table.Td>
    </Table.Tr>
  );
}
