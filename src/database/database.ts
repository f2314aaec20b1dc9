import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { CONNECT_TIMEOUT_MS } from './open-client.ts';
import { endWhenDoubtful } from './end-when-doubtful.ts';
import { PrismaClient } from './generated/prisma/client.ts';
import { POOL_SESSION } from './pool-session.ts';

/** Connections of one process, beside the ledger's and the bus's own. */
const POOL_MAX = 10;

/**
 * From a query to its answer. It is a little more than the server gives itself (`statement_timeout`), whose word is the
 * better one; it is for a server that says nothing any more.
 */
const QUERY_TIMEOUT_MS = 8_000; // 8 seconds

/** The one pool of the process, and Prisma on it. */
export interface Database {
  readonly url: string;
  readonly pool: pg.Pool;
  readonly prisma: PrismaClient;
  /** Resolves once every connection is gone. */
  close(): Promise<void>;
}

export function openDatabase(url: string): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: POOL_MAX,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: QUERY_TIMEOUT_MS,
    application_name: 'darkroom',
    options: POOL_SESSION,
    keepAlive: true,
  });
  // A broken connection is reported to whoever was using it, and replaced by the next query; nobody else need know.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
    endWhenDoubtful(client);
  });
  const gone = whenGone(pool);
  // Minimal: messages reach the log, and would otherwise quote what was sent.
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool), errorFormat: 'minimal' });
  return {
    url,
    pool,
    prisma,
    async close() {
      await prisma.$disconnect();
      await pool.end();
      await gone();
    },
  };
}

/** Waits for the last connection to go: the pool itself is content once it has asked them to. */
function whenGone(pool: pg.Pool): () => Promise<void> {
  let open = 0;
  let wake: (() => void) | null = null;
  pool.on('connect', () => {
    open += 1;
  });
  pool.on('remove', () => {
    open -= 1;
    if (open === 0) wake?.();
  });
  return () =>
    new Promise((resolve) => {
      wake = resolve;
      if (open === 0) resolve();
    });
}
