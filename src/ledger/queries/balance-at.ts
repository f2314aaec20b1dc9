import { type Queryable, runStatement } from '../../database/statement.ts';
import type { Instant, ProjectId } from '../kernel/ids.ts';
/**
 * The balances as they were at instants that have passed, in the order of the instants, the lines of each very instant
 * included. The project has been settled up to the last: expiries are dated at their expiry, however late they were
 * written. All places are found by one halving: see `newestBefore`.
 */
export async function balancesAt(on: Queryable, projectId: ProjectId, instants: readonly Instant[]): Promise<number[]> {
  const rows = await runStatement<{ balance: number }>(on, {
    name: 'balances_at',
    text: `with recursive halving(ord, at, low, high) as (
        select wanted.ord, to_timestamp(wanted.at / 1000), 0, coalesce(p.sequence, 0)
        from unnest($2::float8[]) with ordinality as wanted(at, ord) left join projects p on p.id = $1
        union all
        select ord, at,
               case when line.created_at <= at then line.sequence else low end,
               case when line.created_at <= at then high else line.sequence - 1 end
        from halving
        cross join lateral (
          select t.sequence, t.created_at from credit_transactions t
          where t.project_id = $1 and t.sequence = (low + high + 1) / 2
        ) line
        where low < high
      )
      select coalesce(line.balance_after, 0)::int as balance
      from halving
      left join lateral (
        select t.balance_after from credit_transactions t where t.project_id = $1 and t.sequence = low limit 1
      ) line on true
      where low >= high order by ord`,
    values: [projectId, instants],
  });
  return rows.map(({ balance }) => balance);
}
