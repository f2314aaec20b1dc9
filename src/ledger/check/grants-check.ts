import { clamped, type DerivedCheck, projectHash, weight } from './check.ts';

const grantWeight = (grant: string, hashOfProject: string) => weight(`uuid_hash_extended(${grant}, ${hashOfProject})`);

/** Most entries draw on one grant, and `unnest` costs as much as the rest. The remainder keeps the sum of wrong draws in int8. */
const DRAWS = `case cardinality(l.draw_grant_ids)
  when 1 then ${grantWeight('l.draw_grant_ids[1]', 'l.project_hash')} * l.draw_credits[1]
  else (select (sum(${grantWeight('d.grant_id', 'l.project_hash')} * d.credits) % 4611686018427387904)::int8
    from unnest(l.draw_grant_ids, l.draw_credits) d (grant_id, credits)) end`;

/** What remains of each grant: what the entries brought to it less what they drew from it. */
export const grantsCheck: DerivedCheck = {
  name: 'grants',
  fingerprint: {
    ofEntry: `case when l.kind = 'GRANT' then ${grantWeight('l.grant_id', 'l.project_hash')} * l.amount
      when l.kind in ('REFUND', 'TRANSFER_IN') then ${DRAWS} else -${DRAWS} end`,
    rows: { table: 'credit_grants', project: 'project_id' },
    ofRow: `${grantWeight('d.id', projectHash('d.project_id'))} * ${clamped('d.remaining')}`,
  },
  text: `with moves as (
      select l.project_id, l.grant_id, l.amount as credits
      from credit_transactions l where l.kind = 'GRANT' and l.project_id = any($1::uuid[])
      union all
      select l.project_id, d.grant_id, case when l.kind in ('REFUND', 'TRANSFER_IN') then d.credits else -d.credits end
      from credit_transactions l cross join lateral unnest(l.draw_grant_ids, l.draw_credits) d (grant_id, credits)
      where l.project_id = any($1::uuid[])
    ), recomputed as (
      select project_id, grant_id, sum(credits) as remaining from moves group by project_id, grant_id
    )
    select coalesce(g.project_id, r.project_id) as project_id, g.sequence, 'GRANT_DRIFT' as code,
      case when g.id is null then format('The transactions draw on a grant that does not exist: %s.', r.grant_id)
        else format('%s credits remain of grant %s, and by the transactions %s.', g.remaining, g.id, coalesce(r.remaining, 0))
      end as message
    from (select * from credit_grants g where g.project_id = any($1::uuid[])) g
    full join recomputed r on r.project_id = g.project_id and r.grant_id = g.id
    where g.remaining is distinct from coalesce(r.remaining, 0)`,
};
