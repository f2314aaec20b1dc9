import { type Queryable, runStatement } from '../../database/statement.ts';
import type { WorkspaceId } from '../../ids.ts';
import type { Instant } from '../../instant.ts';
import { COUNTED, type UsageGroupBy } from './counted-usage.ts';
import { groupOf, type UsageGroup } from './usage-groups.ts';
import type { UsageCount } from './usage.ts';

export interface SpendingQuery {
  readonly workspaceId: WorkspaceId;
  /** Inclusive, at midnight UTC. */
  readonly from: Instant;
  /** Exclusive, at midnight UTC. */
  readonly to: Instant;
  readonly by: UsageGroupBy;
  /** The maximum number of groups to return. */
  readonly first: number;
}

/** The usage on one UTC day. */
export interface SpendingDay extends UsageCount {
  readonly day: Instant;
}

export interface SpendingGroup extends UsageGroup {
  /** The days with usage, in ascending order. */
  readonly days: readonly SpendingDay[];
}

export interface Spending extends UsageCount {
  readonly refundedCredits: number;
  readonly groups: readonly SpendingGroup[];
}

interface Row {
  readonly spent_by: string;
  readonly actions: number;
  readonly credits: number;
  readonly refunded_credits: number;
  /** The totals of all groups, including groups that are not returned. */
  readonly all_actions: number;
  readonly all_credits: number;
  readonly all_refunded_credits: number;
  readonly days: SpendingDay[];
}

/** The usage of all projects of a workspace by group and day, highest spend first. */
export async function spendingOf(
  on: Queryable,
  { workspaceId, from, to, by, first }: SpendingQuery,
): Promise<Spending> {
  const { table, column } = COUNTED[by];
  const rows = await runStatement<Row>(on, {
    name: `spending_by_${by}`,
    text: `with counted as (
        select u.${column} as spent_by, date_trunc('day', u.hour_at, 'UTC') as day, sum(u.actions_from_00) as actions,
          sum(u.credits_from_00) as credits, sum(u.refunded_credits_from_00) as refunded_credits
        from projects p join ${table} u on u.project_id = p.id
        where p.workspace_id = $1 and u.hour_at >= to_timestamp($2::float8 / 1000) and u.hour_at < to_timestamp($3::float8 / 1000)
        group by 1, 2
      )
      select spent_by, sum(actions)::int8 as actions, sum(credits)::int8 as credits,
        sum(refunded_credits)::int8 as refunded_credits, (sum(sum(actions)) over ())::int8 as all_actions,
        (sum(sum(credits)) over ())::int8 as all_credits, (sum(sum(refunded_credits)) over ())::int8 as all_refunded_credits,
        coalesce(json_agg(json_build_object('day', extract(epoch from day)::float8 * 1000, 'actions', actions,
          'credits', credits) order by day) filter (where actions > 0), '[]') as days
      from counted
      group by spent_by
      having sum(actions) > 0 or sum(refunded_credits) > 0
      order by sum(credits) desc, sum(actions) desc, spent_by
      limit $4::int`,
    values: [workspaceId, from, to, first],
  });
  const [{ all_actions: actions, all_credits: credits, all_refunded_credits: refundedCredits } = NOTHING] = rows;
  return {
    actions,
    credits,
    refundedCredits,
    groups: rows.map((row) => ({
      ...groupOf(by, row.spent_by),
      actions: row.actions,
      credits: row.credits,
      refundedCredits: row.refunded_credits,
      days: row.days,
    })),
  };
}

const NOTHING = { all_actions: 0, all_credits: 0, all_refunded_credits: 0 };
