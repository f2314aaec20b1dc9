import type { ActionId, ProjectId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { Writer } from '../ledger/store/attachment.ts';
import { actionEvents } from '../webhooks/action-events.ts';
import type { ActionStatus, FailureCode } from './action.ts';

/** The end of an action without a picture, written in the same transaction as the refund. */
export interface PicturelessEnd {
  readonly projectId: ProjectId;
  readonly actionId: ActionId;
  /** The statuses that the action may still have: only a QUEUED one can be canceled, a QUEUED or RUNNING one can fail. */
  readonly from: readonly ActionStatus[];
  readonly to: 'FAILED' | 'CANCELED';
  readonly failure: { readonly code: FailureCode; readonly message: string } | null;
  readonly finishedAt: Instant;
  /** See `actionEvents`. */
  readonly traceparent: string | null;
}

export const endWriter: Writer<PicturelessEnd> = {
  name: 'end actions without a picture',
  // Locks the row of the action after that of the project. Other changes of a status lock the action only, so there is no
  // deadlock, and a status that is checked here cannot change before the commit.
  precondition: (ends) => ({
    name: 'actions_lock_unended',
    text: `select wanted.ord::int as ord
      from unnest($1::uuid[], $2::uuid[], $3::text[]) with ordinality as wanted(project_id, id, statuses, ord)
      join actions a on a.project_id = wanted.project_id and a.id = wanted.id
        and a.status = any(string_to_array(wanted.statuses, ',')::action_status[])
      order by a.project_id, a.id
      for update of a`,
    values: [
      ends.map(({ projectId }) => projectId),
      ends.map(({ actionId }) => actionId),
      ends.map(({ from }) => from.join(',')),
    ],
  }),
  statements: (accepted) => [
    {
      name: 'actions_end_pictureless',
      text: `update actions a set status = ended.status, failure_code = ended.code, failure_message = ended.message,
          refund_sequence = ended.refund_sequence, finished_at = to_timestamp(ended.finished_at / 1000)
        from unnest($1::uuid[], $2::uuid[], $3::action_status[], $4::text[], $5::text[], $6::int[], $7::float8[])
          as ended(project_id, id, status, code, message, refund_sequence, finished_at)
        where a.project_id = ended.project_id and a.id = ended.id`,
      values: [
        accepted.map(({ row }) => row.projectId),
        accepted.map(({ row }) => row.actionId),
        accepted.map(({ row }) => row.to),
        accepted.map(({ row }) => row.failure?.code ?? null),
        accepted.map(({ row }) => row.failure?.message ?? null),
        accepted.map(({ entry }) => entry.sequence),
        accepted.map(({ row }) => row.finishedAt),
      ],
    },
    actionEvents(accepted.map(({ row: { projectId, actionId: id, traceparent } }) => ({ projectId, id, traceparent }))),
  ],
};
