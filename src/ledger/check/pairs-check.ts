import { type Check, inScope } from './check.ts';

/**
 * The entry of a project with this sequence. Refunds and transfers are rare, and `offset 0` makes PostgreSQL look up the entry of each instead of reading
 * all entries into a hash table, which took five times as long.
 */
const entryAt = (project: string, sequence: string) => `lateral (
      select * from credit_transactions e where e.project_id = ${project} and e.sequence = ${sequence} offset 0)`;

/** Each refund gives back one whole charge, and the two sides of a transfer agree. */
export const pairsCheck: Check = {
  name: 'pairs',
  text: `select r.project_id, r.sequence, 'REFUND_WITHOUT_CHARGE' as code,
      format('Refund %s does not give back the whole of one charge.', r.sequence) as message
    from credit_transactions r
    left join ${entryAt('r.project_id', 'r.refund_of')} c on true
    where r.kind = 'REFUND' and ${inScope('r.project_id')}
      and (c.kind is distinct from 'CHARGE' or c.amount <> -r.amount or c.action_id is distinct from r.action_id)
    union all
    select t.project_id, t.sequence, 'TRANSFER_WITHOUT_COUNTERPART',
      format('The other side of transfer %s is missing or differs.', t.sequence)
    from credit_transactions t
    left join ${entryAt('t.counterpart_project_id', 't.counterpart_sequence')} o on true
    where t.kind in ('TRANSFER_IN', 'TRANSFER_OUT') and ${inScope('t.project_id')}
      and (o.kind is null or o.kind = t.kind or o.amount <> -t.amount
        or (o.counterpart_project_id, o.counterpart_sequence) is distinct from (t.project_id, t.sequence))`,
};
