import type { TransactionLineFragment } from '../../generated/graphql.ts';
import { type Day, dayOf } from '../../look/calendar-day.ts';

/** A row of the table body: the heading of a day, or a transaction. */
export type TableRow =
  | { readonly key: string; readonly day: Day; readonly line: null }
  | { readonly key: string; readonly day: Day; readonly line: TransactionLineFragment };

/** Groups transactions by day, each group below a heading, without changing their order. */
export function tableRows(lines: readonly TransactionLineFragment[]): TableRow[] {
  const rows: TableRow[] = [];
  for (const line of lines) {
    const day = dayOf(new Date(line.createdAt));
    if (rows.at(-1)?.day !== day) rows.push({ key: day, day, line: null });
    rows.push({ key: line.id, day, line });
  }
  return rows;
}
