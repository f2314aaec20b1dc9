import { type Check, type CheckScope, inScope } from './check.ts';
import { type Queryable, runStatement } from '../../database/statement.ts';
import type { ProjectId } from '../../ids.ts';

/** Most entries draw on one grant, and `unnest` costs as much as the rest. */
const DRAWN = `case cardinality(draw_credits) when 1 then draw_credits[1]
  else (select coalesce(sum(d.credits), 0) from unnest(draw_credits) d (credits)) end`;

/**
 * Sequences without gaps, running balances, times that never run backwards, draws, hashes, and the figures of the project's
 * row. One pass over the entries in the order of their index; a project and code is reported once, at its first entry: the hashes
 * after a broken one prove nothing. $3 and $4 are the range of the projects, the first excluded: see `projectRanges`.
 */
export const entriesCheck: Check = {
  name: 'lines',
  text: `with lines as (
      select l.*, line_content(l) as content, lag(l.sequence, 1, 0) over w as sequence_before,
        lag(l.balance_after, 1, 0::bigint) over w as balance_before, lag(l.created_at) over w as time_before,
        lag(l.hash, 1, decode(repeat('00', 32), 'hex')) over w as hash_before
      from credit_transactions l
      where l.project_id > $3 and l.project_id <= $4 and ${inScope('l.project_id')}
      window w as (partition by l.project_id order by l.sequence)
    ), recomputed as (
      select project_id, max(sequence) as sequence, sum(amount) as balance,
        min(sequence) filter (where sequence <> sequence_before + 1) as gap_at,
        min(sequence) filter (where balance_after <> balance_before + amount or balance_after < 0) as balance_at,
        min(sequence) filter (where created_at < time_before) as time_at,
        min(sequence) filter (where kind <> 'GRANT' and ${DRAWN} is distinct from abs(amount)) as draws_at,
        min(sequence) filter (where hash is distinct from sha256(hash_before || content)) as hash_at
      from lines group by project_id
    )
    select coalesce(p.id, r.project_id) as project_id, found.sequence, found.code, found.message
    from (select * from projects p where p.id > $3 and p.id <= $4 and ${inScope('p.id')}) p
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

export type ProjectRange = readonly [after: ProjectId, last: ProjectId];

const RANGES = 4;
const [BEFORE_ALL, LAST] = ['0', 'f'].map((digit) => '00000000-0000-0000-0000-000000000000'.replaceAll('0', digit));

/** Divides the space of project ids into at most four ranges with about equally many entries. */
export async function projectRanges(on: Queryable, { workspaceId, projectId }: CheckScope): Promise<ProjectRange[]> {
  const rows = await runStatement<{ id: ProjectId }>(on, {
    name: 'check_ranges',
    text: `select distinct on (range) id from (
        select p.id, (sum(p.sequence) over (order by p.id) - 1) * ${RANGES} / sum(p.sequence) over () as range
        from projects p where p.sequence > 0 and ${inScope('p.id')}
      ) sized order by range, id desc`,
    values: [workspaceId, projectId],
  });
  const ends = [...rows.slice(0, -1).map(({ id }) => id), LAST as ProjectId]; // a bound in the form of an id
  return ends.map((last, index) => [ends[index - 1] ?? (BEFORE_ALL as ProjectId), last]); // as above
}
