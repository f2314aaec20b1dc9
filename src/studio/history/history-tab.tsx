import { Button, Skeleton, Table } from '@mantine/core';
import { errorSentence } from '../errors/error-sentence.ts';
import { Problem } from '../errors/problem.tsx';
import { EmptyState } from '../look/empty-state.tsx';
import { TransactionRow } from './transaction-row.tsx';
import { useTransactions } from './use-transactions.ts';

/** Every line of the project's ledger, newest first. */
export function HistoryTab({ projectId }: { projectId: string }) {
  const { transactions, error, isLoadingMore, loadMore, retry } = useTransactions(projectId);
  if (error && !transactions) return <Problem sentence={errorSentence(error)} onRetry={retry} />;
  if (!transactions) return <Skeleton height={320} />;
  if (transactions.length === 0) {
    return (
      <EmptyState title="No credit has moved yet" text="Every credit that comes in or goes out leaves a line here." />
    );
  }
  return (
    <>
      <Table aria-label="Transactions">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>When</Table.Th>
            <Table.Th>What</Table.Th>
            <Table.Th visibleFrom="sm">By</Table.Th>
            <Table.Th ta="right">Credits</Table.Th>
            <Table.Th ta="right">Balance after</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {transactions.map((transaction) => (
            <TransactionRow key={transaction.id} transaction={transaction} />
          ))}
        </Table.Tbody>
      </Table>
      {loadMore && (
        <Button variant="default" onClick={loadMore} loading={isLoadingMore} mx="auto">
          Show more
        </Button>
      )}
    </>
  );
}
