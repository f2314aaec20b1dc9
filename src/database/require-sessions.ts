import { DatabaseError, type Client } from 'pg';
import { StartError } from '../start-error.ts';
import { withBareClient } from './open-client.ts';

/** The check is repeated, because a pooler may assign the same server connection by chance. */
const ROUNDS = 5;

/**
 * Throws StartError if the URL leads to a pooler that assigns a server connection to each transaction instead of each
 * session, as pgbouncer does with pool_mode = transaction: locks, LISTEN, settings and prepared statements would be lost or
 * leak to other clients. So it must be called before any setting is made.
 */
export async function requireSessions(url: string, variable: string): Promise<void> {
  const isShared = await withBareClient(url, (first) => withBareClient(url, (second) => shareServers(first, second)));
  if (!isShared) return;
  throw new StartError(
    `${variable} leads through a pooler in transaction mode, which loses locks, LISTEN and prepared statements: name PostgreSQL itself in DATABASE_DIRECT_URL, and keep the pooler for reads in DATABASE_URL, or give the pooler pool_mode = session`,
  );
}

/** Whether two connections share a server process, or one changes its process while the other is in a transaction. */
async function shareServers(first: Client, second: Client): Promise<boolean> {
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      const before = await serverOf(first);
      await second.query('begin');
      if ((await serverOf(second)) === before || (await serverOf(first)) !== before) return true;
      await second.query('commit');
    }
    return false;
  } catch (error) {
    if (error instanceof DatabaseError) return true; // pool_mode = statement refuses transactions
    throw error;
  }
}

async function serverOf(client: Client): Promise<number | undefined> {
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  return rows[0]?.pid;
}
