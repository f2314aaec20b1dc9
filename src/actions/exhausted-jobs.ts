/**
 * graphile-worker counts every start of a job, also one that a restart interrupted, and never runs a job again after its last
 * start. The actions of such jobs are failed and refunded here, instead of staying QUEUED for ever.
 */
import { type Queryable, runStatement } from '../database/statement.ts';
import type { ActionId, ProjectId } from '../ids.ts';

/** Fails and refunds an action unless it has ended. Throws if the outcome is unknown; it is then tried again. */
export type FailAction = (projectId: ProjectId, actionId: ActionId) => Promise<void>;

const AT_ONCE = 100;

export async function endExhaustedJobs(on: Queryable, failAction: FailAction): Promise<void> {
  const jobs = await runStatement<{ id: string; project_id: ProjectId; action_id: ActionId }>(on, {
    name: 'jobs_exhausted',
    text: `select job.id::text, job.payload->>'projectId' as project_id, job.payload->>'actionId' as action_id
      from graphile_worker._private_jobs job join graphile_worker._private_tasks task on task.id = job.task_id
      where task.identifier = 'perform-action' and job.locked_at is null and job.attempts >= job.max_attempts
      limit ${AT_ONCE}`,
    values: [],
  });
  for (const job of jobs) {
    await failAction(job.project_id, job.action_id);
    await runStatement(on, {
      name: 'jobs_delete_exhausted',
      text: `delete from graphile_worker._private_jobs
        where id = $1 and locked_at is null and attempts >= max_attempts`,
      values: [job.id],
    });
  }
}
