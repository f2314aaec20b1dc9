import { type Check, inScope } from './check.ts';

/** The end of each project's chain, and each signed head, is the hash of the entry that it names. */
export const headsCheck: Check = {
  name: 'heads',
  text: `select p.id as project_id, p.chain_sequence as sequence, 'CHAIN_BROKEN' as code,
      format('The chain of hashes ends at transaction %s, which does not have the hash of its end.', p.chain_sequence) as message
    from projects p
    left join credit_transactions l on l.project_id = p.id and l.sequence = p.chain_sequence
    where ${inScope('p.id')} and p.chain_hash is distinct from l.hash
    union all
    select h.project_id, min(h.sequence), 'CHAIN_BROKEN',
      format('Transaction %s is missing, or not what was signed as a head.', min(h.sequence))
    from ledger_heads h
    left join credit_transactions l on l.project_id = h.project_id and l.sequence = h.sequence
    where ${inScope('h.project_id')} and h.hash is distinct from l.hash
    group by h.project_id`,
};
