import type { Client } from 'pg';
import type { ProjectId } from '../../ids.ts';
import { type CheckScope, type DerivedCheck, inRange, PROBLEMS_MAX, quarterHash } from './check.ts';
import { HAS_WRONG_DRAWS, entriesCheck } from './entries-check.ts';
import type { ProjectRange } from './project-ranges.ts';

/** What to compare: the projects of a scope within a range, by fingerprints from a random seed. */
export interface Compared {
  readonly scope: CheckScope;
  readonly range: ProjectRange;
  readonly seed: number;
}

/**
 * The projects whose entries and derived rows have different fingerprints, by the name of the check: the first PROBLEMS_MAX,
 * because each has at least one problem and a report lists no more. A fingerprint adds up all rows, each number multiplied by a
 * random weight derived from a hash of the row's key. So the entries are read once for all checks, without a join. Different
 * numbers have the same sum with a probability of 1 in 2^31; the next check, which draws another seed, then finds them.
 *
 * The same pass verifies what has no fingerprint: the hash of each entry, its time and its draws. Projects in which it finds a
 * wrong entry are listed for `entriesCheck`.
 */
export async function differingProjects(
  client: Client,
  checks: readonly DerivedCheck[],
  { scope, range, seed }: Compared,
): Promise<ReadonlyMap<string, readonly ProjectId[]>> {
  const values = [scope.workspaceId, scope.projectId, seed, ...range];
  const { rows } = await client.query<{ name: string; projects: ProjectId[] }>(statementOf(checks), values);
  return new Map(rows.map(({ name, projects }) => [name, projects]));
}

/**
 * Orders entries by project and sequence, as one number: sorting by it takes a third of the time of sorting by both columns. Two
 * projects may have the same hash; their entries alternate then, which looks broken, and `entriesCheck` reads them in order.
 */
const PLACE = `(((uuid_hash_extended(l.project_id, 0) & 2147483647) << 32) | l.sequence)`;

/** Whether an entry contradicts itself or the entry before it. */
const IS_BROKEN = `is_wrong or (sequence > 1 and created_at < time_before)
  or hash is distinct from sha256(case sequence when 1 then decode(repeat('00', 32), 'hex') else hash_before end || content)`;

/**
 * The entries of a range with the values that they add to the fingerprints. `offset 0` keeps PostgreSQL from merging the queries:
 * an expression of the innermost is computed once for each entry, and the sort moves the values instead of the whole entry.
 */
function entriesWithValues(checks: readonly DerivedCheck[]): string {
  const values = checks.map(({ fingerprint }, index) => `${fingerprint.ofLine} as f${index}`);
  return `select project_id, sequence, created_at, hash, content, is_wrong, ${namesOf(checks)},
      lag(hash) over w as hash_before, lag(created_at) over w as time_before
    from (
      select ${PLACE} as place, project_id, sequence, created_at, hash, content,
        ${HAS_WRONG_DRAWS} or balance_after < 0 as is_wrong, ${values.join(', ')}
      from (
        select l.*, line_content(l) as content, ${quarterHash('l.created_at')} as quarter
        from credit_transactions l where ${inRange('l.project_id')} offset 0
      ) l offset 0
    ) l window w as (order by place)`;
}

const namesOf = (checks: readonly DerivedCheck[]) => checks.map((_, index) => `f${index}`).join(', ');
const sumsOf = (expressions: readonly string[]) =>
  expressions.map((text, index) => `sum(${text}) as f${index}`).join(', ');
const totalsOf = (checks: readonly DerivedCheck[]) =>
  checks.map(({ name }, index) => `('${name}', s.f${index})`).join(', ');

function statementOf(checks: readonly DerivedCheck[]): string {
  const refunded = checks.filter(({ fingerprint }) => fingerprint.ofRefund !== undefined);
  const ofRows = checks.map(
    ({ name, fingerprint }) => `select '${name}', kept.project_id, -kept.total from (${fingerprint.ofRows}) kept`,
  );
  return `with of_entries as (
      select project_id, bool_or(${IS_BROKEN}) as is_broken, ${sumsOf(checks.map((_, index) => `f${index}`))}
      from (${entriesWithValues(checks)}) l group by project_id
    ), of_refunds as (
      select r.project_id, ${sumsOf(refunded.map(({ fingerprint }) => fingerprint.ofRefund ?? ''))}
      from credit_transactions r
      join credit_transactions c on c.project_id = r.project_id and c.sequence = r.refund_of and c.kind = 'CHARGE'
      where r.refund_of is not null and ${inRange('r.project_id')} group by r.project_id
    ), totals (name, project_id, total) as (
      select t.name, s.project_id, t.total from of_entries s cross join lateral (values ${totalsOf(checks)}) t (name, total)
      union all
      select t.name, s.project_id, t.total from of_refunds s cross join lateral (values ${totalsOf(refunded)}) t (name, total)
      union all
      ${ofRows.join('\n      union all\n      ')}
    ), differing as (
      select name, project_id from totals group by name, project_id having sum(total) <> 0
      union
      select '${entriesCheck.name}', project_id from of_entries where is_broken
    )
    select name, (array_agg(project_id order by project_id))[1:${PROBLEMS_MAX}] as projects from differing group by name`;
}
