import { overRows } from '../database/over-rows.ts';
import type { Statement } from '../database/statement.ts';
import type { ActionId, ProjectId } from '../ids.ts';
import { insertDeliveries } from './insert-deliveries.ts';

interface EndedAction {
  readonly projectId: ProjectId;
  readonly id: ActionId;
  /** The span in which the action ended. The delivery belongs to the same trace; see `Tracing`. */
  readonly traceparent: string | null;
}

/** The event of an action that SUCCEEDED or FAILED. Canceled actions cause no event. */
const TOLD = `(
  select 'ACTION_' || a.status as event, a.id::text as place, a.finished_at as at, a.finished_at as since,
    jsonb_build_object('actionId', a.id, 'kind', a.kind, 'credits', a.credits)
      || case when a.status = 'SUCCEEDED' then jsonb_build_object('imageId', a.image_id)
        else jsonb_build_object('failure', jsonb_build_object('code', a.failure_code, 'message', a.failure_message)) end
      || case when touched.traceparent is null then '{}' else jsonb_build_object('traceparent', touched.traceparent) end
      as facts
  from (select a.* from actions a where a.project_id = p.id and a.id = touched.action_id offset 0) a
  where a.status in ('SUCCEEDED', 'FAILED')
)`;

/** Writes the events of actions that have ended. Must follow the statement that ends them, in the same transaction. */
export const actionEvents: (ended: readonly EndedAction[]) => Statement = overRows<EndedAction>(
  'webhooks_tell_actions',
  {
    project_id: ['uuid', ({ projectId }) => projectId],
    action_id: ['uuid', ({ id }) => id],
    traceparent: ['text', ({ traceparent }) => traceparent],
  },
  (rows) => insertDeliveries(rows, TOLD),
);
