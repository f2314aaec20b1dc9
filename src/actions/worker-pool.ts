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
import { LARGE_PICTURE_FLAG } from './jobs.ts';
import { holdLiveness } from './worker-liveness.ts';

/** At shutdown, running tasks are given so long before they are told to stop. */
const GRACE_MS = 2_000; // 2 seconds

/** After a fetch that found nothing of the project whose turn it was. */
const FETCH_AGAIN_MS = 50;

export interface PoolOptions {
  readonly database: Database;
  readonly tasks: TaskList;
  /** Crontab lines, by the task that they start. */
  readonly schedule: readonly { readonly task: string; readonly match: string }[];
  /** Tasks at once. */
  readonly concurrency: number;
  /** Actions of one project that run at once, in all processes. */
  readonly actionsPerProject: number;
  readonly wait: (delayMs: number) => Promise<void>;
  /** Milliseconds that only grow. */
  readonly elapsedMs: () => number;
  readonly log: Log;
}

/**
 * One pool of graphile-worker. Its promise is not believed: after one write that failed, its batching never lets go and its
 * shutdown never settles (see GRAPHILE-WORKER.md). So a pool is over as soon as it begins to shut down unasked, and what
 * it still runs then is let go.
 */
export class WorkerPool {
  /** Resolves with the reason once it does no more work; null: it was stopped. */
  readonly over: Promise<Error | null>;
  /** Fetches that were answered, tasks begun and tasks ended. A pool that is alive adds to it every few seconds. */
  signs = 0;
  /** Fetches that found nothing, and tasks ended. */
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

  /** Takes no new job, hands back what does not end soon, and resolves once nothing runs. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    if (this.#isOver) return;
    await this.#runner?.stop();
    this.#end(null);
    await this.#liveness?.close();
  }

  /** Lets go of it: its tasks are told to stop, and its jobs are free once its lock has gone. */
  abandon(reason: Error): void {
    if (this.#isOver) return;
    this.#end(reason);
    this.#runner?.stop().catch(() => undefined); // it has ended by itself, or never will
    void this.#releaseLock();
  }

  async #open(): Promise<void> {
    const { database, schedule, concurrency, actionsPerProject, wait, elapsedMs, log } = this.#options;
    const poolId = new Promise<string>((resolve) => {
      this.#events.once('pool:create', ({ workerPool }) => {
        this.#graphile = workerPool;
        resolve(workerPool.id);
      });
    });
    this.#count();
    const fairShare = new FairShare({ on: database.sessionPool, poolId, perProject: actionsPerProject, elapsedMs });
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
          // With no delay set at all, a job's end that cannot be written is a rejection that nobody handles.
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
      prepare: async (client) => holdLiveness(client, await poolId),
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
   * A task that ends after its pool is over tells nobody: the job may be another's by now, and the pool would delete it
   * all the same. Whoever has it finds the action ended.
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

  /** The lock goes with the pool: from then on its jobs may be freed. What still runs has been told to stop by then. */
  async #releaseLock(): Promise<void> {
    if (this.running > 0) await this.#options.wait(2 * GRACE_MS);
    await this.#liveness?.close();
  }
}

/** By its flags: its project, or nothing, and whether its picture is large. */
function classOf(job: Job): JobClass {
  const flags = Object.keys(job.flags ?? {});
  const projectId = flags.find((flag) => flag !== LARGE_PICTURE_FLAG) ?? null;
  // The mark is for the compiler alone: `performJobs` wrote it.
  return { projectId: projectId as ProjectId | null, isLargePicture: flags.includes(LARGE_PICTURE_FLAG) };
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

/** The queue says a line for every job; ours are told of by the actions themselves. */
function logAt(log: Log, level: string, message: string): void {
  if (level === 'error') log.error(message);
  else if (level === 'warning') log.warn(message);
  else log.debug(message);
}
