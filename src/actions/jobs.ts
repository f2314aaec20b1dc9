/**
 * Writes jobs into the tables of graphile-worker by our own statements. Its `add_jobs` ends with NOTIFY, and all commits with
 * NOTIFY in them wait for one lock that is held during the flush. We notify workers after the commit instead.
 * test/actions/jobs.test.ts checks what this relies on in the schema of graphile-worker.
 */
import type { JobKind } from '../database/job-kinds.ts';
import { overRows } from '../database/over-rows.ts';
import type { Statement } from '../database/statement.ts';
import type { ActionId, ProjectId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { ActionKind } from '../ledger/kernel/entry.ts';

/** The kinds of jobs and their payloads. */
export interface JobPayloads extends Record<JobKind, object> {
  'perform-action': {
    readonly projectId: string;
    readonly actionId: string;
    readonly traceparent?: string | undefined;
  };
  'settle-project': { readonly projectId: string };
}

/** Lower numbers run first: an expiry must be settled on time, however many pictures are queued. */
const PRIORITIES: Readonly<Record<JobKind, number>> = { 'settle-project': -10, 'perform-action': 0 };

/** Null if the queue does not know the kind, which makes the transaction fail. */
const taskId = (name: JobKind) => `(select id from graphile_worker._private_tasks where identifier = '${name}')`;

/** The flag of jobs of large pictures, in addition to that of their project. */
export const LARGE_PICTURE_FLAG = 'large-picture';

/** The prefix of the flag that names the kind of action. */
export const KIND_FLAG = 'kind:';

export const kindFlag = (kind: ActionKind): string => `${KIND_FLAG}${kind}`;

/** Parses the flags of a job. */
export function readFlags(flags: readonly string[]): {
  readonly projectId: string | null;
  readonly kind: string | null;
  readonly isLargePicture: boolean;
} {
  const kind = flags.find((flag) => flag.startsWith(KIND_FLAG))?.slice(KIND_FLAG.length) ?? null;
  const projectId = flags.find((flag) => flag !== LARGE_PICTURE_FLAG && !flag.startsWith(KIND_FLAG)) ?? null;
  return { projectId, kind, isLargePicture: flags.includes(LARGE_PICTURE_FLAG) };
}

interface PerformJob {
  readonly projectId: ProjectId;
  readonly actionId: ActionId;
  readonly kind: ActionKind;
  readonly isLargePicture: boolean;
  readonly traceparent: string | null;
}

function payloadOf({ projectId, actionId, traceparent }: PerformJob): string {
  const payload: JobPayloads['perform-action'] = { projectId, actionId, ...(traceparent !== null && { traceparent }) };
  return JSON.stringify(payload);
}

/** Queues jobs that perform actions. Their flags, the project, the kind and whether the picture is large, are for FairShare. */
export const performJobs: (jobs: readonly PerformJob[]) => Statement = overRows<PerformJob>(
  'jobs_add_perform',
  {
    payload: ['text', payloadOf],
    project_id: ['text', ({ projectId }) => projectId],
    kind_flag: ['text', ({ kind }) => kindFlag(kind)],
    is_large: ['bool', ({ isLargePicture }) => isLargePicture],
  },
  (rows) => `insert into graphile_worker._private_jobs (task_id, payload, priority, flags)
    select ${taskId('perform-action')}, payload::json, ${PRIORITIES['perform-action']},
      case when is_large then jsonb_build_object(project_id, true, kind_flag, true, '${LARGE_PICTURE_FLAG}', true)
        else jsonb_build_object(project_id, true, kind_flag, true) end
    from ${rows} job`,
);

/** Queues a copy of a job that starts after a delay, with no attempts counted. */
export function jobAgain(jobId: string, delayMs: number): Statement {
  return {
    name: 'jobs_add_again',
    text: `insert into graphile_worker._private_jobs (task_id, payload, priority, flags, run_at)
      select task_id, payload, priority, flags, now() + $2 * interval '1 millisecond'
      from graphile_worker._private_jobs where id = $1`,
    values: [jobId, delayMs],
  };
}

interface SettlingJob {
  readonly projectId: ProjectId;
  readonly at: Instant;
}

const keyOf = ({ projectId }: SettlingJob) => `settle-project ${projectId}`;

/** Removes the key of a job that has begun, so that another one is queued: the running job may have read too early. */
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

/** Queues jobs that settle projects at their next due time. A project has one such job; an earlier instant reschedules it. */
export function settlingJobs(due: readonly SettlingJob[]): Statement[] {
  return [releaseKeys(due), addSettling(due)];
}
