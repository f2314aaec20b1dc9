import type pg from 'pg';
import { wireTypes } from './wire-types.ts';

/** SQL with its values. It is prepared under its name, so each name must always have the same text. */
export interface Statement {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

/** A client or a pool. */
export interface Queryable {
  query(config: pg.QueryConfig & { types: pg.CustomTypesConfig }): Promise<pg.QueryResult>;
}

/**
 * Runs a statement. Values are parsed by `wireTypes`. `Row` must match the columns that the text selects.
 */
export async function runStatement<Row>(on: Queryable, { name, text, values }: Statement): Promise<Row[]> {
  const result = await on.query({ name, text, values: [...values], types: wireTypes });
  return result.rows as Row[]; // see above
}
