import type { Statement } from '../database/statement.ts';
import type { ProjectId } from '../ids.ts';
import type { Instant } from '../instant.ts';

/** The jobs that the worker knows, and what each is told. */
export interface JobPayloads {
  'perform-action': { readonly projectId: string; readonly actionId: string };
  'settle-project': { readonly projectId: string };
}

/** The lower number is taken first: an expiry is due at its instant, however many pictures wait. */
const PRIORITIES: Readonly<Record<keyof JobPayloads, number>> = { 'settle-project': -10, 'perform-action': 0 };

interface Job<Name extends keyof JobPayloads> {
  readonly payload: JobPayloads[Name];
  /** At once where it is left out. */
  readonly runAt?: Instant;
  /** Of the jobs with one key only the newest that has not begun is kept. */
  readonly key?: string;
}

/** A statement that queues jobs; they begin once its transaction has been committed. */
export function addJobs<Name extends keyof JobPayloads>(name: Name, jobs: readonly Job<Name>[]): Statement {
  return {
    name: 'jobs_add',
    text: `select count(*) from graphile_worker.add_jobs(array(
      select row($1, job.payload::json, null, to_timestamp(job.run_at / 1000), null, job.key, $5, null)
        ::graphile_worker.job_spec
      from unnest($2::text[], $3::float8[], $4::text[]) as job(payload, run_at, key)))`,
    values: [
      name,
      jobs.map(({ payload }) => JSON.stringify(payload)),
      jobs.map(({ runAt }) => runAt ?? null),
      jobs.map(({ key }) => key ?? null),
      PRIORITIES[name],
    ],
  };
}

/** Settles each project at its next expiry. A project has one such job: a sooner expiry moves it. */
export function settlingJobs(due: readonly { readonly projectId: ProjectId; readonly at: Instant }[]): Statement {
  return addJobs(
    'settle-project',
    due.map(({ projectId, at }) => ({ payload: { projectId }, runAt: at, key: `settle-project ${projectId}` })),
  );
}
