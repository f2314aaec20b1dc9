import type { Check } from './check.ts';

/**
 * What has been spent under the cap of each key in its current period. A key belongs to no project: the problem is reported
 * for the oldest project of its workspace, and when one project is checked the caps are left out.
 */
export const capsCheck: Check = {
  name: 'caps',
  text: `with recomputed as (
      select c.api_key_id, coalesce(sum(-l.amount), 0) as spent
      from credit_caps c
      join credit_transactions l on l.key_id = c.api_key_id and l.created_at >= c.period_at
      left join credit_transactions r on r.project_id = l.project_id and r.refund_of = l.sequence and r.refund_of is not null
      where l.kind = 'CHARGE' and r.refund_of is null
      group by c.api_key_id
    )
    select p.id as project_id, null::int as sequence, 'CAP_DRIFT' as code,
      format('%s credits count against the cap of key %s, and by the transactions %s.', c.spent, c.api_key_id, coalesce(r.spent, 0)) as message
    from credit_caps c
    join api_keys k on k.id = c.api_key_id
    cross join lateral (select min(p.id::text)::uuid as id from projects p where p.workspace_id = k.workspace_id) p
    left join recomputed r on r.api_key_id = c.api_key_id
    where $2::uuid is null and ($1::uuid is null or k.workspace_id = $1) and c.spent <> coalesce(r.spent, 0)`,
};
