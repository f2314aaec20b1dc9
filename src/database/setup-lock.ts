import type { Client } from 'pg';
import { withClient } from './open-client.ts';

/** The key of the advisory lock that Prisma's own migrations take. */
const LOCK_KEY = 72_707_369;

/**
 * Runs work that only one of the processes that share the database may do at a time: migrations, the first rows, the next
 * token key. The work receives the connection that holds the lock.
 */
export function withSetupLock<Result>(url: string, work: (client: Client) => Promise<Result>): Promise<Result> {
  return withClient(url, async (client) => {
    await client.query('select pg_advisory_lock($1)', [LOCK_KEY]); // released with the connection
    return work(client);
  });
}
