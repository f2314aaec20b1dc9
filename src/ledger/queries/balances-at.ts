import { type Queryable, runStatement } from '../../database/statement.ts';
import type { ProjectId } from '../../ids.ts';
import type { Instant } from '../../instant.ts';
import { newestLine } from './newest-line.ts';

/**
 * The balances as they were at instants that have passed, in the order of the instants, the lines of each very instant
 * included. The project has been settled up to the last: expiries are dated at their expiry, however late they were
 * written.
 */
export async function balancesAt(on: Queryable, projectId: ProjectId, instants: readonly Instant[]): Promise<number[]> {
  const rows = await runStatement<{ balance: number }>(on, {
    name: 'balances_at',
    text: `select coalesce(newest.balance_after, 0)::int as balance
      from unnest($2::float8[]) with ordinality as wanted(at, ord)
      left join lateral (${newestLine('l.balance_after', 'wanted.at')}) newest on true
      order by ord`,
    values: [projectId, instants],
  });
  return rows.map(({ balance }) => balance);
}
