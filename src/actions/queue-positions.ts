import { type Queryable, runStatement } from '../database/statement.ts';
import type { ActionId } from '../ids.ts';

/**
 * The number of actions that will start before a queued one: those queued earlier in the same project, and as many of each
 * other project, because projects take turns. At most one query runs at a time: calls made meanwhile share the next one.
 */
export class QueuePositions {
  readonly #database: Queryable;
  #next: { readonly ids: Set<ActionId>; readonly positions: Promise<Map<ActionId, number>> } | null = null;
  #last: Promise<unknown> = Promise.resolve();

  constructor(database: Queryable) {
    this.#database = database;
  }

  /** The result omits actions that are no longer queued. */
  find(ids: readonly ActionId[]): Promise<Map<ActionId, number>> {
    const batch = (this.#next ??= this.#begin());
    for (const id of ids) batch.ids.add(id);
    return batch.positions;
  }

  #begin() {
    const ids = new Set<ActionId>();
    const positions = this.#last.then(() => {
      this.#next = null;
      return this.#read([...ids]);
    });
    this.#last = positions.catch(() => undefined); // the callers of this batch get the error
    return { ids, positions };
  }

  async #read(ids: readonly ActionId[]): Promise<Map<ActionId, number>> {
    const rows = await runStatement<{ id: ActionId; position: number }>(this.#database, {
      name: 'jobs_positions',
      text: `with waiting as materialized (
          select payload->>'projectId' as project_id, payload->>'actionId' as id,
            row_number() over (partition by payload->>'projectId' order by priority, run_at, id) - 1 as place
          from graphile_worker._private_jobs
          where is_available and flags is not null
        ), projects as (
          select project_id, count(*) as waiting from waiting group by project_id
        )
        select id, (place + coalesce((
            select sum(least(other.waiting, place)) from projects other where other.project_id <> waiting.project_id
          ), 0))::int as position
        from waiting where id = any($1::text[])`,
      values: [ids],
    });
    return new Map(rows.map(({ id, position }) => [id, position]));
  }
}
