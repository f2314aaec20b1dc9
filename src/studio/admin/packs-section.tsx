import { useQuery } from '@apollo/client/react';
import { Anchor, Button, Group, Skeleton, Stack, Table, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link } from 'wouter';
import { formatCount, formatInstant } from '../language/formats.ts';
import { graphql } from '../generated/gql.ts';
import { EmptyState } from '../look/empty-state.tsx';
import { paths } from '../navigation/paths.ts';
import { usePriceList } from '../prices/use-price-list.ts';
import { PackCard } from '../purchases/pack-card.tsx';
import { moneyText } from '../purchases/money.ts';
import { PackList } from '../purchases/pack-list.tsx';
import { usePacks } from '../purchases/use-packs.ts';
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
    return <Skeleton height={200} role="status" aria-busy="true" aria-label="Loading the packs" />;
  }
  return (
    <Stack gap="md">
      <Group justify="flex-end">
        <Button onClick={publishing.open}>{packs.length === 0 ? 'Put packs for sale' : 'Change packs'}</Button>
      </Group>
      {packs.length === 0 && <EmptyState title="Nothing is for sale" text="Packs let people buy credits themselves." />}
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
      <Title order={2}>Unrecovered</Title>
      <Text c="dimmed">Credits that had been spent before a refund or a dispute could take them back.</Text>
      <Table aria-label="Unrecovered" className={flush.flush}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Project</Table.Th>
            <Table.Th visibleFrom="sm">Bought</Table.Th>
            <Table.Th ta="right">Refunded</Table.Th>
            <Table.Th ta="right">Unrecovered</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {purchases.map(({ id, project, createdAt, actor, amount, credits, reversedCredits, unrecoveredCredits }) => (
            <Table.Tr key={id}>
              <Table.Th scope="row">
                <Anchor component={Link} href={paths.project(project.id, 'credits')}>
                  {project.name}
                </Anchor>
              </Table.Th>
              <Table.Td visibleFrom="sm">
                {formatInstant(createdAt)} by {actor}, {moneyText(amount)}
              </Table.Td>
              <Table.Td ta="right">
                {formatCount(reversedCredits)} of {formatCount(credits)}
              </Table.Td>
              <Table.Td ta="right" fw={600}>
                {formatCount(unrecoveredCredits)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Stack>
  );
}
