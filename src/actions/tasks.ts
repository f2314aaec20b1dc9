import type { TaskList } from 'graphile-worker';
import { z } from 'zod';
import { type Queryable, runStatement } from '../database/statement.ts';
import { EngineBusyError } from '../engines/engine.ts';
import type { ActionId, ProjectId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import { nextDueAt, type Project } from '../ledger/project.ts';
import type { Tracing } from '../tracing.ts';
import { jobAgain, type JobPayloads } from './jobs.ts';
import type { ActionRunner } from './action-runner.ts';

/** Every night, by the database's clock. */
const NIGHTLY = '17 3 * * *';
const AFTER_NIGHTLY = '47 3 * * *';
const HOURLY = '29 * * * *';

export interface TaskDependencies {
  readonly runner: ActionRunner;
  /** The database with the job queue. */
  readonly queue: Queryable;
  readonly findProject: (id: ProjectId) => Promise<Project | null>;
  readonly settle: (id: ProjectId) => Promise<Project | null>;
  readonly forgetExpiredUploads: (before: Instant) => Promise<number>;
  readonly collectPictures: (signal: AbortSignal | undefined) => Promise<number>;
  readonly forgetOldQuestions: () => Promise<void>;
  readonly forgetOldDeliveries: () => Promise<void>;
  readonly tellEndingKeys: () => Promise<void>;
  readonly checkLedger: () => Promise<void>;
  /** Null or absent: nothing is traced. */
  readonly tracing?: Tracing | null;
  readonly clock: () => Instant;
  readonly wait: (delayMs: number) => Promise<void>;
}

/** The schedule of recurring tasks. */
export const SCHEDULE = [
  { task: 'forget-expired-uploads', match: NIGHTLY },
  { task: 'collect-pictures', match: NIGHTLY },
  { task: 'forget-old-questions', match: NIGHTLY },
  { task: 'forget-old-deliveries', match: NIGHTLY },
  { task: 'tell-ending-keys', match: HOURLY },
  { task: 'check-ledger', match: AFTER_NIGHTLY },
] as const;

const performAction: z.ZodType<JobPayloads['perform-action']> = z.object({
  projectId: z.uuid(),
  actionId: z.uuid(),
  traceparent: z.string().optional(),
});
const settleProject: z.ZodType<JobPayloads['settle-project']> = z.object({ projectId: z.uuid() });

/** The task for each kind of job. */
export function createTasks(dependencies: TaskDependencies): TaskList {
  const { runner, queue, clock, tracing = null } = dependencies;
  const { collectPictures, forgetExpiredUploads, forgetOldQuestions, forgetOldDeliveries } = dependencies;
  const { tellEndingKeys, checkLedger } = dependencies;
  return {
    async 'perform-action'(payload, { abortSignal, job }) {
      const { projectId, actionId, traceparent: parent = null } = performAction.parse(payload);
      const run = () => runner.run(projectId as ProjectId, actionId as ActionId, abortSignal); // written by `performJobs`
      try {
        await (tracing ? tracing.span('perform-action', { kind: 'consumer', parent }, run) : run());
      } catch (error) {
        if (!(error instanceof EngineBusyError) || abortSignal?.aborted) throw error;
        // After a crash before this job is completed there are two jobs; the second finds the action ended.
        await runStatement(queue, jobAgain(job.id, error.retryAfterMs));
      }
    },
    async 'settle-project'(payload) {
      const { projectId } = settleProject.parse(payload);
      await settleWhenDue(projectId as ProjectId, dependencies); // written by `settlingJobs`
    },
    async 'forget-expired-uploads'() {
      await forgetExpiredUploads(clock());
    },
    async 'collect-pictures'(_payload, { abortSignal }) {
      await collectPictures(abortSignal);
    },
    async 'forget-old-questions'() {
      await forgetOldQuestions();
    },
    async 'forget-old-deliveries'() {
      await forgetOldDeliveries();
    },
    async 'tell-ending-keys'() {
      await tellEndingKeys();
    },
    async 'check-ledger'() {
      await checkLedger();
    },
  };
}

/** The database's clock started the job, but settling uses the process's clock, which may be some milliseconds behind. */
async function settleWhenDue(id: ProjectId, { findProject, settle, clock, wait }: TaskDependencies): Promise<void> {
  const project = await findProject(id);
  const due = project && nextDueAt(project);
  const delayMs = due === null ? 0 : due - clock();
  if (delayMs > 0 && delayMs < 1_000) await wait(delayMs);
  await settle(id);
}
