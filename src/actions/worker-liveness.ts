/**
 * A killed worker leaves its jobs locked, and graphile-worker releases them only after four hours. So each pool of workers
 * holds an advisory lock while its process lives, and every process regularly releases the jobs of pools that no longer hold
 * theirs.
 *
 * A pool that has just started may not hold its lock yet, hence the minimum age below. Releasing the jobs of a living pool
 * would only cause work to be done twice, because a job may run more than once.
 */
import { runStatement, type Queryable } from '../database/statement.ts';
import type pg from 'pg';

/** The first half of the two-part key of these advisory locks; the second is the hash of the pool's id. */
const LOCK_CLASS = 0x6461726b; // "dark"

/** The age of a pool's oldest job from which the pool must hold its lock. */
const TAKEN_FOR_SECONDS = 2;

export async function acquirePoolLock(client: pg.Client, poolId: string): Promise<void> {
  await client.query('select pg_advisory_lock($1, hashtext($2))', [LOCK_CLASS, poolId]);
}

/** Releases the jobs of pools whose process has died. Returns the ids of these pools. */
export async function unlockJobsOfDeadPools(on: Queryable): Promise<string[]> {
  const rows = await runStatement<{ pools: string[] | null }>(on, {
    name: 'jobs_free_lost',
    text: `with holders as (
        select distinct locked_by from graphile_worker._private_jobs
        where locked_at < now() - make_interval(secs => $2)
      ), lost as materialized (
        select array_agg(locked_by) as pools from holders where pg_try_advisory_xact_lock($1, hashtext(locked_by))
      )
      select pools, graphile_worker.force_unlock_workers(pools) from lost where pools is not null`,
    values: [LOCK_CLASS, TAKEN_FOR_SECONDS],
  });
  return rows[0]?.pools ?? [];
}
