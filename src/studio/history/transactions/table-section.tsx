import { Table } from '@mantine/core';
import { Fragment, useRef } from 'react';
import { dateOf } from '../../look/calendar-day.ts';
import { formatWeekday } from '../../language/formats.ts';
import { useNearView } from '../../look/use-near-view.ts';
import type { PlacedLine } from './table-sections.ts';
import { TransactionRow } from './transaction-row.tsx';
import classes from './transaction-table.module.css';

const NEAR_PX = 1_500;
const COLUMNS = 6;

export interface TransactionSectionProps {
  readonly projectId: string;
  readonly lines: readonly PlacedLine[];
  /** The lines arrived while the table was open. */
  readonly isNew: boolean;
  readonly onActor: (actor: string) => void;
}

/** The lines of one section under headings of days. A section far from the view is an empty row of the same height. */
export function TransactionSection({ projectId, lines, isNew, onActor }: TransactionSectionProps) {
  const body = useRef<HTMLTableSectionElement>(null);
  const { isNear, heightPx } = useNearView(body, NEAR_PX, true);
  return (
    <Table.Tbody ref={body}>
      {!isNear && (
        <Table.Tr aria-hidden="true" className={classes.spacer}>
          <Table.Td colSpan={COLUMNS} style={{ height: heightPx }} />
        </Table.Tr>
      )}
      {isNear &&
        lines.map(({ line, newDay, rowIndex }) => (
          <Fragment key={line.id}>
            {newDay !== null && (
              <Table.Tr className={classes.day} aria-rowindex={rowIndex - 1}>
                <Table.Th colSpan={COLUMNS} scope="rowgroup">
                  {formatWeekday(dateOf(newDay))}
                </Table.Th>
              </Table.Tr>
            )}
            <TransactionRow
              projectId={projectId}
              line={line}
              isNew={isNew}
              onActor={onActor}
              aria-rowindex={rowIndex}
            />
          </Fragment>
        ))}
    </Table.Tbody>
  );
}
