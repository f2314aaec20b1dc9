import { type Check, inScope } from './check.ts';

/**
 * Compares each hash with that of the previous hash and the line. Reports the first broken line of each project only, because
 * the hashes after it prove nothing. Lines after `chain_sequence` have no hash yet.
 */
export const chainCheck: Check = {
  name: 'chain',
  text: `with lines as (
      select l.project_id, l.sequence, l.hash, line_content(l) as content,
        lag(l.hash, 1, decode(repeat('00', 32), 'hex')) over (partition by l.project_id order by l.sequence) as hash_before
      from credit_transactions l
      where ${inScope('l.project_id')}
    ), broken as (
      select l.project_id, min(l.sequence) as sequence
      from lines l left join projects p on p.id = l.project_id
      where case when l.sequence > p.chain_sequence then l.hash is not null
        else l.hash is distinct from sha256(l.hash_before || l.content) end
      group by l.project_id
    )
    select b.project_id, b.sequence, 'CHAIN_BROKEN' as code,
      format('Transaction %s is not what was hashed: it, or the one before it, was changed or exchanged.', b.sequence) as message
    from broken b
    union all
    select p.id, p.chain_sequence, 'CHAIN_BROKEN',
      format('The chain of hashes ends at transaction %s, which does not have the hash of its end.', p.chain_sequence)
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
