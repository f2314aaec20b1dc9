import { Button, Skeleton, Table, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { errorSentence } from '../../errors/error-sentence.ts';
import { Problem } from '../../errors/problem.tsx';
import type { TransactionLineFragment } from '../../generated/graphql.ts';
import { useNearView } from '../../look/use-near-view.ts';
import { PartOfStatement } from './part-of-statement.tsx';
import { statementParts } from './statement-part.ts';
import type { KnownStatement } from './use-statement.ts';
import flush from '../../look/flush-table.module.css';
import classes from './statement.module.css';

const AHEAD_PX = 800; // before its end comes into view, the next page is asked for

export interface StatementProps extends Pick<KnownStatement, 'loadMore' | 'moreError'> {
  readonly projectId: string;
  readonly lines: readonly TransactionLineFragment[];
  readonly onActor: (actor: string) => void;
}

/** The lines by day, newest first. Only those near the view are drawn, and the next page is asked for as the end comes near. */
export function Statement({ projectId, lines, loadMore, moreError, onActor }: StatementProps) {
  const [newestAtFirst] = useState(() => lines[0]?.sequence ?? 0);
  const parts = statementParts(lines, newestAtFirst);
  const rows = parts.at(-1)?.lines.at(-1)?.rowIndex ?? 1;
  return (
    <>
      <Table
        aria-label="Transactions"
        aria-rowcount={loadMore ? -1 : rows}
        className={`${flush.flush} ${classes.table}`}
      >
        <Table.Thead>
          <Table.Tr aria-rowindex={1}>
            <Table.Th visibleFrom="sm">Time</Table.Th>
            <Table.Th className={classes.what}>What</Table.Th>
            <Table.Th visibleFrom="sm">Picture</Table.Th>
            <Table.Th visibleFrom="sm">By</Table.Th>
            <Table.Th ta="right">Credits</Table.Th>
            <Table.Th ta="right">Balance after</Table.Th>
          </Table.Tr>
        </Table.Thead>
        {parts.map(({ key, lines: ofPart }) => (
          <PartOfStatement key={key} projectId={projectId} lines={ofPart} isNew={key === 'new'} onActor={onActor} />
        ))}
      </Table>
      {moreError ? (
        <Problem sentence={errorSentence(moreError)}>
          <Button size="xs" variant="default" onClick={() => loadMore?.()}>
            Try again
          </Button>
        </Problem>
      ) : (
        <EndOfStatement key={lines.length} loadMore={loadMore} />
      )}
    </>
  );
}

export function StatementSkeleton() {
  return (
    <div role="status" aria-busy="true" aria-label="Loading the statement" className={classes.waiting}>
      {[0, 1, 2, 3, 4, 5].map((place) => (
        <Skeleton key={place} height={40} />
      ))}
    </div>
  );
}

function EndOfStatement({ loadMore }: Pick<StatementProps, 'loadMore'>) {
  const end = useRef<HTMLParagraphElement>(null);
  const { isNear } = useNearView(end, AHEAD_PX, false);
  useEffect(() => {
    if (isNear) loadMore?.();
  }, [isNear, loadMore]);
  return (
    <Text ref={end} size="xs" c="dimmed" ta="center" mih={18} role="status">
      {loadMore ? 'Loading more' : 'That is all.'}
    </Text>
  );
}
