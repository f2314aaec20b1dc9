import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import { StartError } from '../start-error.ts';
import { reasonOf } from '../reason-of.ts';
import { databaseIdentity } from './database-identity.ts';
import { ConnectionLostError } from './failure.ts';
import { openPool, POOL_MAX, setPoolSession } from './open-pool.ts';
import { PrismaClient } from './generated/prisma/client.ts';
import { withBareClient, withClient } from './open-client.ts';

/** How long a read waits for a connection to the replica before the primary is queried. */
const CONNECT_TIMEOUT_MS = 1_000; // 1 second

/** How long a read waits for a query on the replica. */
const QUERY_TIMEOUT_MS = 3_000; // 3 seconds

/** A pool of connections to a replica of the primary, and a Prisma client on it. */
export interface Replica {
  readonly pool: pg.Pool;
  readonly prisma: PrismaClient;
}

/** Refuses each new connection that leads to a database other than the primary's. */
export function openReplica(url: string, primary: Pick<pg.Pool, 'query'>): Replica {
  const config: pg.PoolConfig = {
    connectionString: url,
    max: POOL_MAX,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: QUERY_TIMEOUT_MS,
    application_name: 'darkroom replica reads',
    keepAlive: true,
  };
  const pool = openPool(config, async (client) => {
    await setPoolSession(client);
    if ((await databaseIdentity(client)) !== (await databaseIdentity(primary)))
      throw new ConnectionLostError(ANOTHER_DATABASE);
  });
  return { pool, prisma: new PrismaClient({ adapter: new PrismaPg(pool), errorFormat: 'minimal' }) };
}

const ANOTHER_DATABASE = 'it is not a replica of the database of DATABASE_URL';

/** Throws StartError if the URL leads to another database. Returns advice if it cannot be reached. */
export async function checkReplica(url: string, primaryUrl: string): Promise<string[]> {
  const primary = await withClient(primaryUrl, databaseIdentity);
  let replica: string;
  try {
    replica = await withBareClient(url, databaseIdentity);
  } catch (error) {
    return [`DATABASE_REPLICA_URL does not answer, so that the primary serves all reads (${reasonOf(error)})`];
  }
  if (replica !== primary) throw new StartError(`DATABASE_REPLICA_URL is wrong: ${ANOTHER_DATABASE}`);
  return [];
}
