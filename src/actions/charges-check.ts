import {
  type Check,
  clamped,
  type DerivedCheck,
  inScope,
  numberHash,
  projectHash,
  weight,
} from '../ledger/check/check.ts';

/** Of a charge or an action: which action was charged, by which line and how much. An action may cost nothing. */
const weightOf = (action: string, hashOfProject: string, sequence: string, credits: string) =>
  `${weight(`uuid_hash_extended(${action}, ${numberHash(sequence, hashOfProject)})`)} * (${credits} + 1)`;

/** Every charge has its action and every action its charge. */
export const chargesCheck: DerivedCheck = {
  name: 'charges',
  fingerprint: {
    ofEntry: `case when l.kind = 'CHARGE' then coalesce(${weightOf('l.action_id', 'l.project_hash', 'l.sequence', '-l.amount::int8')}, 1) else 0 end`,
    rows: { table: 'actions', project: 'project_id' },
    ofRow: weightOf('d.id', projectHash('d.project_id'), 'd.charge_sequence', clamped('d.credits')),
  },
  text: `select coalesce(c.project_id, a.project_id) as project_id, coalesce(c.sequence, a.charge_sequence) as sequence,
      found.code, found.message
    from (select * from credit_transactions c where c.kind = 'CHARGE' and c.project_id = any($1::uuid[])) c
    full join (select * from actions a where a.project_id = any($1::uuid[])) a
      on a.project_id = c.project_id and a.charge_sequence = c.sequence and a.id = c.action_id
    cross join lateral (values
      (a.id is null, 'CHARGE_WITHOUT_ACTION', format('Charge %s belongs to no action.', c.sequence)),
      (c.sequence is null, 'ACTION_WITHOUT_CHARGE', format('Action %s was not charged.', a.id)),
      (a.credits <> -c.amount, 'CHARGE_DRIFT', format('Action %s costs %s credits, and %s were charged.', a.id, a.credits, -c.amount))
    ) found (is_wrong, code, message)
    where found.is_wrong`,
};

/** An action that ended without a picture was refunded. */
export const failuresCheck: Check = {
  name: 'failures',
  text: `select a.project_id, a.charge_sequence as sequence, 'REFUND_MISSING' as code,
      format('Action %s ended without a picture and was not refunded.', a.id) as message
    from actions a
    left join credit_transactions r on r.project_id = a.project_id and r.refund_of = a.charge_sequence and r.refund_of is not null
    where a.status in ('FAILED', 'CANCELED') and r.sequence is null and ${inScope('a.project_id')}`,
};
