/**
 * Distributes the workers fairly among projects: the next job belongs to the project with the fewest running jobs in all
 * processes, and among several such projects to the one served longest ago. So however much one project has queued, another
 * waits only until the next worker is free. A project never runs more jobs than its limit, a pool never more than one job of a
 * large picture, and a lane never more than its limit: further ones stay in the queue without a worker, and others overtake
 * them.
 *
 * Fetches of one pool run one after another, so each knows what the previous one took. The jobs of other processes are known
 * by their locks in the queue.
 */
import { type Queryable, runStatement } from '../database/statement.ts';
import type { ProjectId } from '../ids.ts';
import { KIND_FLAG, kindFlag, LARGE_PICTURE_FLAG } from './jobs.ts';
import type { Lane } from './lanes.ts';

/** The properties of a job that matter here. A job that does not perform an action has no project. */
export interface JobClass {
  readonly projectId: ProjectId | null;
  /** Null also for a job that an earlier version queued: it belongs to no lane. */
  readonly kind: string | null;
  readonly isLargePicture: boolean;
}

/** The jobs of one project. Those of full lanes do not count as waiting. */
interface Share {
  readonly projectId: ProjectId;
  /** The number of jobs that run in other pools. */
  readonly running: number;
  waitingSmall: number;
  waitingLarge: number;
  /** The time from which the oldest waiting job can run, in seconds since 1970. */
  readonly since: number;
}

const NOTHING_WAITS = { running: 0, waitingSmall: 0, waitingLarge: 0, since: 0 };

/** Idle workers wait this multiple of the last reading time before they read again, so reading takes at most 5 %. */
const READ_SHARE = 20;

const READ_AGAIN_MS_MAX = 1_000; // 1 second

export interface FairShareOptions {
  readonly on: Queryable;
  /** The pool whose events report the jobs that start and end here. */
  readonly poolId: Promise<string>;
  /** The maximum number of running jobs of one project, in all processes. */
  readonly perProject: number;
  readonly lanes: readonly Lane[];
  /** A monotonic clock in milliseconds. */
  readonly elapsedMs: () => number;
}

export class FairShare {
  readonly #options: FairShareOptions;
  readonly #running = new Map<ProjectId, number>();
  /** The jobs of large pictures that run here: at most one. */
  #largeRunning = 0;
  readonly #inLanes = new Map<Lane, number>();
  /** The number of the fetch that last took a job of each project. */
  readonly #served = new Map<ProjectId, number>();
  #fetches = 0;
  #shares: Share[] = [];
  #readAgainAtMs = -Infinity;
  #fetching: PromiseWithResolvers<void> | null = null;
  /** Whether the current fetch skips waiting jobs. */
  #passesOver = false;

  constructor(options: FairShareOptions) {
    this.#options = options;
  }

  /** The flags of jobs that the next fetch must skip. Call `taken` or `foundNothing` after it, also if this throws. */
  async forbidden(): Promise<string[]> {
    while (this.#fetching) await this.#fetching.promise;
    this.#fetching = Promise.withResolvers();
    if (this.#options.elapsedMs() >= this.#readAgainAtMs) await this.#read();
    return this.#passedOver();
  }

  /** Call when a fetch has taken a job. */
  taken({ projectId, kind, isLargePicture }: JobClass): void {
    if (isLargePicture) this.#largeRunning += 1;
    this.#countInLane(kind, 1);
    if (projectId !== null) {
      this.#running.set(projectId, this.#runningHere(projectId) + 1);
      this.#served.set(projectId, (this.#fetches += 1));
      const share = this.#shares.find((one) => one.projectId === projectId);
      if (share) share[isLargePicture ? 'waitingLarge' : 'waitingSmall'] -= 1;
    }
    this.#fetched();
  }

  /** Whether to fetch again soon, because another process took the job that this fetch was reserved for. */
  foundNothing(): boolean {
    if (this.#passesOver) this.#readAgainAtMs = -Infinity;
    this.#fetched();
    return this.#passesOver;
  }

  /**
   * Two processes may take jobs of one project at the same time without knowing of each other. The later one must release its
   * job, which does not count as a start.
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

  /** Call when a job has ended. The next fetch reads the queue again. */
  ended({ projectId, kind, isLargePicture }: JobClass): void {
    this.#readAgainAtMs = -Infinity;
    this.#countInLane(kind, -1);
    if (isLargePicture) this.#largeRunning -= 1;
    if (projectId === null) return;
    const left = this.#runningHere(projectId) - 1;
    if (left > 0) this.#running.set(projectId, left);
    else this.#running.delete(projectId);
  }

  #countInLane(kind: string | null, change: 1 | -1): void {
    const lane = this.#options.lanes.find(({ kinds }) => kinds.some((each) => each === kind));
    if (!lane) return;
    const running = (this.#inLanes.get(lane) ?? 0) + change;
    this.#inLanes.set(lane, running);
    // Its waiting jobs no longer count in #shares.
    if (running >= lane.concurrency) this.#readAgainAtMs = -Infinity;
  }

  #flagsOfFullLanes(): string[] {
    const full = this.#options.lanes.filter((lane) => (this.#inLanes.get(lane) ?? 0) >= lane.concurrency);
    return full.flatMap(({ kinds }) => kinds.map(kindFlag));
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
    const skipped = [...projects, ...this.#flagsOfFullLanes()];
    return this.#largeRunning > 0 ? [...skipped, LARGE_PICTURE_FLAG] : skipped;
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
          count(*) filter (where is_available and run_at <= now() and not flags ?| $2 and not flags ? '${LARGE_PICTURE_FLAG}')::int as "waitingSmall",
          count(*) filter (where is_available and run_at <= now() and not flags ?| $2 and flags ? '${LARGE_PICTURE_FLAG}')::int as "waitingLarge",
          coalesce(extract(epoch from min(run_at) filter (where is_available)), 0)::float8 as since
        from graphile_worker._private_jobs, jsonb_object_keys(flags) as flag
        where flag <> '${LARGE_PICTURE_FLAG}' and flag not like '${KIND_FLAG}%' group by flag`,
      values: [await poolId, this.#flagsOfFullLanes()],
    });
    const endMs = elapsedMs();
    this.#readAgainAtMs = endMs + Math.min(READ_AGAIN_MS_MAX, READ_SHARE * (endMs - startMs));
    this.#forget();
  }

  /** Removes projects without queued jobs, whose last fetch no longer matters. */
  #forget(): void {
    const there = new Set(this.#shares.map(({ projectId }) => projectId));
    for (const projectId of this.#served.keys()) if (!there.has(projectId)) this.#served.delete(projectId);
  }
}
