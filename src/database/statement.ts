import type pg from 'pg';
import { wireTypes } from './wire-types.ts';

/** SQL with its values. The name makes it a prepared statement, so one name stands for one text. */
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
 * Runs a statement. Numbers and times come back as `wireTypes` says. The caller names the shape of a row, which is what
 * the statement's own text selects.
 */
export async function runStatement<Row>(on: Queryable, { name, text, values }: Statement): Promise<Row[]> {
  const result = await on.query({ name, text, values: [...values], types: wireTypes });
  return result.rows as Row[]; // the columns are those that `text` selects
}
