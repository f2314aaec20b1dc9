import { Table } from '@mantine/core';
import { useCallbackRef, useMediaQuery } from '@mantine/hooks';
import { useRef } from 'react';
import { formatWeekday } from '../../language/formats.ts';
import { dateOf } from '../../look/calendar-day.ts';
import { useMay } from '../../session/viewer.ts';
import { type TableRow, useRowWindow } from './use-row-window.ts';
import { TransactionRow } from './transaction-row.tsx';
import classes from './transaction-table.module.css';

const COLUMNS = 6;
const HEADER_ROWS = 1;

export interface TransactionRowsProps {
  readonly projectId: string;
  readonly rows: readonly TableRow[];
  /** Lines with a higher sequence arrived while the table was open. */
  readonly newestAtFirst: number;
  readonly onActor: (actor: string) => void;
}

/** The rows near the viewport, between two empty rows with the height of all others. */
export function TransactionRows({ projectId, rows, newestAtFirst, onActor }: TransactionRowsProps) {
  const body = useRef<HTMLTableSectionElement>(null);
  const { shown, abovePx, belowPx, measure } = useRowWindow(rows, body);
  const isWide = useMediaQuery('(min-width: 48em)', true, { getInitialValueInEffect: false });
  const mayRefund = useMay('ADMIN');
  const filterByActor = useCallbackRef(onActor);
  return (
    <Table.Tbody ref={body}>
      <Spacer heightPx={abovePx} />
      {shown.map(({ index }) => {
        const row = rows[index];
        const place = { 'data-index': index, 'aria-rowindex': HEADER_ROWS + index + 1 };
        if (!row) return null;
        if (!row.line) {
          return (
            <tr key={row.key} ref={measure} {...place} className={classes.day}>
              <th colSpan={COLUMNS} scope="rowgroup">
                {formatWeekday(dateOf(row.day))}
              </th>
            </tr>
          );
        }
        return (
          <TransactionRow
            key={row.key}
            ref={measure}
            {...place}
            projectId={projectId}
            line={row.line}
            isNew={row.line.sequence > newestAtFirst}
            isWide={isWide}
            mayRefund={mayRefund}
            onActor={filterByActor}
          />
        );
      })}
      <Spacer heightPx={belowPx} />
    </Table.Tbody>
  );
}

function Spacer({ heightPx }: { readonly heightPx: number }) {
  if (heightPx <= 0) return null;
  return (
    <tr aria-hidden="true" className={classes.spacer}>
      <td colSpan={COLUMNS} style={{ height: heightPx }} />
    </tr>
  );
}
