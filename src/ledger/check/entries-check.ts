import { clamped, type DerivedCheck, numberHash, projectHash, weight } from './check.ts';

/** Most entries draw on one grant, and `unnest` costs as much as the rest. */
const DRAWN = `case cardinality(draw_credits) when 1 then draw_credits[1]
  else (select coalesce(sum(d.credits), 0) from unnest(draw_credits) d (credits)) end`;

/** Whether an entry moves another number of credits than its draws add up to. */
export const HAS_WRONG_DRAWS = `(kind <> 'GRANT' and ${DRAWN} is distinct from abs(amount))`;

const sequenceWeight = (hashOfProject: string, sequence: string) => weight(numberHash(sequence, hashOfProject));

/**
 * Sequences without gaps, running balances, times that never run backwards, draws, hashes, and the figures of the project's
 * row. A project and code is reported once, at its first entry: the hashes after a broken one prove nothing.
 *
 * For each entry n the fingerprint adds w(n) * (the balance before + 1) - w(n + 1) * (the balance after + 1). If the entries have the
 * sequences from 1 to n, and each begins with the balance that the one before left, the terms between the first and the last cancel
 * out. Times, draws and hashes have none: see `broken-chains.ts`.
 */
export const entriesCheck: DerivedCheck = {
  name: 'entries',
  fingerprint: {
    ofEntry: `${sequenceWeight('l.project_hash', 'l.sequence')} * ${clamped(`${clamped('l.balance_after')} - l.amount + 1`)}
      - ${sequenceWeight('l.project_hash', 'l.sequence::int8 + 1')} * ${clamped(`${clamped('l.balance_after')} + 1`)}`,
    rows: { table: 'projects', project: 'id' },
    ofRow: `${sequenceWeight(projectHash('d.id'), '1')} - ${sequenceWeight(projectHash('d.id'), 'd.sequence::int8 + 1')} * ${clamped(`${clamped('d.balance')} + 1`)}`,
  },
  text: `with entries as (
      select l.*, line_content(l) as content, lag(l.sequence, 1, 0) over w as sequence_before,
        lag(l.balance_after, 1, 0::bigint) over w as balance_before, lag(l.created_at) over w as time_before,
        lag(l.hash, 1, decode(repeat('00', 32), 'hex')) over w as hash_before
      from credit_transactions l
      where l.project_id = any($1::uuid[])
      window w as (partition by l.project_id order by l.sequence)
    ), recomputed as (
      select project_id, max(sequence) as sequence, sum(amount) as balance,
        min(sequence) filter (where sequence <> sequence_before + 1) as gap_at,
        min(sequence) filter (where balance_after <> balance_before::numeric + amount or balance_after < 0) as balance_at,
        min(sequence) filter (where created_at < time_before) as time_at,
        min(sequence) filter (where ${HAS_WRONG_DRAWS}) as draws_at,
        min(sequence) filter (where hash is distinct from sha256(hash_before || content)) as hash_at
      from entries group by project_id
    )
    select coalesce(p.id, r.project_id) as project_id, found.sequence, found.code, found.message
    from (select * from projects p where p.id = any($1::uuid[])) p
    full join recomputed r on r.project_id = p.id
    cross join lateral (values
      (p.id is null, null::int, 'PROJECT_MISSING', 'There are transactions of a project that does not exist.'),
      (p.balance <> coalesce(r.balance, 0), null, 'BALANCE_DRIFT',
        format('The balance of the project is %s, and its transactions add up to %s.', p.balance, coalesce(r.balance, 0))),
      (p.sequence <> coalesce(r.sequence, 0), null, 'SEQUENCE_GAP',
        format('The project has %s transactions, and the newest has the sequence %s.', p.sequence, coalesce(r.sequence, 0))),
      (r.gap_at is not null, r.gap_at, 'SEQUENCE_GAP',
        format('Transaction %s does not follow on the one before it: at least one is missing.', r.gap_at)),
      (r.balance_at is not null, r.balance_at, 'RUNNING_BALANCE',
        format('The balance after transaction %s is not the one before it plus its amount.', r.balance_at)),
      (r.time_at is not null, r.time_at, 'TIME_BACKWARDS',
        format('Transaction %s is dated before the one that precedes it.', r.time_at)),
      (r.draws_at is not null, r.draws_at, 'DRAW_DRIFT',
        format('The draws of transaction %s do not add up to the credits that it moves.', r.draws_at)),
      (r.hash_at is not null, r.hash_at, 'CHAIN_BROKEN',
        format('Transaction %s is not what was hashed: it, or the one before it, was changed or exchanged.', r.hash_at))
    ) found (is_wrong, sequence, code, message)
    where found.is_wrong`,
};
