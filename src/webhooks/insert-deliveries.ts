/**
 * Writes deliveries of events: one row for each enabled endpoint of the project's workspace that subscribes to the event, in
 * the transaction that causes it. If no endpoint is enabled, PostgreSQL evaluates only the check for one.
 */
import { deterministicUuidV7 } from '../database/deterministic-uuid-v7.ts';

/**
 * SQL that inserts deliveries. `occurrences` is a FROM item, which may refer to `p`, a row of `projects`, and has the columns
 * event, place (identifies the event among those of its kind in the project), facts, at, and since, an instant that is the
 * same whenever the same event is written.
 *
 * `offset 0` keeps the planner from reading the entries first: the plan is made once, possibly while tables are empty.
 */
export function insertDeliveries(projects: string, occurrences: string): string {
  return `insert into webhook_deliveries (id, endpoint_id, event, facts, created_at, next_attempt_at)
    select ${deterministicUuidV7('occurrence.since', `e.id::text || p.id::text || occurrence.event || occurrence.place`)},
      e.id, occurrence.event::webhook_event, occurrence.facts || jsonb_build_object('projectId', p.id), occurrence.at, occurrence.at
    from ${projects} touched
    join projects p on p.id = touched.project_id
    cross join lateral ${occurrences} occurrence
    join webhook_endpoints e on e.workspace_id = p.workspace_id and e.enabled
      and occurrence.event::webhook_event = any(e.events)
    where exists (select from webhook_endpoints where enabled)
    on conflict (id) do nothing`;
}
