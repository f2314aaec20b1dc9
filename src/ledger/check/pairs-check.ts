import { type Check, inScope } from './check.ts';

/** Each refund gives back one whole charge, and the two sides of a transfer agree. */
export const pairsCheck: Check = {
  name: 'pairs',
  text: `select r.project_id, r.sequence, 'REFUND_WITHOUT_CHARGE' as code,
      format('Refund %s does not give back the whole of one charge.', r.sequence) as message
    from credit_transactions r
    left join credit_transactions c on c.project_id = r.project_id and c.sequence = r.refund_of
    where r.kind = 'REFUND' and ${inScope('r.project_id')}
      and (c.kind is distinct from 'CHARGE' or c.amount <> -r.amount or c.action_id is distinct from r.action_id)
    union all
    select t.project_id, t.sequence, 'TRANSFER_WITHOUT_COUNTERPART',
      format('The other side of transfer %s is missing or differs.', t.sequence)
    from credit_transactions t
    left join credit_transactions o on o.project_id = t.counterpart_project_id and o.sequence = t.counterpart_sequence
    where t.kind in ('TRANSFER_IN', 'TRANSFER_OUT') and ${inScope('t.project_id')}
      and (o.kind is null or o.kind = t.kind or o.amount <> -t.amount
        or (o.counterpart_project_id, o.counterpart_sequence) is distinct from (t.project_id, t.sequence))`,
};
