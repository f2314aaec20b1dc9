/**
 * A worker that is killed leaves its jobs locked, and the queue would wait four hours before it gives them to another.
 * So each pool of workers holds an advisory lock for as long as its process lives, and everybody looks from time to
 * time whether a pool that has jobs still holds its lock; if not, its jobs are freed.
 *
 * A pool that has only just begun may not hold its lock yet, hence the age below. Freeing a living pool's jobs would do no
 * harm beyond work done twice: a job may always be run more than once.
 */
import { runStatement, type Queryable } from '../database/statement.ts';
import type pg from 'pg';

/** First half of the two-part key of our advisory locks; the second is the hash of the pool's id. */
const LOCK_CLASS = 0x6461726b; // "dark"

/** A pool whose oldest job was taken so long ago has long had the time to take its lock. */
const TAKEN_FOR_SECONDS = 2;

export async function holdLiveness(client: pg.Client, poolId: string): Promise<void> {
  await client.query('select pg_advisory_lock($1, hashtext($2))', [LOCK_CLASS, poolId]);
}

/** Frees the jobs of pools whose process has died. Returns the pools' ids. */
export async function freeLostJobs(on: Queryable): Promise<string[]> {
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
