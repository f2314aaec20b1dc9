import type pg from 'pg';
import { closeClient } from './close-client.ts';

/** read_only_sql_transaction: the server is a standby, or has become one. */
const READ_ONLY = '25006';

/**
 * Ends a pooled connection when a query shows that it is unusable: the query timed out, so the connection is still busy with
 * it, or the server has become read-only. pg itself only rejects the query, and Prisma returns the connection of a failed
 * transaction to the pool, where the next queries would fail too.
 */
export function endUnusableConnection(client: pg.PoolClient): void {
  const query: (...args: unknown[]) => unknown = client.query.bind(client);
  const watched = (...args: unknown[]): unknown => {
    const result = query(...args);
    if (result instanceof Promise) result.catch((error: unknown) => isUnusable(error) && void end(client));
    return result;
  };
  client.query = watched as typeof client.query; // same parameters and result
}

function isUnusable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error.message === 'Query read timeout' || ('code' in error && error.code === READ_ONLY);
}

/** An ended client accepts no more queries, and the pool discards it when it is released. */
async function end(client: pg.PoolClient): Promise<void> {
  await closeClient(client as unknown as pg.Client); // the pool creates Clients, though its type says PoolClient
}
