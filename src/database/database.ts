import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { CONNECT_TIMEOUT_MS } from './open-client.ts';
import { endWhenDoubtful } from './end-when-doubtful.ts';
import { PrismaClient } from './generated/prisma/client.ts';
import { POOL_SESSION, setSession } from './session.ts';
import { preparePooled } from './transaction-pooler.ts';

/** Connections of one process, beside the ledger's and the bus's own. */
const POOL_MAX = 10;

/**
 * From a query to its answer. It is a little more than the server gives itself (`statement_timeout`), whose word is the
 * better one; it is for a server that says nothing any more.
 */
const QUERY_TIMEOUT_MS = 8_000; // 8 seconds

/**
 * How long closing the pool waits for its connections to be returned and closed. A server that hangs answers neither
 * queries nor the close: connections that are still open then are destroyed.
 */
const CLOSE_LIMIT_MS = 2_000; // 2 seconds

/** The pools of the process, and Prisma on the one for reads. */
export interface Database {
  /** Of PostgreSQL itself, for whoever needs a session of his own. */
  readonly url: string;
  /** For reads, and for writes of a statement or a transaction; through the transaction pooler, where there is one. */
  readonly pool: pg.Pool;
  /** For what needs a session, such as LISTEN. The same, where there is no transaction pooler. */
  readonly sessionPool: pg.Pool;
  readonly prisma: PrismaClient;
  /** Resolves once every connection is gone. */
  close(): Promise<void>;
}

/** `poolerUrl` leads to the same database through a pooler in transaction mode. */
export function openDatabase(url: string, poolerUrl: string | null = null): Database {
  const sessionPool = openPool(settingsFor(url));
  const pool = poolerUrl === null ? sessionPool : openPool(settingsFor(poolerUrl), preparePooled);
  const connections = [...new Set([pool, sessionPool])].map(openConnections);
  // Minimal: messages reach the log, and would otherwise quote what was sent.
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

/** A pool whose every connection has the settings that our statements rely upon before anybody gets it. */
export function openPool(config: pg.PoolConfig, prepare = setPoolSession): pg.Pool {
  const prepared: pg.PoolConfig & { readonly onConnect: (client: pg.ClientBase) => Promise<void> } = {
    ...config,
    onConnect: prepare, // pg-pool waits for it; its types do not know it yet
  };
  const pool = new pg.Pool(prepared);
  // A broken connection is reported to whoever was using it, and replaced by the next query; nobody else need know.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
    endWhenDoubtful(client);
  });
  return pool;
}

async function setPoolSession(client: pg.ClientBase): Promise<void> {
  await setSession(client, POOL_SESSION);
}

/** The open connections of a pool. The pool's own `end` resolves before they have closed. */
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
