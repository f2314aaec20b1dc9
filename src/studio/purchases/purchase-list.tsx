import { Anchor, Button, Stack, Table, Text, Title, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { formatCount, formatCredits, formatInstant } from '../language/formats.ts';
import { errorSentence } from '../errors/error-sentence.ts';
import { Problem } from '../errors/problem.tsx';
import type { PurchaseLineFragment } from '../generated/graphql.ts';
import { useMay } from '../session/viewer.ts';
import { say } from '../language/say.ts';
import { moneyText } from './money.ts';
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
      <Title order={2}>{say('purchases.purchases')}</Title>
      <Table aria-label={say('purchases.purchases')} className={`${flush.flush} ${classes.table}`}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{say('purchases.when')}</Table.Th>
            <Table.Th visibleFrom="sm" ta="end">
              {say('purchases.credits')}
            </Table.Th>
            <Table.Th ta="end">{say('purchases.price')}</Table.Th>
            <Table.Th>{say('purchases.state')}</Table.Th>
            <Table.Th visibleFrom="sm">{say('purchases.by')}</Table.Th>
            <Table.Th ta="end">{say('purchases.receipt')}</Table.Th>
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
          {say('purchases.showMore')}
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
  const by = source === 'AUTO_TOP_UP' ? say('purchases.byTopUp') : actor;
  const at = formatInstant(createdAt);
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={400}>
        {at}
        <Text size="xs" c="dimmed" hiddenFrom="sm" component="div">
          {formatCredits(credits)} · {by}
        </Text>
      </Table.Th>
      <Table.Td visibleFrom="sm" ta="end">
        {formatCount(credits)}
      </Table.Td>
      <Table.Td ta="end">{moneyText(amount)}</Table.Td>
      <Table.Td>
        <span className={classes.status} data-tone={statusTone(status)}>
          {say(STATUS_WORD[status])}
        </span>
        <Text size="xs" c="dimmed" component="div">
          {statusDetail(purchase)}
        </Text>
      </Table.Td>
      <Table.Td visibleFrom="sm" className={classes.by}>
        {by}
      </Table.Td>
      <Table.Td ta="end">
        {receiptUrl && (
          <Anchor href={receiptUrl} target="_blank" rel="noreferrer" aria-label={say('purchases.receiptOf', { at })}>
            {say('purchases.receipt')}
          </Anchor>
        )}
        {onRefund && grant && grant.remaining > 0 && (
          <UnstyledButton
            className={classes.refund}
            onClick={() => onRefund(purchase)}
            aria-label={say('purchases.refundOf', { at })}
          >
            {say('purchases.refund')}
          </UnstyledButton>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
