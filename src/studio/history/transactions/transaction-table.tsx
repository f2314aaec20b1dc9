import { Button, Skeleton, Table, Text } from '@mantine/core';
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { errorSentence } from '../../errors/error-sentence.ts';
import { Problem } from '../../errors/problem.tsx';
import type { TransactionLineFragment } from '../../generated/graphql.ts';
import { say } from '../../language/say.ts';
import { tableRows } from './use-row-window.ts';
import { TransactionRows } from './transaction-rows.tsx';
import type { KnownTransactions } from './use-transactions.ts';
import flush from '../../look/flush-table.module.css';
import classes from './transaction-table.module.css';

const AHEAD_PX = 800; // before its end comes into view, the next page is asked for

export interface TransactionTableProps extends Pick<KnownTransactions, 'loadMore' | 'moreError'> {
  readonly projectId: string;
  readonly lines: readonly TransactionLineFragment[];
  readonly onActor: (actor: string) => void;
}

/** Transactions by day, newest first. Only rows near the viewport are rendered. The next page is fetched when the end is near. */
export function TransactionTable({ projectId, lines, loadMore, moreError, onActor }: TransactionTableProps) {
  const [newestAtFirst] = useState(() => lines[0]?.sequence ?? 0);
  const rows = useMemo(() => tableRows(lines), [lines]);
  return (
    <>
      <Table
        aria-label={say('history.transactions')}
        aria-rowcount={loadMore ? -1 : rows.length + 1}
        className={`${flush.flush} ${classes.table}`}
      >
        <Table.Thead>
          <Table.Tr aria-rowindex={1}>
            <Table.Th visibleFrom="sm">{say('history.time')}</Table.Th>
            <Table.Th className={classes.what}>{say('history.what')}</Table.Th>
            <Table.Th visibleFrom="sm">{say('history.picture')}</Table.Th>
            <Table.Th visibleFrom="sm">{say('history.by')}</Table.Th>
            <Table.Th ta="end">{say('history.credits')}</Table.Th>
            <Table.Th ta="end">{say('history.balanceAfter')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <TransactionRows projectId={projectId} rows={rows} newestAtFirst={newestAtFirst} onActor={onActor} />
      </Table>
      {moreError ? (
        <Problem sentence={errorSentence(moreError)}>
          <Button size="xs" variant="default" onClick={() => loadMore?.()}>
            {say('history.tryAgain')}
          </Button>
        </Problem>
      ) : (
        <EndOfTable key={lines.length} loadMore={loadMore} />
      )}
    </>
  );
}

export function TransactionTableSkeleton() {
  return (
    <div role="status" aria-busy="true" aria-label={say('history.loadingTransactions')} className={classes.waiting}>
      {[0, 1, 2, 3, 4, 5].map((place) => (
        <Skeleton key={place} height={40} />
      ))}
    </div>
  );
}

function EndOfTable({ loadMore }: Pick<TransactionTableProps, 'loadMore'>) {
  const end = useRef<HTMLParagraphElement>(null);
  const { isNear } = useNearView(end, AHEAD_PX, false);
  useEffect(() => {
    if (isNear) loadMore?.();
  }, [isNear, loadMore]);
  return (
    <Text ref={end} size="xs" c="dimmed" ta="center" mih={18} role="status">
      {say(loadMore ? 'history.loadingMore' : 'history.thatIsAll')}
    </Text>
  );
}

interface NearView {
  readonly isNear: boolean;
  /** The height that was measured when the element last entered or left the vicinity of the viewport. */
  readonly heightPx: number;
}

/** Whether an element is in view, or at most `marginPx` above or below it. */
function useNearView(element: RefObject<Element | null>, marginPx: number, isNearAtFirst: boolean): NearView {
  const [view, setView] = useState<NearView>({ isNear: isNearAtFirst, heightPx: 0 });
  useEffect(() => {
    if (!element.current) return;
    const observer = new IntersectionObserver(
      (seen) => {
        const last = seen.at(-1);
        if (last) setView({ isNear: last.isIntersecting, heightPx: last.boundingClientRect.height });
      },
      { rootMargin: `${marginPx}px 0px` },
    );
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element, marginPx]);
  return view;
}
