import { type Check, inScope } from './check.ts';

/** What remains of each grant: what the lines brought to it less what they drew from it. */
export const grantsCheck: Check = {
  name: 'grants',
  text: `with moves as (
      select l.project_id, l.grant_id, l.amount as credits
      from credit_transactions l where l.kind = 'GRANT' and ${inScope('l.project_id')}
      union all
      select l.project_id, d.grant_id, case when l.kind in ('REFUND', 'TRANSFER_IN') then d.credits else -d.credits end
      from credit_transactions l cross join lateral unnest(l.draw_grant_ids, l.draw_credits) d (grant_id, credits)
      where ${inScope('l.project_id')}
    ), recomputed as (
      select project_id, grant_id, sum(credits) as remaining from moves group by project_id, grant_id
    )
    select coalesce(g.project_id, r.project_id) as project_id, g.sequence, 'GRANT_DRIFT' as code,
      case when g.id is null then format('The transactions draw on a grant that does not exist: %s.', r.grant_id)
        else format('%s credits remain of grant %s, and by the transactions %s.', g.remaining, g.id, coalesce(r.remaining, 0))
      end as message
    from (select * from credit_grants g where ${inScope('g.project_id')}) g
    full join recomputed r on r.project_id = g.project_id and r.grant_id = g.id
    where g.remaining is distinct from coalesce(r.remaining, 0)`,
};

/** Each line draws on grants, or brings to them, as many credits as its amount says. */
export const drawsCheck: Check = {
  name: 'draws',
  text: `select l.project_id, l.sequence, 'DRAW_DRIFT' as code,
      format('Transaction %s moves %s credits, and its draws add up to %s.', l.sequence, abs(l.amount), drawn.credits) as message
    from credit_transactions l
    cross join lateral (select coalesce(sum(d.credits), 0) as credits from unnest(l.draw_credits) d (credits)) drawn
    where l.kind <> 'GRANT' and drawn.credits <> abs(l.amount) and ${inScope('l.project_id')}`,
};
