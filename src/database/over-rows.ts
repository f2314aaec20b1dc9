import type { Statement } from './statement.ts';

/**
 * Columns by name: the type of the parameter, the column's value in a row, and, if `insertRows` stores another type, the SQL
 * expression that converts it.
 */
export type Columns<Row> = Readonly<
  Record<string, readonly [type: string, of: (row: Row) => unknown, stored?: (value: string) => string]>
>;

/** Converts milliseconds, sent as float8, to the timestamptz that is stored. */
export const instantColumn = (value: string): string => `to_timestamp(${value} / 1000)`;

/**
 * Builds a statement over one or more rows that are sent as its parameters. `text` receives the rows as a FROM item without
 * an alias.
 *
 * Several rows are sent as one array for each column and expanded by `unnest` in a select list, which yields a row at a time;
 * in FROM, the server would first materialise each array, a third of the cost of such statements. A single row is sent as
 * plain values, which avoids the arrays.
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

/** Builds a statement that inserts one or more rows. */
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
