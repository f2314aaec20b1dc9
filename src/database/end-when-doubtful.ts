import type pg from 'pg';
import { closeClient } from './close-client.ts';

/** The server takes no writes: it is a standby, or has become one. */
const READ_ONLY = '25006';

/**
 * Ends a connection of the pool as soon as a query shows that it cannot be used again: the query timed out, so that the
 * connection is still busy with it, or the server has become read-only. pg itself only rejects the query, and Prisma returns
 * the connection of a failed transaction to the pool, where it would fail its next users too.
 */
export function endWhenDoubtful(client: pg.PoolClient): void {
  const query: (...args: unknown[]) => unknown = client.query.bind(client);
  const watched = (...args: unknown[]): unknown => {
    const answer = query(...args);
    if (answer instanceof Promise) answer.catch((error: unknown) => isDoubtful(error) && void end(client));
    return answer;
  };
  client.query = watched as typeof client.query; // it takes and gives what the original does
}

function isDoubtful(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error.message === 'Query read timeout' || ('code' in error && error.code === READ_ONLY);
}

/** It takes no more queries, and the pool drops it when it is given back. */
async function end(client: pg.PoolClient): Promise<void> {
  await closeClient(client as unknown as pg.Client); // what the pool makes, whatever its type says
}
