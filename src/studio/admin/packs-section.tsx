import { useQuery } from '@apollo/client/react';
import { Anchor, Button, Group, Skeleton, Stack, Table, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link } from 'wouter';
import { formatCount, formatInstant } from '../language/formats.ts';
import { graphql } from '../generated/gql.ts';
import { actorName } from '../look/actor-name.ts';
import { EmptyState } from '../look/empty-state.tsx';
import { paths } from '../navigation/paths.ts';
import { usePriceList } from '../prices/use-price-list.ts';
import { PackCard, PackList } from '../purchases/pack-card.tsx';
import { moneyText } from '../purchases/money.ts';
import { usePacks } from '../purchases/use-packs.ts';
import { say } from '../language/say.ts';
import { PublishPacksDialog } from './publish-packs-dialog.tsx';
import flush from '../look/flush-table.module.css';

const UNRECOVERED_PURCHASES = graphql(`
  query UnrecoveredPurchases {
    unrecoveredPurchases(first: 50) {
      ...PurchaseLine
      project {
        id
        name
      }
    }
  }
`);

/** The packs for sale as buyers see them, and the purchases with unrecovered credits. */
export function PacksSection() {
  const { packs } = usePacks();
  const { priceList } = usePriceList();
  const [isPublishing, publishing] = useDisclosure(false);
  if (!packs || !priceList) {
    return <Skeleton height={200} role="status" aria-busy="true" aria-label={say('admin.loadingPacks')} />;
  }
  return (
    <Stack gap="md">
      <Group justify="flex-end">
        <Button onClick={publishing.open}>{say(packs.length === 0 ? 'admin.putPacks' : 'admin.changePacks')}</Button>
      </Group>
      {packs.length === 0 && <EmptyState title={say('admin.noPacks')} text={say('admin.noPacksHint')} />}
      <PackList>
        {packs.map((pack) => (
          <PackCard key={pack.id} pack={pack} prices={priceList.prices} onBuy={null} />
        ))}
      </PackList>
      <Unrecovered />
      {isPublishing && <PublishPacksDialog packs={packs} prices={priceList.prices} onClose={publishing.close} />}
    </Stack>
  );
}

/** The purchases with unrecovered credits; renders nothing if there are none. */
function Unrecovered() {
  const { data } = useQuery(UNRECOVERED_PURCHASES, { fetchPolicy: 'cache-and-network' });
  const purchases = data?.unrecoveredPurchases ?? [];
  if (purchases.length === 0) return null;
  return (
    <Stack gap="xs">
      <Title order={2}>{say('admin.unrecovered')}</Title>
      <Text c="dimmed">{say('admin.unrecoveredHint')}</Text>
      <Table aria-label={say('admin.unrecovered')} className={flush.flush}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{say('admin.project')}</Table.Th>
            <Table.Th visibleFrom="sm">{say('admin.bought')}</Table.Th>
            <Table.Th ta="end">{say('admin.refunded')}</Table.Th>
            <Table.Th ta="end">{say('admin.unrecovered')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {purchases.map(({ id, project, createdAt, actor, amount, credits, reversedCredits, unrecoveredCredits }) => (
            <Table.Tr key={id}>
              <Table.Th scope="row">
                <Anchor component={Link} href={paths.project(project.id, 'credits')}>
                  <bdi>{project.name}</bdi>
                </Anchor>
              </Table.Th>
              <Table.Td visibleFrom="sm">
                {say('admin.boughtBy', {
                  at: formatInstant(createdAt),
                  actor: actorName(actor),
                  amount: moneyText(amount),
                })}
              </Table.Td>
              <Table.Td ta="end">
                {say('admin.partOf', { part: formatCount(reversedCredits), whole: formatCount(credits) })}
              </Table.Td>
              <Table.Td ta="end" fw={600}>
                {formatCount(unrecoveredCredits)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Stack>
  );
}
