import type { Statement } from './statement.ts';

/**
 * By their names: the type that each column travels as, what of a row goes into it, and, where `insertRows` stores it as
 * another type, the SQL that makes that of it.
 */
export type Columns<Row> = Readonly<
  Record<string, readonly [type: string, of: (row: Row) => unknown, stored?: (value: string) => string]>
>;

/** Milliseconds, which travel as float8, as the timestamptz that is stored. */
export const instantColumn = (value: string): string => `to_timestamp(${value} / 1000)`;

/**
 * A statement over rows that travel with it, one or more: `text` puts them where it needs them, as a FROM item without a
 * name.
 *
 * Many rows travel as one array a column, which `unnest` takes apart in a select list: that gives a row at a time, whereas
 * in FROM each array would be written to a store of its own first, which is a third of what such statements cost. A lone
 * row travels as plain values, which spares the server arrays and loop.
 */
export function overRows<Row>(
  name: string,
  columns: Columns<Row>,
  text: (rows: string) => string,
): (rows: readonly Row[]) => Statement {
  const select = (column: (place: string, type: string) => string) =>
    `(select ${Object.entries(columns)
      .map(([title, [type]], index) => `${column(`$${index + 1}`, type)} as "${title}"`)
      .join(', ')})`;
  const many = { name, text: text(select((place, type) => `unnest(${place}::${type}[])`)) };
  const lone = { name: `${name}_lone`, text: text(select((place, type) => `${place}::${type}`)) };
  const parts = Object.values(columns).map(([, of]) => of);
  return (rows) => {
    const [row] = rows;
    return row !== undefined && rows.length === 1
      ? { ...lone, values: parts.map((of) => of(row)) }
      : { ...many, values: parts.map((of) => rows.map(of)) };
  };
}

/** A statement that inserts rows, one or more. */
export function insertRows<Row>(
  name: string,
  table: string,
  columns: Columns<Row>,
): (rows: readonly Row[]) => Statement {
  const titles = Object.keys(columns).map((title) => `"${title}"`);
  const values = Object.entries(columns).map(([title, [, , stored]]) => stored?.(`"${title}"`) ?? `"${title}"`);
  return overRows(
    name,
    columns,
    (rows) => `insert into ${table} (${titles.join(', ')}) select ${values.join(', ')} from ${rows} line`,
  );
}
