/**
 * Jobs are written into graphile-worker's tables by statements of our own. Its `add_jobs` ends in NOTIFY, and commits of
 * all processes that have NOTIFY in them queue up for one lock, which is held across the flush. Workers are told after the
 * commit instead. What is relied upon of graphile-worker's schema is held by test/actions/jobs.test.ts.
 */
import type { JobKind } from '../database/job-kinds.ts';
import { overRows } from '../database/over-rows.ts';
import type { Statement } from '../database/statement.ts';
import type { ActionId, ProjectId } from '../ids.ts';
import type { Instant } from '../instant.ts';

/** The jobs that the worker knows, and what each is told. */
export interface JobPayloads extends Record<JobKind, object> {
  'perform-action': { readonly projectId: string; readonly actionId: string };
  'settle-project': { readonly projectId: string };
}

/** The lower number is taken first: an expiry is due at its instant, however many pictures wait. */
const PRIORITIES: Readonly<Record<JobKind, number>> = { 'settle-project': -10, 'perform-action': 0 };

/** Null, and so a failure of the whole transaction, where the queue does not know the kind. */
const taskId = (name: JobKind) => `(select id from graphile_worker._private_tasks where identifier = '${name}')`;

/** The flag of jobs that work on a large picture, beside that of their project. */
export const LARGE_PICTURE_FLAG = 'large-picture';

interface PerformJob {
  readonly projectId: ProjectId;
  readonly actionId: ActionId;
  readonly isLargePicture: boolean;
}

/** Queues the performing of actions. Workers are shared out by the flags of a job: its project, and whether its picture is large. */
export const performJobs: (jobs: readonly PerformJob[]) => Statement = overRows<PerformJob>(
  'jobs_add_perform',
  {
    payload: ['text', ({ projectId, actionId }) => JSON.stringify({ projectId, actionId })],
    project_id: ['text', ({ projectId }) => projectId],
    is_large: ['bool', ({ isLargePicture }) => isLargePicture],
  },
  (rows) => `insert into graphile_worker._private_jobs (task_id, payload, priority, flags)
    select ${taskId('perform-action')}, payload::json, ${PRIORITIES['perform-action']},
      case when is_large then jsonb_build_object(project_id, true, '${LARGE_PICTURE_FLAG}', true)
        else jsonb_build_object(project_id, true) end
    from ${rows} job`,
);

interface SettlingJob {
  readonly projectId: ProjectId;
  readonly at: Instant;
}

const keyOf = ({ projectId }: SettlingJob) => `settle-project ${projectId}`;

/** A job that has begun may have looked too early: it keeps no key, so that another one is queued. */
const releaseKeys = overRows<SettlingJob>('jobs_release_keys', { key: ['text', keyOf] }, (rows) => {
  return `update graphile_worker._private_jobs job set key = null, attempts = max_attempts, updated_at = now()
    from ${rows} wanted where job.key = wanted.key and job.is_available is not true`;
});

const addSettling = overRows<SettlingJob>(
  'jobs_add_settling',
  {
    payload: ['text', ({ projectId }) => JSON.stringify({ projectId })],
    key: ['text', keyOf],
    run_at: ['float8', ({ at }) => at],
  },
  (rows) => `insert into graphile_worker._private_jobs as job (task_id, payload, key, priority, run_at)
    select ${taskId('settle-project')}, payload::json, key, ${PRIORITIES['settle-project']},
      to_timestamp(run_at / 1000)
    from ${rows} wanted
    on conflict (key) do update set run_at = excluded.run_at, revision = job.revision + 1, attempts = 0,
      last_error = null, updated_at = now()
    where job.locked_at is null`,
);

/** Settles each project at its next expiry. A project has one such job: a sooner expiry moves it. */
export function settlingJobs(due: readonly SettlingJob[]): Statement[] {
  return [releaseKeys(due), addSettling(due)];
}
