import { type Queryable, runStatement } from '../../database/statement.ts';
import type { ProjectId } from '../../ids.ts';
import type { Instant } from '../../instant.ts';
import { newestEntry } from './newest-entry.ts';

/**
 * The balances at past instants, in the given order. Entries dated exactly at an instant are included. The caller must have
 * settled the project up to the last instant: expiries are dated at their expiry, however late they are written.
 */
export async function balancesAt(on: Queryable, projectId: ProjectId, instants: readonly Instant[]): Promise<number[]> {
  const rows = await runStatement<{ balance: number }>(on, {
    name: 'balances_at',
    text: `select coalesce(newest.balance_after, 0)::int as balance
      from unnest($2::float8[]) with ordinality as wanted(at, ord)
      left join lateral (${newestEntry('l.balance_after', 'wanted.at')}) newest on true
      order by ord`,
    values: [projectId, instants],
  });
  return rows.map(({ balance }) => balance);
}
