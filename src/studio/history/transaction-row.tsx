import { Table, Text } from '@mantine/core';
import { Amount } from '../credits/amount.tsx';
import { formatCount } from '../credits/format-credits.ts';
import type { CreditTransactionKind, TransactionLineFragment } from '../generated/graphql.ts';
import { Age } from '../look/age.tsx';
import { useActionTitle } from '../prices/use-price-list.ts';
import classes from './transaction-row.module.css';

const WORD: Readonly<Record<CreditTransactionKind, string>> = {
  CHARGE: 'Charge',
  REFUND: 'Refund',
  GRANT: 'Credits added',
  EXPIRY: 'Credits lapsed',
  REVOCATION: 'Credits taken back',
  TRANSFER_IN: 'From another project',
  TRANSFER_OUT: 'To another project',
};

/** One line of the ledger. */
export function TransactionRow({ transaction }: { transaction: TransactionLineFragment }) {
  const titleOf = useActionTitle();
  const { kind, amount, balanceAfter, actor, note, createdAt, action } = transaction;
  return (
    <Table.Tr className={classes.row}>
      <Table.Td c="dimmed" className={classes.when}>
        <Age of={createdAt} />
      </Table.Td>
      <Table.Td>
        {WORD[kind]}
        {action && `: ${titleOf(action.kind)}`}
        {note && (
          <Text size="xs" c="dimmed">
            {note}
          </Text>
        )}
      </Table.Td>
      <Table.Td visibleFrom="sm">{actor}</Table.Td>
      <Table.Td ta="right">
        <Amount credits={amount} />
      </Table.Td>
      <Table.Td ta="right" className={classes.balance}>
        {formatCount(balanceAfter)}
      </Table.Td>
    </Table.Tr>
  );
}
