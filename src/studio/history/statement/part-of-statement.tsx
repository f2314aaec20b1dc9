import { Table } from '@mantine/core';
import { Fragment, useRef } from 'react';
import { dateOf } from '../../look/calendar-day.ts';
import { formatWeekday } from '../../look/format-instant.ts';
import { useNearView } from '../../look/use-near-view.ts';
import type { StatementLine } from './statement-part.ts';
import { StatementRow } from './statement-row.tsx';
import classes from './statement.module.css';

const NEAR_PX = 1_500;
const COLUMNS = 6;

export interface PartOfStatementProps {
  readonly projectId: string;
  readonly lines: readonly StatementLine[];
  /** The lines came while somebody was looking. */
  readonly isNew: boolean;
  readonly onActor: (actor: string) => void;
}

/** Lines with the days that they belong to. Far from the view an empty row of the same height keeps their place. */
export function PartOfStatement({ projectId, lines, isNew, onActor }: PartOfStatementProps) {
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
            <StatementRow projectId={projectId} line={line} isNew={isNew} onActor={onActor} aria-rowindex={rowIndex} />
          </Fragment>
        ))}
    </Table.Tbody>
  );
}
