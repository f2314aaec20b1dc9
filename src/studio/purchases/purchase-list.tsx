import { Anchor, Button, Stack, Table, Text, Title, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { formatCount, formatCredits, formatInstant } from '../language/formats.ts';
import { errorSentence } from '../errors/error-sentence.ts';
import { Problem } from '../errors/problem.tsx';
import type { PurchaseLineFragment } from '../generated/graphql.ts';
import { useMay } from '../session/viewer.ts';
import { RefundPurchaseDialog } from './refund-purchase-dialog.tsx';
import { statusDetail, statusTone, STATUS_WORD } from './purchase-words.ts';
import { usePurchases } from './use-purchases.ts';
import flush from '../look/flush-table.module.css';
import classes from './purchase-list.module.css';

/** The purchases of a project with their receipts; renders nothing if there are none. */
export function PurchaseList({ projectId }: { projectId: string }) {
  const { purchases, error, isLoadingMore, loadMore, retry } = usePurchases(projectId);
  const isAdmin = useMay('ADMIN');
  const [refunding, setRefunding] = useState<PurchaseLineFragment | null>(null);
  if (error && !purchases) return <Problem sentence={errorSentence(error)} onRetry={retry} />;
  if (!purchases || purchases.length === 0) return null;
  return (
    <Stack gap="sm">
      <Title order={2}>Purchases</Title>
      <Table aria-label="Purchases" className={`${flush.flush} ${classes.table}`}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>When</Table.Th>
            <Table.Th visibleFrom="sm" ta="right">
              Credits
            </Table.Th>
            <Table.Th ta="right">Price</Table.Th>
            <Table.Th>State</Table.Th>
            <Table.Th visibleFrom="sm">By</Table.Th>
            <Table.Th ta="right">Receipt</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {purchases.map((purchase) => (
            <PurchaseRow key={purchase.id} purchase={purchase} onRefund={isAdmin ? setRefunding : null} />
          ))}
        </Table.Tbody>
      </Table>
      {loadMore && (
        <Button variant="default" onClick={loadMore} loading={isLoadingMore} mx="auto">
          Show more
        </Button>
      )}
      {refunding && <RefundPurchaseDialog purchase={refunding} onClose={() => setRefunding(null)} />}
    </Stack>
  );
}

interface PurchaseRowProps {
  readonly purchase: PurchaseLineFragment;
  /** Null if the user lacks the permission. */
  readonly onRefund: ((purchase: PurchaseLineFragment) => void) | null;
}

function PurchaseRow({ purchase, onRefund }: PurchaseRowProps) {
  const { credits, amount, status, source, actor, createdAt, receiptUrl, grant } = purchase;
  const by = source === 'AUTO_TOP_UP' ? 'automatic top-up' : actor;
  const at = formatInstant(createdAt);
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={400}>
        {at}
        <Text size="xs" c="dimmed" hiddenFrom="sm" component="div">
          {formatCredits(credits)} · {by}
        </Text>
      </Table.Th>
      <Table.Td visibleFrom="sm" ta="right">
        {formatCount(credits)}
      </Table.Td>
      <Table.Td ta="right">{amount.text}</Table.Td>
      <Table.Td>
        <span className={classes.status} data-tone={statusTone(status)}>
          {STATUS_WORD[status]}
        </span>
        <Text size="xs" c="dimmed" component="div">
          {statusDetail(purchase)}
        </Text>
      </Table.Td>
      <Table.Td visibleFrom="sm" className={classes.by}>
        {by}
      </Table.Td>
      <Table.Td ta="right">
        {receiptUrl && (
          <Anchor href={receiptUrl} target="_blank" rel="noreferrer" aria-label={`Receipt of ${at}`}>
            Receipt
          </Anchor>
        )}
        {onRefund && grant && grant.remaining > 0 && (
          <UnstyledButton
            className={classes.refund}
            onClick={() => onRefund(purchase)}
            aria-label={`Refund the purchase of ${at}`}
          >
            Refund
          </UnstyledButton>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
