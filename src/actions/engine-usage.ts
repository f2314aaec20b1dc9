import { type Queryable, runStatement } from '../database/statement.ts';
import { firstIdAt, type WorkspaceId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { ActionKind } from '../ledger/kernel/entry.ts';

/** The usage of one engine for one kind of action on one UTC day. */
export interface EngineUsage {
  readonly day: Instant;
  readonly kind: ActionKind;
  readonly engine: string;
  readonly calls: number;
  /** The number of calls that made a picture. */
  readonly pictures: number;
  readonly averageMs: number;
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  /** Credits charged for the pictures, without those that were refunded. */
  readonly credits: number;
  /** The cost of the pictures at the provider, in millionths of the currency; null if that of one is unknown. */
  readonly costMicros: number | null;
}

export interface EngineUsageRange {
  readonly workspaceId: WorkspaceId;
  /** Inclusive. */
  readonly from: Instant;
  /** Exclusive. */
  readonly to: Instant;
}

/** The newest day first. After a crash an action may have two calls that made a picture, but one charge. */
export function engineUsage(on: Queryable, { workspaceId, from, to }: EngineUsageRange): Promise<EngineUsage[]> {
  return runStatement<EngineUsage>(on, {
    name: 'engine_usage',
    text: `with calls as (
        select c.*, c.outcome = 'MADE' and row_number() over (partition by c.action_id, c.outcome order by c.id desc) = 1 as is_last
        from engine_calls c join projects p on p.id = c.project_id and p.workspace_id = $1
        where c.id >= $2 and c.id < $3
      )
      select date_trunc('day', c.created_at, 'UTC') as day, c.kind, c.engine, count(*)::int as calls,
        count(*) filter (where c.outcome = 'MADE')::int as pictures,
        round(avg(c.duration_ms))::int as "averageMs",
        sum(c.input_tokens)::int8 as "inputTokens", sum(c.output_tokens)::int8 as "outputTokens",
        coalesce(sum(a.credits) filter (where c.is_last and a.status = 'SUCCEEDED' and a.refund_sequence is null), 0)::int8
          as credits,
        case when bool_or(c.outcome = 'MADE' and c.cost_micros is null) then null
          else coalesce(sum(c.cost_micros), 0)::int8 end as "costMicros"
      from calls c left join actions a on a.project_id = c.project_id and a.id = c.action_id
      group by 1, 2, 3 order by 1 desc, 2, 3`,
    values: [workspaceId, firstIdAt(from), firstIdAt(to)],
  });
}
