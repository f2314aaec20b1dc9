import { type Queryable, runStatement } from '../../database/statement.ts';
import type { ActionKind } from '../kernel/entry.ts';
import type { ProjectId } from '../kernel/ids.ts';
import { type Bucket, bucketsOf, type UsageRange } from './usage-buckets.ts';

export interface UsageCount {
  /** Accepted and not refunded. */
  readonly actions: number;
  readonly credits: number;
}

export type UsageByKind = Readonly<Partial<Record<ActionKind, UsageCount>>>;

export interface UsageBucket extends Bucket, UsageCount {
  readonly byKind: UsageByKind;
}

export interface UsageReport extends UsageCount {
  readonly refundedCredits: number;
  readonly byKind: UsageByKind;
  /** Every bucket of the range, empty ones too. */
  readonly buckets: readonly UsageBucket[];
}

interface UsageRow extends UsageCount {
  readonly ord: number;
  readonly action_kind: ActionKind;
  readonly refunded_credits: number;
}

/** What the actions that were charged in a range came to. Throws TooManyBucketsError. */
export async function usageOf(on: Queryable, projectId: ProjectId, range: UsageRange): Promise<UsageReport> {
  const buckets = bucketsOf(range);
  const rows = await runStatement<UsageRow>(on, {
    name: 'usage_report',
    text: `select b.ord::int as ord, u.action_kind, u.actions, u.credits, u.refunded_credits
      from unnest($2::float8[], $3::float8[]) with ordinality as b(start_at, end_at, ord)
      cross join lateral (
        select action_kind, sum(actions)::int8 as actions, sum(credits)::int8 as credits,
          sum(refunded_credits)::int8 as refunded_credits
        from usage where project_id = $1
          and quarter_at >= to_timestamp(b.start_at / 1000) and quarter_at < to_timestamp(b.end_at / 1000)
        group by action_kind
      ) u`,
    values: [projectId, buckets.map(({ start }) => start), buckets.map(({ end }) => end)],
  });
  const byBucket = Map.groupBy(rows, ({ ord }) => ord);
  return {
    ...totalOf(rows),
    refundedCredits: rows.reduce((sum, row) => sum + row.refunded_credits, 0),
    byKind: byKindOf(rows),
    buckets: buckets.map((bucket, index) => {
      const counted = byBucket.get(index + 1) ?? [];
      return { ...bucket, ...totalOf(counted), byKind: byKindOf(counted) };
    }),
  };
}

function totalOf(rows: readonly UsageCount[]): UsageCount {
  return {
    actions: rows.reduce((sum, { actions }) => sum + actions, 0),
    credits: rows.reduce((sum, { credits }) => sum + credits, 0),
  };
}

function byKindOf(rows: readonly UsageRow[]): UsageByKind {
  const kinds = Map.groupBy(rows, (row) => row.action_kind);
  return Object.fromEntries([...kinds].map(([kind, counted]) => [kind, totalOf(counted)]));
}
