import pg from 'pg';
import { DatabaseClient } from './database-client.ts';
import { endUnusableConnection } from './end-unusable-connection.ts';
import { POOL_SESSION, setSession } from './session.ts';

/** The maximum of connections of one pool of a process. The ledger and the bus have their own. */
export const POOL_MAX = 10;

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
  pool.on('connect', endUnusableConnection);
  return pool;
}

export async function setPoolSession(client: pg.ClientBase): Promise<void> {
  await setSession(client, POOL_SESSION);
}
