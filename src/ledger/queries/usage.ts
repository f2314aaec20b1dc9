import { type Queryable, runStatement, type Statement } from '../../database/statement.ts';
import type { ProjectId } from '../../ids.ts';
import type { ActionKind } from '../kernel/entry.ts';
import { QUARTERS } from '../kernel/usage.ts';
import { brokenHoursOf, wholeHoursOf } from './bucket-hours.ts';
import { type Bucket, bucketsOf, type UsageRange } from './usage-buckets.ts';

export interface UsageCount {
  /** Accepted and not refunded. */
  readonly actions: number;
  readonly credits: number;
}

/** A kind of which nothing was charged may be left out. */
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
  const rows = await runStatement<UsageRow>(on, usageStatement(projectId, buckets));
  const byBucket = Map.groupBy(rows, ({ ord }) => ord);
  return {
    ...totalOf(rows),
    refundedCredits: rows.reduce((sum, row) => sum + row.refunded_credits, 0),
    byKind: byKindOf(rows),
    buckets: buckets.map((bucket, ord) => {
      const counted = byBucket.get(ord) ?? [];
      return { ...bucket, ...totalOf(counted), byKind: byKindOf(counted) };
    }),
  };
}

/**
 * A row of `usage` holds an hour. Most hours lie in one bucket as a whole, and their rows are only added up; where a bucket
 * begins or ends inside an hour, it has what was counted from its first quarter on without what was from its end on.
 */
function usageStatement(projectId: ProjectId, buckets: readonly Bucket[]): Statement {
  const whole = buckets.flatMap((bucket, ord) => wholeHoursOf(bucket).map((hours) => ({ ord, ...hours })));
  const broken = buckets.flatMap((bucket, ord) => brokenHoursOf(bucket).map((hour) => ({ ord, ...hour })));
  return {
    name: 'usage_report',
    text: `select whole.ord, u.*
      from (select unnest($2::int[]) as ord, unnest($3::float8[]) as start_at, unnest($4::float8[]) as end_at) whole
      cross join lateral (
        ${sums((counted) => `${counted}_from_00`)}
        where project_id = $1 and hour_at >= to_timestamp(start_at / 1000) and hour_at < to_timestamp(end_at / 1000)
        group by action_kind
      ) u
      union all
      select broken.ord, u.*
      from (select unnest($5::int[]) as ord, unnest($6::float8[]) as at,
        ${QUARTERS.map((quarter, index) => `unnest($${7 + index}::int[]) as sign_${quarter}`).join(', ')}) broken
      cross join lateral (
        ${sums((counted) => QUARTERS.map((quarter) => `${counted}_from_${quarter} * sign_${quarter}`).join(' + '))}
        where project_id = $1 and hour_at = to_timestamp(broken.at / 1000)
        group by action_kind
      ) u`,
    values: [
      projectId,
      whole.map(({ ord }) => ord),
      whole.map(({ start }) => start),
      whole.map(({ end }) => end),
      broken.map(({ ord }) => ord),
      broken.map(({ hourAt }) => hourAt),
      ...QUARTERS.map((_, index) => broken.map(({ signs }) => signs[index])),
    ],
  };
}

function sums(ofRow: (counted: string) => string): string {
  const sum = (counted: string) => `sum(${ofRow(counted)})::int8 as ${counted}`;
  return `select action_kind, ${sum('actions')}, ${sum('credits')}, ${sum('refunded_credits')} from usage`;
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
