import EventEmitter from 'node:events';
import {
  type Job,
  Logger,
  parseCronItems,
  run,
  type Runner,
  type TaskList,
  type WorkerEvents,
  type WorkerPool as GraphilePool,
} from 'graphile-worker';
import type { Logger as Log } from 'pino';
import type { Database } from '../database/database.ts';
import { PinnedConnection } from '../database/pinned-connection.ts';
import type { ProjectId } from '../ids.ts';
import { FairShare, type JobClass } from './fair-share.ts';
import { readFlags } from './jobs.ts';
import type { Lane } from './lanes.ts';
import { acquirePoolLock } from './worker-liveness.ts';

/** How long running tasks may continue after a shutdown begins, before they are aborted. */
const GRACE_MS = 2_000; // 2 seconds

/** The delay after a fetch that found no job of the project that it was reserved for. */
const FETCH_AGAIN_MS = 50;

export interface PoolOptions {
  readonly database: Database;
  readonly tasks: TaskList;
  /** Crontab entries by task. */
  readonly schedule: readonly { readonly task: string; readonly match: string }[];
  /** The maximum number of running tasks. */
  readonly concurrency: number;
  readonly lanes: readonly Lane[];
  /** The maximum number of running actions of one project, in all processes. */
  readonly actionsPerProject: number;
  readonly wait: (delayMs: number) => Promise<void>;
  /** A monotonic clock in milliseconds. */
  readonly elapsedMs: () => number;
  readonly log: Log;
}

/**
 * One pool of graphile-worker. Its own promise is not used: after a failed write its batching hangs and its shutdown never
 * settles (see GRAPHILE-WORKER.md). So a pool counts as over when it starts to shut down by itself, and its running tasks are
 * abandoned.
 */
export class WorkerPool {
  /** Resolves when the pool no longer works, with the reason; null: it was stopped. */
  readonly over: Promise<Error | null>;
  /** Counts completed fetches, started tasks and ended tasks. A working pool increases it every few seconds. */
  signs = 0;
  /** Counts fetches that found nothing, and ended tasks. */
  finished = 0;
  running = 0;
  readonly #over = Promise.withResolvers<Error | null>();
  readonly #options: PoolOptions;
  readonly #events: WorkerEvents = new EventEmitter();
  #runner: Runner | null = null;
  #graphile: GraphilePool | null = null;
  #liveness: PinnedConnection | null = null;
  #isOver = false;
  #isStopping = false;

  private constructor(options: PoolOptions) {
    this.#options = options;
    this.over = this.#over.promise;
  }

  static async open(options: PoolOptions): Promise<WorkerPool> {
    const pool = new WorkerPool(options);
    await pool.#open();
    return pool;
  }

  /** Stops fetching jobs, releases jobs that do not end within GRACE_MS, and resolves when nothing runs. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    if (this.#isOver) return;
    await this.#runner?.stop();
    this.#end(null);
    await this.#liveness?.close();
  }

  /** Aborts the pool's tasks without waiting for them. Its jobs can be released once its advisory lock is gone. */
  abandon(reason: Error): void {
    if (this.#isOver) return;
    this.#end(reason);
    this.#runner?.stop().catch(() => undefined); // it may have ended already
    void this.#releaseLock();
  }

  async #open(): Promise<void> {
    const { database, schedule, concurrency, lanes, actionsPerProject, wait, elapsedMs, log } = this.#options;
    const poolId = new Promise<string>((resolve) => {
      this.#events.once('pool:create', ({ workerPool }) => {
        this.#graphile = workerPool;
        resolve(workerPool.id);
      });
    });
    this.#count();
    const fairShare = new FairShare({
      on: database.sessionPool,
      poolId,
      perProject: actionsPerProject,
      lanes,
      elapsedMs,
    });
    this.#share(fairShare);
    this.#runner = await run({
      pgPool: database.sessionPool,
      taskList: this.#guardedTasks(fairShare),
      parsedCronItems: parseCronItems(
        schedule.map(({ task, match }) => ({ task, match, identifier: task, options: { backfillPeriod: 0 } })),
      ),
      noHandleSignals: true,
      forbiddenFlags: () => fairShare.forbidden(),
      events: this.#events,
      logger: new Logger(() => (level, message) => logAt(log, level, message)),
      preset: {
        worker: {
          concurrentJobs: concurrency,
          gracefulShutdownAbortTimeout: GRACE_MS,
          // Without these settings, a failure to write a job's end would be an unhandled rejection.
          completeJobBatchDelay: 0,
          failJobBatchDelay: 0,
        },
      },
    });
    this.#runner.promise.then(
      () => this.#isStopping || this.abandon(new Error('the pool ended unasked')),
      (error: unknown) => this.abandon(asError(error)),
    );
    this.#liveness = new PinnedConnection({
      url: database.url,
      applicationName: 'darkroom worker',
      prepare: async (client) => acquirePoolLock(client, await poolId),
      wait,
      onLost: (error) => log.warn({ err: error }, 'the worker lost its connection'),
    });
    await this.#liveness.open().catch((error: unknown) => {
      this.abandon(asError(error));
      throw error;
    });
  }

  #count(): void {
    const sign = (finished: number, running: number) => () => {
      this.signs += 1;
      this.finished += finished;
      this.running += running;
    };
    this.#events.on('worker:getJob:empty', sign(1, 0));
    this.#events.on('job:start', sign(0, 1));
    this.#events.on('job:complete', sign(1, -1));
    this.#events.on('pool:gracefulShutdown', ({ message }) => {
      if (!this.#isStopping) this.abandon(new Error(message));
    });
  }

  #share(fairShare: FairShare): void {
    this.#events.on('job:start', ({ job }) => fairShare.taken(classOf(job)));
    this.#events.on('job:complete', ({ job }) => fairShare.ended(classOf(job)));
    const foundNothing = () => {
      if (fairShare.foundNothing()) void this.#fetchSoon();
    };
    this.#events.on('worker:getJob:empty', foundNothing);
    this.#events.on('worker:getJob:error', foundNothing);
  }

  async #fetchSoon(): Promise<void> {
    await this.#options.wait(FETCH_AGAIN_MS);
    if (!this.#isOver && !this.#isStopping) this.#graphile?.nudge(1);
  }

  /**
   * The end of a task is not reported after its pool is over: another pool may have taken the job, and graphile-worker would
   * delete it anyway. The other pool finds the action ended.
   */
  #guardedTasks(fairShare: FairShare): TaskList {
    const guarded: TaskList = {};
    for (const [name, task] of Object.entries(this.#options.tasks)) {
      guarded[name] = async (payload, helpers) => {
        try {
          const { projectId } = classOf(helpers.job);
          if (projectId !== null && (await fairShare.isOneTooMany(projectId, helpers.job.id))) {
            throw new Error('its project has as many actions running as it may; it is put back');
          }
          await task?.(payload, helpers);
        } finally {
          if (this.#isOver) await new Promise(() => undefined);
        }
      };
    }
    return guarded;
  }

  #end(reason: Error | null): void {
    this.#isOver = true;
    this.#over.resolve(reason);
  }

  /** Releases the pool's advisory lock, after which its jobs may be released. Running tasks have been aborted by then. */
  async #releaseLock(): Promise<void> {
    if (this.running > 0) await this.#options.wait(2 * GRACE_MS);
    await this.#liveness?.close();
  }
}

/** Reads the class of a job from its flags. */
function classOf(job: Job): JobClass {
  const { projectId, ...rest } = readFlags(Object.keys(job.flags ?? {}));
  // The flag was written by `performJobs`, so it is a ProjectId.
  return { ...rest, projectId: projectId as ProjectId | null };
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

/** graphile-worker logs every job at info; these messages go to debug, because actions are logged elsewhere. */
function logAt(log: Log, level: string, message: string): void {
  if (level === 'error') log.error(message);
  else if (level === 'warning') log.warn(message);
  else log.debug(message);
}
