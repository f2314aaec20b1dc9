import { type Check, inScope } from '../ledger/check/check.ts';

/** Every charge has its action and every action its charge; an action that ended without a picture was refunded. */
export const chargesCheck: Check = {
  name: 'charges',
  text: `select coalesce(c.project_id, a.project_id) as project_id, coalesce(c.sequence, a.charge_sequence) as sequence,
      found.code, found.message
    from (select * from credit_transactions c where c.kind = 'CHARGE' and ${inScope('c.project_id')}) c
    full join (select * from actions a where ${inScope('a.project_id')}) a
      on a.project_id = c.project_id and a.charge_sequence = c.sequence and a.id = c.action_id
    left join credit_transactions r on r.project_id = c.project_id and r.refund_of = c.sequence and r.refund_of is not null
    cross join lateral (values
      (a.id is null, 'CHARGE_WITHOUT_ACTION', format('Charge %s belongs to no action.', c.sequence)),
      (c.sequence is null, 'ACTION_WITHOUT_CHARGE', format('Action %s was not charged.', a.id)),
      (a.credits <> -c.amount, 'CHARGE_DRIFT', format('Action %s costs %s credits, and %s were charged.', a.id, a.credits, -c.amount)),
      (a.status in ('FAILED', 'CANCELED') and c.sequence is not null and r.sequence is null, 'REFUND_MISSING',
        format('Action %s ended without a picture and was not refunded.', a.id))
    ) found (is_wrong, code, message)
    where found.is_wrong`,
};
