import type { Statement } from '../../database/statement.ts';
import type { ProjectId } from '../../ids.ts';
import { QUARTERS } from '../kernel/usage.ts';
import { partialHoursOf, wholeHoursOf } from './bucket-hours.ts';
import type { Bucket } from './usage-buckets.ts';

/** The dimension that usage is grouped by: the actor, the API key or the kind of action. */
export type UsageGroupBy = 'ACTOR' | 'KEY' | 'KIND';

/** The table that counts each dimension. */
export const COUNTED: Readonly<Record<UsageGroupBy, { readonly table: string; readonly column: string }>> = {
  ACTOR: { table: 'usage_by_spender', column: 'actor' },
  KEY: { table: 'usage_by_spender', column: 'key_id' },
  KIND: { table: 'usage', column: 'action_kind' },
};

/** `spent_by` may occur several times in a bucket: for its whole hours and for each partial hour. */
export interface CountedRow<SpentBy> {
  /** The index of the bucket. */
  readonly ord: number;
  readonly spent_by: SpentBy;
  readonly actions: number;
  readonly credits: number;
  readonly refunded_credits: number;
}

/**
 * A row counts one UTC hour. Rows of hours that lie entirely in one bucket are summed. Where a bucket begins or ends inside an
 * hour, its part is the count from its first quarter on minus the count from its end on.
 */
export function countedUsage(projectId: ProjectId, buckets: readonly Bucket[], by: UsageGroupBy): Statement {
  const { table, column } = COUNTED[by];
  const sums = (ofRow: (counted: string) => string) => {
    const sum = (counted: string) => `sum(${ofRow(counted)})::int8 as ${counted}`;
    return `select ${column} as spent_by, ${sum('actions')}, ${sum('credits')}, ${sum('refunded_credits')} from ${table}`;
  };
  const whole = buckets.flatMap((bucket, ord) => wholeHoursOf(bucket).map((hours) => ({ ord, ...hours })));
  const broken = buckets.flatMap((bucket, ord) => partialHoursOf(bucket).map((hour) => ({ ord, ...hour })));
  return {
    name: `usage_by_${by}`,
    text: `select whole.ord, u.*
      from (select unnest($2::int[]) as ord, unnest($3::float8[]) as start_at, unnest($4::float8[]) as end_at) whole
      cross join lateral (
        ${sums((counted) => `${counted}_from_00`)}
        where project_id = $1 and hour_at >= to_timestamp(start_at / 1000) and hour_at < to_timestamp(end_at / 1000)
        group by ${column}
      ) u
      union all
      select broken.ord, u.*
      from (select unnest($5::int[]) as ord, unnest($6::float8[]) as at,
        ${QUARTERS.map((quarter, index) => `unnest($${7 + index}::int[]) as sign_${quarter}`).join(', ')}) broken
      cross join lateral (
        ${sums((counted) => QUARTERS.map((quarter) => `${counted}_from_${quarter} * sign_${quarter}`).join(' + '))}
        where project_id = $1 and hour_at = to_timestamp(broken.at / 1000)
        group by ${column}
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
