import type { Statement } from './statement.ts';

/**
 * A statement over rows that travel with it: it is given the names and types of their columns, and `text` puts the rows
 * where it needs them, as a FROM item without a name. The values come by columns, one or more rows of them.
 *
 * Many rows travel as one array a column, which `unnest` takes apart in a select list: that gives a row at a time, whereas
 * in FROM each array would be written to a store of its own first, which is a third of what such statements cost. A lone
 * row travels as plain values, which spares the server arrays and loop.
 */
export function overRows(
  name: string,
  columns: Readonly<Record<string, string>>,
  text: (rows: string) => string,
): (values: readonly (readonly unknown[])[]) => Statement {
  const select = (column: (place: string, type: string) => string) =>
    `(select ${Object.entries(columns)
      .map(([title, type], index) => `${column(`$${index + 1}`, type)} as "${title}"`)
      .join(', ')})`;
  const many = { name, text: text(select((place, type) => `unnest(${place}::${type}[])`)) };
  const lone = { name: `${name}_lone`, text: text(select((place, type) => `${place}::${type}`)) };
  return (values) =>
    values[0]?.length === 1 ? { ...lone, values: values.map(([value]) => value) } : { ...many, values };
}
