import type { Client } from 'pg';
import type { ProjectId } from '../../ids.ts';
import { type CheckScope, type DerivedCheck, inScope, PROBLEMS_MAX, projectHash, quarterHash } from './check.ts';

/**
 * The projects whose entries and derived rows have different fingerprints, by the name of the check: the first PROBLEMS_MAX,
 * because each has at least one problem and a report lists no more. A fingerprint adds up all rows, each number multiplied by a
 * random weight derived from a hash of the row's key. So the entries are read once for all checks, without a sort or a join. A
 * difference is missed with a probability of about 1 in 2^30, and then found by the next check, which uses another seed.
 *
 * The fingerprints of the whole scope are compared first, which takes a quarter less time than one for each project: most ledgers are
 * consistent. Only if one differs are they compared project by project.
 */
export async function differingProjects(
  client: Client,
  checks: readonly DerivedCheck[],
  { scope, seed }: { readonly scope: CheckScope; readonly seed: number },
): Promise<ReadonlyMap<string, readonly ProjectId[]>> {
  const values = [scope.workspaceId, scope.projectId, seed];
  const whole = await client.query(statementOf(checks, IN_ONE), values);
  if (whole.rows.length === 0) return new Map();
  const { rows } = await client.query<{ name: string; projects: ProjectId[] }>(statementOf(checks, BY_PROJECT), values);
  return new Map(rows.map(({ name, projects }) => [name, projects]));
}

/** How rows are added up. The parameter is the column of the project's id. */
interface Grouping {
  readonly project: (column: string) => string;
  readonly groupBy: (column: string) => string;
}

const IN_ONE: Grouping = { project: () => 'null::uuid', groupBy: () => '' };
const BY_PROJECT: Grouping = { project: (column) => column, groupBy: (column) => `group by ${column}` };

const sumsOf = (expressions: readonly string[]) =>
  expressions.map((text, index) => `sum(${text}) as f${index}`).join(', ');
const totalsOf = (checks: readonly DerivedCheck[]) =>
  checks.map(({ name }, index) => `('${name}', s.f${index})`).join(', ');

const remaindersOf = (checks: readonly DerivedCheck[]) =>
  checks
    .filter(({ fingerprint }) => fingerprint.modulus !== undefined)
    .map(({ name, fingerprint }) => `when '${name}' then sum(total) % ${fingerprint.modulus}`)
    .join(' ');

function statementOf(checks: readonly DerivedCheck[], { project, groupBy }: Grouping): string {
  const refunded = checks.filter(({ fingerprint }) => fingerprint.ofRefund !== undefined);
  const sums = [
    `select t.name, s.project_id, t.total from (
        select ${project('l.project_id')} as project_id, ${sumsOf(checks.map(({ fingerprint }) => fingerprint.ofEntry))}
        from (
          select l.*, ${projectHash('l.project_id')} as project_hash, ${quarterHash('l.project_id', 'l.created_at')} as quarter
          from credit_transactions l
          where ${inScope('l.project_id')} offset 0 -- so that the hashes are computed once for each entry
        ) l ${groupBy('l.project_id')}
      ) s cross join lateral (values ${totalsOf(checks)}) t (name, total)`,
    ...checks.map(
      ({ name, fingerprint: { rows, ofRow } }) => `select '${name}', ${project(`d.${rows.project}`)}, -sum(${ofRow})
        from ${rows.table} d where ${inScope(`d.${rows.project}`)} ${groupBy(`d.${rows.project}`)}`,
    ),
    `select t.name, s.project_id, t.total from (
        select ${project('r.project_id')} as project_id, ${sumsOf(refunded.map(({ fingerprint }) => fingerprint.ofRefund ?? ''))}
        from credit_transactions r
        join credit_transactions c on c.project_id = r.project_id and c.sequence = r.refund_of and c.kind = 'CHARGE'
        where r.refund_of is not null and ${inScope('r.project_id')} ${groupBy('r.project_id')}
      ) s cross join lateral (values ${totalsOf(refunded)}) t (name, total)`,
  ];
  return `with totals (name, project_id, total) as (
      ${sums.join('\n      union all\n      ')}
    ), differing as (
      select name, project_id from totals group by name, project_id
      having case name ${remaindersOf(checks)} else sum(total) end <> 0
    )
    select name, (array_agg(project_id order by project_id))[1:${PROBLEMS_MAX}] as projects from differing group by name`;
}
