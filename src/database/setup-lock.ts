import type { Client } from 'pg';
import { openClient } from './open-client.ts';

/** The advisory lock under which Prisma itself migrates. */
const LOCK_KEY = 72_707_369;

/**
 * Runs work that one process does for all that share the database: migrations, the first rows, the next token key. Others
 * wait until it is done. The work gets the connection that holds the lock.
 */
export async function withSetupLock<Result>(url: string, work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = await openClient(url);
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK_KEY]);
    return await work(client);
  } finally {
    await client.end(); // and with it goes the lock
  }
}
