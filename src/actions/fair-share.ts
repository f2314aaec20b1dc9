/**
 * Shares the workers out between projects: the next job is one of the project that has the fewest running, in whatever
 * process, and of several such of the one that was served longest ago. So whatever one project has queued, another waits
 * for no longer than until the next worker is free. A project never has more running than its limit, and a pool never more
 * than one job of a large picture: others of these wait in the queue, with no worker, and small ones pass them.
 *
 * Fetches of one pool go one after another, so that each knows what the one before it took. Of other processes each knows
 * what is locked in the queue.
 */
import { type Queryable, runStatement } from '../database/statement.ts';
import type { ProjectId } from '../ids.ts';
import { LARGE_PICTURE_FLAG } from './jobs.ts';

/** What a job is to the share: whose, and of which kind. A job that is no action's has no project. */
export interface JobClass {
  readonly projectId: ProjectId | null;
  readonly isLargePicture: boolean;
}

/** Of a project in the queue. */
interface Share {
  readonly projectId: ProjectId;
  /** In other pools. */
  readonly running: number;
  waitingSmall: number;
  waitingLarge: number;
  /** When the oldest that waits could first run, in seconds since 1970. */
  readonly since: number;
}

const NOTHING_WAITS = { running: 0, waitingSmall: 0, waitingLarge: 0, since: 0 };

/** Idle workers read the queue again after so many times the time that reading took: at most 5 % of the time goes into it. */
const READ_SHARE = 20;

const READ_AGAIN_MS_MAX = 1_000; // 1 second

export interface FairShareOptions {
  readonly on: Queryable;
  /** Whose running jobs are known here, and counted from its events. */
  readonly poolId: Promise<string>;
  /** So many jobs of one project run at once, in all processes. */
  readonly perProject: number;
  /** Milliseconds that only grow. */
  readonly elapsedMs: () => number;
}

export class FairShare {
  readonly #options: FairShareOptions;
  readonly #running = new Map<ProjectId, number>();
  /** Jobs of large pictures that run here: one at most. */
  #largeRunning = 0;
  /** Which fetch last took a job of the project. */
  readonly #served = new Map<ProjectId, number>();
  #fetches = 0;
  #shares: Share[] = [];
  #readAgainAtMs = -Infinity;
  #fetching: PromiseWithResolvers<void> | null = null;
  /** The fetch that runs passes over jobs, though they wait. */
  #passesOver = false;

  constructor(options: FairShareOptions) {
    this.#options = options;
  }

  /** The flags of jobs that the fetch that follows passes over; it ends with `taken` or `foundNothing`, also where this throws. */
  async forbidden(): Promise<string[]> {
    while (this.#fetching) await this.#fetching.promise;
    this.#fetching = Promise.withResolvers();
    if (this.#options.elapsedMs() >= this.#readAgainAtMs) await this.#read();
    return this.#passedOver();
  }

  /** A fetch has taken a job. */
  taken({ projectId, isLargePicture }: JobClass): void {
    if (isLargePicture) this.#largeRunning += 1;
    if (projectId !== null) {
      this.#running.set(projectId, this.#runningHere(projectId) + 1);
      this.#served.set(projectId, (this.#fetches += 1));
      const share = this.#shares.find((one) => one.projectId === projectId);
      if (share) share[isLargePicture ? 'waitingLarge' : 'waitingSmall'] -= 1;
    }
    this.#fetched();
  }

  /** Whether to fetch again soon: others took meanwhile what this one was kept for. */
  foundNothing(): boolean {
    if (this.#passesOver) this.#readAgainAtMs = -Infinity;
    this.#fetched();
    return this.#passesOver;
  }

  /**
   * Two processes may have taken jobs of one project at the same time, each without knowing of the other's. Whoever was later is to
   * put his back, which does not count as a start of it.
   */
  async isOneTooMany(projectId: ProjectId, jobId: string): Promise<boolean> {
    const { on, poolId, perProject } = this.#options;
    const others = perProject - this.#runningHere(projectId);
    const rows = await runStatement(on, {
      name: 'jobs_one_too_many',
      text: `with mine as (select locked_at, id from graphile_worker._private_jobs where id = $1),
        before as (
          select count(*) as jobs from graphile_worker._private_jobs job, mine
          where job.locked_by <> $2 and job.flags ? $3 and (job.locked_at, job.id) < (mine.locked_at, mine.id)
        )
        update graphile_worker._private_jobs job set attempts = attempts - 1 from before
        where job.id = $1 and before.jobs > $4 returning job.id`,
      values: [jobId, await poolId, projectId, others],
    });
    return rows.length > 0;
  }

  /** Whoever fetches next is free for whatever has been queued meanwhile. */
  ended({ projectId, isLargePicture }: JobClass): void {
    this.#readAgainAtMs = -Infinity;
    if (isLargePicture) this.#largeRunning -= 1;
    if (projectId === null) return;
    const left = this.#runningHere(projectId) - 1;
    if (left > 0) this.#running.set(projectId, left);
    else this.#running.delete(projectId);
  }

  #fetched(): void {
    this.#fetching?.resolve();
    this.#fetching = null;
  }

  #passedOver(): string[] {
    const known = new Set(this.#shares.map(({ projectId }) => projectId));
    const unread = [...this.#running.keys()].filter((projectId) => !known.has(projectId));
    const shares = [...this.#shares, ...unread.map((projectId) => ({ projectId, ...NOTHING_WAITS }))];
    const full = shares.filter((share) => this.#all(share) >= this.#options.perProject);
    const open = shares.filter((share) => this.#mayTakeOf(share) && !full.includes(share));
    const next = open.toSorted(
      (a, b) => this.#all(a) - this.#all(b) || this.#last(a) - this.#last(b) || a.since - b.since,
    )[0];
    const later = open.filter((share) => share !== next);
    this.#passesOver = later.length > 0;
    const projects = [...full, ...later].map(({ projectId }) => projectId);
    return this.#largeRunning > 0 ? [...projects, LARGE_PICTURE_FLAG] : projects;
  }

  #mayTakeOf({ waitingSmall, waitingLarge }: Share): boolean {
    return waitingSmall > 0 || (waitingLarge > 0 && this.#largeRunning === 0);
  }

  #all({ projectId, running }: Share): number {
    return running + this.#runningHere(projectId);
  }

  #last({ projectId }: Share): number {
    return this.#served.get(projectId) ?? 0;
  }

  #runningHere(projectId: ProjectId): number {
    return this.#running.get(projectId) ?? 0;
  }

  async #read(): Promise<void> {
    const { on, poolId, elapsedMs } = this.#options;
    const startMs = elapsedMs();
    this.#shares = await runStatement<Share>(on, {
      name: 'jobs_shares',
      text: `select flag as "projectId",
          count(*) filter (where locked_at is not null and locked_by is distinct from $1)::int as running,
          count(*) filter (where is_available and run_at <= now() and not flags ? '${LARGE_PICTURE_FLAG}')::int as "waitingSmall",
          count(*) filter (where is_available and run_at <= now() and flags ? '${LARGE_PICTURE_FLAG}')::int as "waitingLarge",
          coalesce(extract(epoch from min(run_at) filter (where is_available)), 0)::float8 as since
        from graphile_worker._private_jobs, jsonb_object_keys(flags) as flag
        where flag <> '${LARGE_PICTURE_FLAG}' group by flag`,
      values: [await poolId],
    });
    const endMs = elapsedMs();
    this.#readAgainAtMs = endMs + Math.min(READ_AGAIN_MS_MAX, READ_SHARE * (endMs - startMs));
    this.#forget();
  }

  /** Of a project that has nothing in the queue it does not matter when it was served. */
  #forget(): void {
    const there = new Set(this.#shares.map(({ projectId }) => projectId));
    for (const projectId of this.#served.keys()) if (!there.has(projectId)) this.#served.delete(projectId);
  }
}
