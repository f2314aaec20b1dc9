import { type Queryable, runStatement } from '../database/statement.ts';

/** A free worker polls the queue every 2 seconds; this is four polls. */
const IDLE_LOOKS_MAX = 8;

/** A running task ends within 3 minutes: 2 minutes for the engine, the rest for reading and storing pictures. */
const BUSY_LOOKS_MAX = 240;

/** How long the oldest runnable job has waited, in seconds; "away" if the database does not respond. */
export type Seen = number | 'away';

export interface Watched {
  readonly signs: number;
  readonly running: number;
}

/** Detects a pool that makes no progress, by one check a second. Time without a database does not count. */
export class StallWatch {
  oldestJobSeconds = 0;
  #signs = -1;
  #looks = 0;

  /** The reason to replace the pool; null if it makes progress. */
  look({ signs, running }: Watched, concurrency: number, seen: Seen): string | null {
    if (seen !== 'away') this.oldestJobSeconds = seen;
    if (seen === 'away' || signs !== this.#signs) {
      this.#signs = signs;
      this.#looks = 0;
      return null;
    }
    this.#looks += 1;
    if (running < concurrency) {
      return this.#looks < IDLE_LOOKS_MAX ? null : `free workers took nothing from the queue for ${this.#looks} s`;
    }
    return this.#looks < BUSY_LOOKS_MAX ? null : `no task ended for ${this.#looks} s`;
  }
}

export async function oldestJobSeconds(on: Queryable): Promise<number> {
  const rows = await runStatement<{ seconds: number }>(on, {
    name: 'jobs_oldest',
    text: `select coalesce(extract(epoch from now() - min(run_at)), 0)::float8 as seconds
      from graphile_worker._private_jobs where is_available and run_at <= now()`,
    values: [],
  });
  return Math.round(rows[0]?.seconds ?? 0);
}
