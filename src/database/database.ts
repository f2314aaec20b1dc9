import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import { CONNECT_TIMEOUT_MS } from './connect-timeout.ts';
import { PrismaClient } from './generated/prisma/client.ts';
import { openPool, POOL_MAX } from './open-pool.ts';
import { openReplica, type Replica } from './replica.ts';
import { preparePooled } from './transaction-pooler.ts';

/**
 * For servers that no longer respond. It exceeds `statement_timeout`, so that a server that does respond reports the timeout
 * itself.
 */
const QUERY_TIMEOUT_MS = 8_000; // 8 seconds

/**
 * How long closing the pool waits for its connections to be returned and closed. A server that hangs answers neither
 * queries nor the close: connections that are still open then are destroyed.
 */
const CLOSE_LIMIT_MS = 2_000; // 2 seconds

/** The connection pools of the process, and a Prisma client on `pool`. */
export interface Database {
  /** The URL of PostgreSQL itself, not of a transaction pooler, for connections that need a session. */
  readonly url: string;
  /** For single statements and transactions. Goes through the transaction pooler, if there is one. */
  readonly pool: pg.Pool;
  /** For statements that need a session, such as LISTEN. The same as `pool` if there is no transaction pooler. */
  readonly sessionPool: pg.Pool;
  readonly prisma: PrismaClient;
  /** Null if none is configured. It may lag behind the primary. */
  readonly replica: Replica | null;
  /** Resolves when every connection is closed. */
  close(): Promise<void>;
}

/**
 * `poolerUrl` leads to the same database through a pooler in transaction mode, `replicaUrl` to a server that replicates it.
 */
export function openDatabase(url: string, poolerUrl: string | null = null, replicaUrl: string | null = null): Database {
  const sessionPool = openPool(settingsFor(url));
  const pool = poolerUrl === null ? sessionPool : openPool(settingsFor(poolerUrl), preparePooled);
  const replica = replicaUrl === null ? null : openReplica(replicaUrl, sessionPool);
  const pools = [...new Set([pool, sessionPool, ...(replica ? [replica.pool] : [])])];
  const connections = pools.map(openConnections);
  // Minimal, because error messages are logged and the other formats quote the values of the query.
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool), errorFormat: 'minimal' });
  return {
    url,
    pool,
    sessionPool,
    prisma,
    replica,
    async close() {
      const limit = setTimeout(() => connections.forEach(({ cut }) => cut()), CLOSE_LIMIT_MS);
      await Promise.all([prisma.$disconnect(), replica?.prisma.$disconnect()]);
      await Promise.all(pools.map((each) => each.end()));
      await Promise.all(connections.map(({ gone }) => gone()));
      clearTimeout(limit);
    },
  };
}

function settingsFor(url: string): pg.PoolConfig {
  return {
    connectionString: url,
    max: POOL_MAX,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: QUERY_TIMEOUT_MS,
    application_name: 'darkroom',
    keepAlive: true,
  };
}

/** Tracks the open connections of a pool, because the pool's own `end` resolves before they are closed. */
function openConnections(pool: pg.Pool): { readonly gone: () => Promise<void>; readonly cut: () => void } {
  const open = new Set<pg.PoolClient>();
  let wake: (() => void) | null = null;
  pool.on('connect', (client) => void open.add(client));
  pool.on('remove', (client) => {
    open.delete(client);
    if (open.size === 0) wake?.();
  });
  return {
    gone: () =>
      new Promise((resolve) => {
        wake = resolve;
        if (open.size === 0) resolve();
      }),
    cut() {
      for (const client of open) (client as unknown as pg.Client).connection.stream.destroy(); // as in `end`
    },
  };
}
