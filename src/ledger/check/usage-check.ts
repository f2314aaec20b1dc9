import { QUARTERS } from '../kernel/usage.ts';
import { type Check, inScope } from './check.ts';

const COUNTED = ['actions', 'credits', 'refunded_credits'] as const;
const COLUMNS = COUNTED.flatMap((counted) => QUARTERS.map((quarter) => `${counted}_from_${quarter}`));

/** What a column counts of the charges of an hour: those from its quarter to the end of the hour. */
function recomputed(counted: (typeof COUNTED)[number], quarter: (typeof QUARTERS)[number]): string {
  const value = counted === 'actions' ? 'count(c.amount)' : 'sum(-c.amount)';
  const state = counted === 'refunded_credits' ? 'is not null' : 'is null';
  const isCounted = `r.refund_of ${state} and extract(minute from c.created_at) >= ${Number(quarter)}`;
  return `coalesce(${value} filter (where ${isCounted}), 0) as ${counted}_from_${quarter}`;
}

const RECOMPUTED = COUNTED.flatMap((counted) => QUARTERS.map((quarter) => recomputed(counted, quarter))).join(', ');

/** The counts of a row; 0 where there is none. */
const countsOf = (table: string) => COLUMNS.map((column) => `coalesce(${table}.${column}, 0)`).join(', ');

/** The counts of the usage history, from the charges and the refunds. */
export const usageCheck: Check = {
  name: 'usage',
  text: `with recomputed as (
      select c.project_id, date_trunc('hour', c.created_at) as hour_at, c.action_kind, ${RECOMPUTED}
      from credit_transactions c
      left join credit_transactions r on r.project_id = c.project_id and r.refund_of = c.sequence and r.refund_of is not null
      where c.kind = 'CHARGE' and c.action_kind is not null and ${inScope('c.project_id')}
      group by 1, 2, 3
    )
    select coalesce(u.project_id, r.project_id) as project_id, null::int as sequence, 'USAGE_DRIFT' as code,
      format('The usage of %s in the hour from %s differs from the transactions: %s actions are counted, and %s were charged and not refunded.',
        coalesce(u.action_kind, r.action_kind), to_char(coalesce(u.hour_at, r.hour_at), 'YYYY-MM-DD"T"HH24:MI"Z"'),
        coalesce(u.actions_from_00, 0), coalesce(r.actions_from_00, 0)) as message
    from (select * from usage u where ${inScope('u.project_id')}) u
    full join recomputed r on r.project_id = u.project_id and r.hour_at = u.hour_at and r.action_kind = u.action_kind
    where (${countsOf('u')}) is distinct from (${countsOf('r')})`,
};
