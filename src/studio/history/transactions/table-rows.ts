import type { TransactionLineFragment } from '../../generated/graphql.ts';
import { type Day, dayOf } from '../../look/calendar-day.ts';

/** A row of the table below its header: the heading of a day, or a line of the ledger. */
export type TableRow =
  | { readonly key: string; readonly day: Day; readonly line: null }
  | { readonly key: string; readonly day: Day; readonly line: TransactionLineFragment };

/** The lines in their order, each day below its heading. */
export function tableRows(lines: readonly TransactionLineFragment[]): TableRow[] {
  const rows: TableRow[] = [];
  for (const line of lines) {
    const day = dayOf(new Date(line.createdAt));
    if (rows.at(-1)?.day !== day) rows.push({ key: day, day, line: null });
    rows.push({ key: line.id, day, line });
  }
  return rows;
}
