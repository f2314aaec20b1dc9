import { runMigrations } from 'graphile-worker';
import { Pool } from 'pg';
import { StartError } from '../start-error.ts';
import { DatabaseClient } from './database-client.ts';
import { applyMissing } from './migrate.ts';
import { JOB_KINDS } from './job-kinds.ts';
import { withSetupLock } from './setup-lock.ts';
import { reasonOf } from '../reason-of.ts';

/**
 * Applies the migrations of Darkroom and of the job queue. Returns the names of Darkroom's migrations that were applied.
 * Several processes may do so at once. Throws StartError as `migrate` does.
 */
export function prepareDatabase(url: string, folder: string): Promise<string[]> {
  return withSetupLock(url, async (client) => {
    const applied = await applyMissing(client, folder);
    await prepareQueue(url);
    return applied;
  });
}

/** The tables of the job queue. Uses its own pool, because graphile-worker leaves its pool open for a while when it fails. */
export async function prepareQueue(url: string): Promise<void> {
  const pool = new Pool({ connectionString: url, max: 1, Client: DatabaseClient });
  pool.on('error', () => {}); // the query on the broken connection rejects
  pool.on('connect', (client) => client.on('error', () => {})); // graphile-worker warns of a pool without it
  try {
    await runMigrations({ pgPool: pool });
    await pool.query(
      `insert into graphile_worker._private_tasks (identifier)
        select kind from unnest($1::text[]) as kind
        where not exists (select from graphile_worker._private_tasks known where known.identifier = kind)
        on conflict do nothing`,
      [JOB_KINDS],
    );
  } catch (error) {
    const reason = reasonOf(error);
    throw new StartError(`the tables of the job queue could not be prepared: ${reason}`, { cause: error });
  } finally {
    await pool.end();
  }
}
