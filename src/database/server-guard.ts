import type { Client } from 'pg';
import { openClient } from './open-client.ts';
import { StartError } from '../start-error.ts';

/** The exclusive right to serve an embedded database. */
export interface ServerGuard {
  /** Resolves when the connection ends and the guard with it: by `release`, or because the database has stopped. */
  readonly lost: Promise<void>;
  /** Must be called after the cluster is stopped: otherwise the next server would start while the cluster stops. */
  release(): Promise<void>;
}

/** "Dark", in ASCII. */
const LOCK_KEY = 0x4461726b;

const NAME_PREFIX = 'darkroom server ';

/**
 * Takes the guard of the database. It is an advisory lock of a session, so it is released when the process ends, however it
 * ends. Throws StartError, which names the other process, if a running server holds it.
 */
export async function holdServerGuard(url: string): Promise<ServerGuard> {
  const client = await openClient(url, NAME_PREFIX + process.pid);
  const lost = new Promise<void>((resolve) => {
    client.once('end', resolve);
  });
  try {
    if (!(await tryLock(client))) {
      throw new StartError(`another Darkroom server already runs on this data (${await findHolder(client)})`);
    }
  } catch (error) {
    await client.end();
    throw error;
  }
  return { lost, release: () => client.end() };
}

async function tryLock(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [LOCK_KEY]);
  return rows[0]?.taken === true;
}

async function findHolder(client: Client): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    `select application_name as name
     from pg_locks
     join pg_database on pg_database.oid = pg_locks.database
     join pg_stat_activity using (pid)
     where locktype = 'advisory' and classid = 0 and objid = $1 and granted and pg_database.datname = current_database()`,
    [LOCK_KEY],
  );
  return rows[0]?.name.replace(NAME_PREFIX, 'process ') ?? 'which has just ended';
}
