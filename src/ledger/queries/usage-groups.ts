import { type Queryable, runStatement } from '../../database/statement.ts';
import type { ApiKeyId, ProjectId } from '../../ids.ts';
import type { ActionKind } from '../kernel/entry.ts';
import { NO_KEY } from '../kernel/usage.ts';
import { type CountedRow, countedUsage, type UsageGroupBy } from './counted-usage.ts';
import { quartersOf, type UsageRange } from './usage-buckets.ts';
import type { UsageCount } from './usage.ts';

/** The usage of one actor, API key or kind of action. Only the field that it is grouped by is set. */
export interface UsageGroup extends UsageCount {
  readonly actor: string | null;
  /** Null also for actions that were charged without an API key. */
  readonly apiKeyId: ApiKeyId | null;
  readonly kind: ActionKind | null;
  readonly refundedCredits: number;
}

export interface GroupsQuery extends Pick<UsageRange, 'from' | 'to'> {
  readonly projectId: ProjectId;
  readonly by: UsageGroupBy;
  /** The most groups to return. */
  readonly first: number;
}

/** The usage of a range by group, highest spend first. */
export async function usageGroupsOf(
  on: Queryable,
  { projectId, by, first, ...range }: GroupsQuery,
): Promise<UsageGroup[]> {
  const { name, text, values } = countedUsage(projectId, [quartersOf(range)], by);
  const rows = await runStatement<CountedRow<string>>(on, {
    name: `${name}_groups`,
    text: `select spent_by, sum(actions)::int8 as actions, sum(credits)::int8 as credits,
        sum(refunded_credits)::int8 as refunded_credits
      from (${text}) counted
      group by spent_by
      having sum(actions) > 0 or sum(refunded_credits) > 0
      order by sum(credits) desc, sum(actions) desc, spent_by
      limit $${values.length + 1}::int`,
    values: [...values, first],
  });
  return rows.map(({ spent_by: spentBy, actions, credits, refunded_credits: refundedCredits }) => ({
    ...groupOf(by, spentBy),
    actions,
    credits,
    refundedCredits,
  }));
}

const NO_GROUP = { actor: null, apiKeyId: null, kind: null };

/** The actor, API key or kind of action of a group, from the column by which the query grouped. */
export function groupOf(by: UsageGroupBy, spentBy: string): Pick<UsageGroup, 'actor' | 'apiKeyId' | 'kind'> {
  switch (by) {
    case 'ACTOR':
      return { ...NO_GROUP, actor: spentBy };
    case 'KEY':
      return { ...NO_GROUP, apiKeyId: spentBy === NO_KEY ? null : (spentBy as ApiKeyId) };
    case 'KIND':
      return { ...NO_GROUP, kind: spentBy as ActionKind };
  }
}
