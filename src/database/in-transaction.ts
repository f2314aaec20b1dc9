import type pg from 'pg';
import { type Queryable } from './statement.ts';

/** Runs what is to be committed together. Where it throws, nothing was written, unless only the commit's answer was lost. */
export async function inTransaction<Result>(
  pool: pg.Pool,
  work: (transaction: Queryable) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  let failure: Error | undefined;
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    failure = error instanceof Error ? error : new Error(String(error));
    await client.query('rollback').then(
      () => (failure = undefined),
      () => undefined, // the connection is given up below
    );
    throw error;
  } finally {
    client.release(failure);
  }
}
