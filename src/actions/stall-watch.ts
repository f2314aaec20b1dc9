import { type Queryable, runStatement } from '../database/statement.ts';

/** A free worker asks the queue every 2 seconds: four times unanswered. */
const IDLE_LOOKS_MAX = 8;

/** Of tasks that run one ends within 3 minutes: an engine's 2 minutes, reading and saving pictures. */
const BUSY_LOOKS_MAX = 240;

/** How long the oldest job that could run has waited, in seconds; "away" where the database does not say. */
export type Seen = number | 'away';

export interface Watched {
  readonly signs: number;
  readonly running: number;
}

/** Tells a pool that gets on from one that does not, by one look a second. A database that is away is nobody's fault. */
export class StallWatch {
  oldestJobSeconds = 0;
  #signs = -1;
  #looks = 0;

  /** Why the pool is to be given up; null: it is not. */
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
