import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { CONNECT_TIMEOUT_MS } from './connect-timeout.ts';
import { DatabaseClient } from './database-client.ts';
import { endUnusableConnection } from './end-unusable-connection.ts';
import { PrismaClient } from './generated/prisma/client.ts';
import { POOL_SESSION, setSession } from './session.ts';
import { preparePooled } from './transaction-pooler.ts';

/** The pool's maximum of connections in one process. The ledger and the bus have their own. */
const POOL_MAX = 10;

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
  /** Resolves when every connection is closed. */
  close(): Promise<void>;
}

/** `poolerUrl` leads to the same database through a pooler in transaction mode. */
export function openDatabase(url: string, poolerUrl: string | null = null): Database {
  const sessionPool = openPool(settingsFor(url));
  const pool = poolerUrl === null ? sessionPool : openPool(settingsFor(poolerUrl), preparePooled);
  const connections = [...new Set([pool, sessionPool])].map(openConnections);
  // Minimal, because error messages are logged and the other formats quote the values of the query.
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool), errorFormat: 'minimal' });
  return {
    url,
    pool,
    sessionPool,
    prisma,
    async close() {
      const limit = setTimeout(() => connections.forEach(({ cut }) => cut()), CLOSE_LIMIT_MS);
      await prisma.$disconnect();
      await pool.end();
      if (sessionPool !== pool) await sessionPool.end();
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

/** Creates a pool that prepares each new connection before it is used, so that it has the settings that statements rely on. */
export function openPool(config: pg.PoolConfig, prepare = setPoolSession): pg.Pool {
  const prepared: pg.PoolConfig & { readonly onConnect: (client: pg.ClientBase) => Promise<void> } = {
    ...config,
    Client: DatabaseClient,
    onConnect: prepare, // pg-pool awaits it; its types do not declare it yet
  };
  const pool = new pg.Pool(prepared);
  // A broken connection rejects the query that used it, and the next query replaces it.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
    endUnusableConnection(client);
  });
  return pool;
}

async function setPoolSession(client: pg.ClientBase): Promise<void> {
  await setSession(client, POOL_SESSION);
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
