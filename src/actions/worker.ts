import { endExhaustedJobs, type FailAction } from './exhausted-jobs.ts';
import { unlockJobsOfDeadPools } from './worker-liveness.ts';
import { type PoolOptions, WorkerPool } from './worker-pool.ts';
import { oldestJobSeconds, type Seen, StallWatch } from './stall-watch.ts';

/** The interval between checks of the pool and of abandoned jobs. */
const CHECK_INTERVAL_MS = 1_000; // 1 second

/** A database that does not return the age of the oldest job in time counts as unavailable. */
const CHECK_LIMIT_MS = 2_000; // 2 seconds

/** A pool waits indefinitely for an unavailable database, so its shutdown is limited. */
const STOP_LIMIT_MS = 8_000; // 8 seconds

/** The limit for starting a pool, which takes a few statements. */
const OPEN_LIMIT_MS = 20_000; // 20 seconds

/** The delay between a pool and the next one. */
const RESTART_DELAY_MS = 500; // half a second

/** After this many pools without a finished job, while the database responds, the fault must be in this process. */
const FAILURES_MAX = 5;

export interface WorkerOptions extends PoolOptions {
  /** Fails an action whose job has no attempts left. */
  readonly failAction: FailAction;
  /** Called when no pool makes progress in this process, so that the process must be replaced. */
  readonly onStuck: (error: Error) => void;
}

export interface Worker {
  /** False from the moment a pool is abandoned until the next one has completed a fetch. */
  isWorking(): boolean;
  /** Stops fetching jobs, releases jobs that do not end soon, and resolves when nothing runs. */
  stop(): Promise<void>;
}

/** Runs jobs from the queue until it is stopped. Throws if it cannot start. */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const supervisor = new Supervisor(options, await WorkerPool.open(options));
  await supervisor.check();
  const timer = setInterval(() => void supervisor.check(), CHECK_INTERVAL_MS);
  return {
    isWorking: () => supervisor.isWorking,
    async stop() {
      clearInterval(timer);
      await supervisor.stop();
    },
  };
}

/** Monitors the pool. A pool without progress is replaced; after FAILURES_MAX pools the process is reported as stuck. */
class Supervisor {
  readonly #options: WorkerOptions;
  readonly #ended: Promise<void>;
  #pool: WorkerPool | null;
  #watch = new StallWatch();
  #checking: Promise<void> | null = null;
  #isDatabaseAway = false;
  #failures = 0;
  #stopping = false;

  constructor(options: WorkerOptions, first: WorkerPool) {
    this.#options = options;
    this.#pool = first;
    this.#ended = this.#keepRunning();
  }

  get isWorking(): boolean {
    return this.#failures === 0;
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    const { wait, log } = this.#options;
    const stopped = Promise.all([this.#pool?.stop(), this.#ended, this.#checking]).then(() => true);
    const inTime = await Promise.race([stopped, wait(STOP_LIMIT_MS).then(() => false)]);
    if (!inTime) log.warn('the worker pool did not stop in time; whoever runs next frees its jobs');
  }

  /** Checks the pool. Never throws; concurrent calls share one check. */
  check(): Promise<void> {
    this.#checking ??= this.#check().finally(() => {
      this.#checking = null;
    });
    return this.#checking;
  }

  async #check(): Promise<void> {
    const { wait, log, failAction, concurrency } = this.#options;
    const released = this.#releaseAbandoned(failAction).catch((error: unknown) => {
      log.debug({ err: error }, 'could not look at the queue');
      return 'away' as const;
    });
    const seen: Seen = await Promise.race([released, wait(CHECK_LIMIT_MS).then(() => 'away' as const)]);
    this.#isDatabaseAway = seen === 'away';
    const pool = this.#pool;
    if (this.#stopping || !pool) return;
    if (pool.finished > 0 && this.#failures > 0) {
      this.#failures = 0;
      log.info('the workers make progress again');
    }
    const stall = this.#watch.look(pool, concurrency, seen);
    if (stall !== null) pool.abandon(new Error(stall));
  }

  /** Releases abandoned jobs. Returns how long the oldest runnable job has waited, in seconds. */
  async #releaseAbandoned(failAction: FailAction): Promise<number> {
    const { database, log } = this.#options;
    const pools = await unlockJobsOfDeadPools(database.sessionPool);
    if (pools.length > 0) log.warn({ pools }, 'freed the jobs of workers that had died');
    await endExhaustedJobs(database.sessionPool, failAction);
    return oldestJobSeconds(database.sessionPool);
  }

  async #keepRunning(): Promise<void> {
    const { wait, log } = this.#options;
    while (!this.#stopping) {
      const reason = await this.#runOne();
      this.#pool = null;
      if (reason === null || this.#stopping) break;
      // While the database is unavailable no pool can work, in this process or another.
      this.#failures = this.#isDatabaseAway ? Math.max(1, this.#failures) : this.#failures + 1;
      const oldestJobAgeSeconds = this.#watch.oldestJobSeconds;
      log.error(
        { err: reason, oldestJobAgeSeconds, failures: this.#failures },
        'the workers stopped; another pool begins',
      );
      if (this.#failures > FAILURES_MAX) {
        this.#options.onStuck(new Error('no pool of workers makes progress in this process', { cause: reason }));
        return;
      }
      await wait(RESTART_DELAY_MS);
    }
  }

  async #runOne(): Promise<Error | null> {
    try {
      this.#watch = new StallWatch();
      this.#pool ??= await this.#open();
      if (this.#stopping) await this.#pool.stop();
      return await this.#pool.over;
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
  }

  /** Opens a pool within OPEN_LIMIT_MS, so that a hanging connection does not block the next attempt. A late pool is abandoned. */
  async #open(): Promise<WorkerPool> {
    const opening = WorkerPool.open(this.#options);
    const inTime = await Promise.race([opening, this.#options.wait(OPEN_LIMIT_MS).then(() => null)]);
    if (inTime) return inTime;
    const late = new Error(`a pool did not begin within ${OPEN_LIMIT_MS / 1000} s`);
    opening.then((pool) => pool.abandon(late)).catch(() => undefined); // a late pool is abandoned, a late error ignored
    throw late;
  }
}
