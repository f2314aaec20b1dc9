import EventEmitter from 'node:events';
import { Logger, parseCronItems, run, type Runner, type TaskList, type WorkerEvents } from 'graphile-worker';
import type { Logger as Log } from 'pino';
import type { Database } from '../database/database.ts';
import { PinnedConnection } from '../database/pinned-connection.ts';
import { freeLostJobs, holdLiveness } from './worker-liveness.ts';

/** How often to look for jobs of workers that have died. */
const LOST_JOBS_INTERVAL_MS = 2_000; // 2 seconds

/** A pool whose database is away waits for it without end; it is left to itself. */
const STOP_LIMIT_MS = 8_000; // 8 seconds

/** After a pool has given up. */
const RESTART_DELAY_MS = 500; // half a second

/** At shutdown, running tasks are given so long before they are told to stop. */
const GRACE_MS = 2_000; // 2 seconds

export interface WorkerOptions {
  readonly database: Database;
  readonly tasks: TaskList;
  /** Crontab lines, by the task that they start. */
  readonly schedule: readonly { readonly task: string; readonly match: string }[];
  /** Tasks at once. */
  readonly concurrency: number;
  readonly wait: (delayMs: number) => Promise<void>;
  readonly log: Log;
}

export interface Worker {
  /** Takes no new job, hands back what does not end soon, and resolves once nothing runs. */
  stop(): Promise<void>;
}

/** Takes jobs from the queue in the database and runs them, until it is stopped. Throws where it cannot begin. */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const supervisor = new Supervisor(options, await openPool(options));
  const free = () => freeJobsOfTheDead(options);
  await free();
  const timer = setInterval(() => void free(), LOST_JOBS_INTERVAL_MS);
  return {
    async stop() {
      clearInterval(timer);
      await supervisor.stop();
    },
  };
}

/** A pool gives up when it cannot even write down that a job has failed, as while the database is away; then the next begins. */
class Supervisor {
  readonly #options: WorkerOptions;
  readonly #ended: Promise<void>;
  #pool: Pool | null;
  #stopping = false;

  constructor(options: WorkerOptions, first: Pool) {
    this.#options = options;
    this.#pool = first;
    this.#ended = this.#keepRunning();
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    const { wait, log } = this.#options;
    const stopped = Promise.all([this.#pool?.stop(), this.#ended]).then(() => true);
    const inTime = await Promise.race([stopped, wait(STOP_LIMIT_MS).then(() => false)]);
    if (!inTime) log.warn('the worker pool did not stop in time; whoever runs next frees its jobs');
  }

  async #keepRunning(): Promise<void> {
    const { wait, log } = this.#options;
    while (!this.#stopping) {
      try {
        this.#pool ??= await openPool(this.#options);
        await this.#pool.ended;
      } catch (error) {
        log.warn({ err: error }, 'the worker pool ended; another one begins');
        await wait(RESTART_DELAY_MS);
      }
      this.#pool = null;
    }
  }
}

interface Pool {
  /** Resolves when it has been stopped, throws when it has given up. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

async function openPool({ database, tasks, schedule, concurrency, wait, log }: WorkerOptions): Promise<Pool> {
  const events: WorkerEvents = new EventEmitter();
  const poolId = new Promise<string>((resolve) => {
    events.once('pool:create', ({ workerPool }) => resolve(workerPool.id));
  });
  const runner = await run({
    pgPool: database.pool,
    taskList: tasks,
    parsedCronItems: parseCronItems(
      schedule.map(({ task, match }) => ({ task, match, identifier: task, options: { backfillPeriod: 0 } })),
    ),
    noHandleSignals: true,
    events,
    logger: new Logger(() => (level, message) => logAt(log, level, message)),
    preset: {
      worker: {
        concurrentJobs: concurrency,
        gracefulShutdownAbortTimeout: GRACE_MS,
        // With no delay set at all, a job's end that cannot be written is a rejection that nobody handles.
        completeJobBatchDelay: 0,
        failJobBatchDelay: 0,
      },
    },
  });
  const liveness = new PinnedConnection({
    url: database.url,
    applicationName: 'darkroom worker',
    prepare: async (client) => holdLiveness(client, await poolId),
    wait,
    onLost: (error) => log.warn({ err: error }, 'the worker lost its connection'),
  });
  await liveness.open().catch(async (error: unknown) => {
    await runner.stop();
    throw error;
  });
  return { ended: endOf(runner, liveness), stop: async () => runner.stop() };
}

/** The lock goes with the pool, however that ends: from then on its jobs may be freed. */
async function endOf(runner: Runner, liveness: PinnedConnection): Promise<void> {
  try {
    await runner.promise;
  } finally {
    await liveness.close();
  }
}

async function freeJobsOfTheDead({ database, log }: WorkerOptions): Promise<void> {
  try {
    const pools = await freeLostJobs(database.pool);
    if (pools.length > 0) log.warn({ pools }, 'freed the jobs of workers that had died');
  } catch (error) {
    log.debug({ err: error }, 'could not look for the jobs of workers that have died');
  }
}

/** The queue says a line for every job; ours are told of by the actions themselves. */
function logAt(log: Log, level: string, message: string): void {
  if (level === 'error') log.error(message);
  else if (level === 'warning') log.warn(message);
  else log.debug(message);
}
