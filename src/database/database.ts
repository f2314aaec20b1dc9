import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from './generated/prisma/client.ts';
import { POOL_SESSION } from './pool-session.ts';

/** Connections of one process, beside the ledger's and the bus's own. */
const POOL_MAX = 10;

/** Waiting longer than this for a connection means that the database is away or swamped. */
const CONNECT_TIMEOUT_MS = 5_000; // 5 seconds

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
    application_name: 'darkroom',
    options: POOL_SESSION,
    keepAlive: true,
  });
  // A broken connection is reported to whoever was using it, and replaced by the next query; nobody else need know.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
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
