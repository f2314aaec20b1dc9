import { runMigrations } from 'graphile-worker';
import { Pool } from 'pg';
import { StartError } from '../start-error.ts';
import { applyMissing } from './migrate.ts';
import { JOB_KINDS } from './job-kinds.ts';
import { withSetupLock } from './setup-lock.ts';

/**
 * Brings the database to what this version of Darkroom needs: its own migrations, of which it gives the names of those
 * that were applied now, and those of the job queue. Several processes may do so at once. Throws StartError as `migrate`
 * does.
 */
export function prepareDatabase(url: string, folder: string): Promise<string[]> {
  return withSetupLock(url, async (client) => {
    const applied = await applyMissing(client, folder);
    await prepareQueue(url);
    return applied;
  });
}

/** By a pool of our own: graphile-worker leaves its own open for a while when it fails. */
async function prepareQueue(url: string): Promise<void> {
  const pool = new Pool({ connectionString: url, max: 1 });
  pool.on('error', () => {}); // the query that meets the broken connection tells
  pool.on('connect', (client) => client.on('error', () => {}));
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
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartError(`the tables of the job queue could not be prepared: ${reason}`, { cause: error });
  } finally {
    await pool.end();
  }
}
