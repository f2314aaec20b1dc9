import type { Client } from 'pg';
import { openClient } from './open-client.ts';

/** The key of the advisory lock that Prisma's own migrations take. */
const LOCK_KEY = 72_707_369;

/**
 * Runs work that only one of the processes that share the database may do at a time: migrations, the first rows, the next
 * token key. The work receives the connection that holds the lock.
 */
export async function withSetupLock<Result>(url: string, work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = await openClient(url);
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK_KEY]);
    return await work(client);
  } finally {
    await client.end(); // releases the lock
  }
}
