import { type Queryable, runStatement } from '../../database/statement.ts';
import type { ProjectId } from '../../ids.ts';
import type { ActionKind } from '../kernel/entry.ts';
import { type CountedRow, countedUsage } from './counted-usage.ts';
import { type Bucket, bucketsOf, type UsageRange } from './usage-buckets.ts';

export interface UsageCount {
  /** Actions that were accepted and not refunded. */
  readonly actions: number;
  readonly credits: number;
}

/** Kinds without charges may be absent. */
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

type UsageRow = CountedRow<ActionKind>;

/** The usage of the actions that were charged in a range. Throws TooManyBucketsError. */
export async function usageOf(on: Queryable, projectId: ProjectId, range: UsageRange): Promise<UsageReport> {
  const buckets = bucketsOf(range);
  const rows = await runStatement<UsageRow>(on, countedUsage(projectId, buckets, 'KIND'));
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

function totalOf(rows: readonly UsageCount[]): UsageCount {
  return {
    actions: rows.reduce((sum, { actions }) => sum + actions, 0),
    credits: rows.reduce((sum, { credits }) => sum + credits, 0),
  };
}

function byKindOf(rows: readonly UsageRow[]): UsageByKind {
  const kinds = Map.groupBy(rows, (row) => row.spent_by);
  return Object.fromEntries([...kinds].map(([kind, counted]) => [kind, totalOf(counted)]));
}
