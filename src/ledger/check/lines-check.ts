import { type Check, inScope } from './check.ts';

/**
 * Sequences without gaps, running balances, times that never run backwards, and the figures of the project's row. One pass
 * over the lines in the order of their index; a project and code is reported once, at its first line.
 */
export const linesCheck: Check = {
  name: 'lines',
  text: `with lines as (
      select l.project_id, l.sequence, l.amount, l.balance_after, l.created_at,
        lag(l.sequence, 1, 0) over w as sequence_before, lag(l.balance_after, 1, 0::bigint) over w as balance_before,
        lag(l.created_at) over w as time_before
      from credit_transactions l
      where ${inScope('l.project_id')}
      window w as (partition by l.project_id order by l.sequence)
    ), recomputed as (
      select project_id, max(sequence) as sequence, sum(amount) as balance,
        min(sequence) filter (where sequence <> sequence_before + 1) as gap_at,
        min(sequence) filter (where balance_after <> balance_before + amount or balance_after < 0) as balance_at,
        min(sequence) filter (where created_at < time_before) as time_at
      from lines group by project_id
    )
    select coalesce(p.id, r.project_id) as project_id, found.sequence, found.code, found.message
    from (select * from projects p where ${inScope('p.id')}) p
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
        format('Transaction %s is dated before the one that precedes it.', r.time_at))
    ) found (is_wrong, sequence, code, message)
    where found.is_wrong`,
};
