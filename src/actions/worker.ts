import { endExhaustedJobs, type GiveUp } from './exhausted-jobs.ts';
import { freeLostJobs } from './worker-liveness.ts';
import { type PoolOptions, WorkerPool } from './worker-pool.ts';
import { oldestJobSeconds, type Seen, StallWatch } from './stall-watch.ts';

/** How often the pool is looked at, and jobs that nobody runs any more. */
const LOOK_INTERVAL_MS = 1_000; // 1 second

/** A database that takes longer to say how old the oldest job is counts as away. */
const LOOK_LIMIT_MS = 2_000; // 2 seconds

/** A pool whose database is away waits for it without end; it is left to itself. */
const STOP_LIMIT_MS = 8_000; // 8 seconds

/** Beginning a pool takes a few statements. */
const OPEN_LIMIT_MS = 20_000; // 20 seconds

/** After a pool is over. */
const RESTART_DELAY_MS = 500; // half a second

/** So many pools without one finished job, with a database that answers: what is wrong is in this process. */
const FAILURES_MAX = 5;

export interface WorkerOptions extends PoolOptions {
  /** Ends an action whose job has been started too often. */
  readonly giveUp: GiveUp;
  /** No pool gets anywhere in this process; only another process may help. */
  readonly onStuck: (error: Error) => void;
}

export interface Worker {
  /** False from the moment at which a pool is given up until the next has been answered. */
  isWorking(): boolean;
  /** Takes no new job, hands back what does not end soon, and resolves once nothing runs. */
  stop(): Promise<void>;
}

/** Takes jobs from the queue in the database and runs them, until it is stopped. Throws where it cannot begin. */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const supervisor = new Supervisor(options, await WorkerPool.open(options));
  await supervisor.look();
  const timer = setInterval(() => void supervisor.look(), LOOK_INTERVAL_MS);
  return {
    isWorking: () => supervisor.isWorking,
    async stop() {
      clearInterval(timer);
      await supervisor.stop();
    },
  };
}

/** Watches that the pool gets on. One that does not is abandoned and another begun; in the end the process is given up. */
class Supervisor {
  readonly #options: WorkerOptions;
  readonly #ended: Promise<void>;
  #pool: WorkerPool | null;
  #watch = new StallWatch();
  #looking: Promise<void> | null = null;
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
    const stopped = Promise.all([this.#pool?.stop(), this.#ended, this.#looking]).then(() => true);
    const inTime = await Promise.race([stopped, wait(STOP_LIMIT_MS).then(() => false)]);
    if (!inTime) log.warn('the worker pool did not stop in time; whoever runs next frees its jobs');
  }

  /** Never throws. One at a time. */
  look(): Promise<void> {
    this.#looking ??= this.#look().finally(() => {
      this.#looking = null;
    });
    return this.#looking;
  }

  async #look(): Promise<void> {
    const { wait, log, giveUp, concurrency } = this.#options;
    const answer = this.#tidy(giveUp).catch((error: unknown) => {
      log.debug({ err: error }, 'could not look at the queue');
      return 'away' as const;
    });
    const seen: Seen = await Promise.race([answer, wait(LOOK_LIMIT_MS).then(() => 'away' as const)]);
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

  /** How long the oldest job that could run has waited, in seconds. */
  async #tidy(giveUp: GiveUp): Promise<number> {
    const { database, log } = this.#options;
    const pools = await freeLostJobs(database.sessionPool);
    if (pools.length > 0) log.warn({ pools }, 'freed the jobs of workers that had died');
    await endExhaustedJobs(database.sessionPool, giveUp);
    return oldestJobSeconds(database.sessionPool);
  }

  async #keepRunning(): Promise<void> {
    const { wait, log } = this.#options;
    while (!this.#stopping) {
      const reason = await this.#runOne();
      this.#pool = null;
      if (reason === null || this.#stopping) break;
      // While the database is away no pool can work, and another process could not either.
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

  /** A connection that hangs must not keep the next pool from being tried; should it come about after all, it is let go. */
  async #open(): Promise<WorkerPool> {
    const opening = WorkerPool.open(this.#options);
    const inTime = await Promise.race([opening, this.#options.wait(OPEN_LIMIT_MS).then(() => null)]);
    if (inTime) return inTime;
    const late = new Error(`a pool did not begin within ${OPEN_LIMIT_MS / 1000} s`);
    opening.then((pool) => pool.abandon(late)).catch(() => undefined); // it has failed late, or been let go
    throw late;
  }
}
