import { type Queryable, runStatement } from '../../database/statement.ts';
import type { GrantId, ProjectId } from '../../ids.ts';
import type { Instant } from '../../instant.ts';
import type { Grant } from '../kernel/grant.ts';
import { GRANT_COLUMNS, grantFromRow, type GrantRow } from '../store/rows.ts';

/** A grant and its project. */
export interface ProjectGrant extends Grant {
  readonly projectId: ProjectId;
}

/** The grants with these ids that exist, in no particular order. */
export async function grantsById(on: Queryable, ids: readonly GrantId[]): Promise<ProjectGrant[]> {
  const rows = await runStatement<GrantRow>(on, {
    name: 'grants_by_id',
    text: `select ${GRANT_COLUMNS} from credit_grants g where g.id = any($1::uuid[])`,
    values: [ids],
  });
  return rows.map(ofProject);
}

export interface GrantPage {
  readonly projectId: ProjectId;
  /** Grants with credits left, without, or both. */
  readonly which: 'live' | 'spent' | 'all';
  readonly first: number;
  /** Only the grants after this grant of the project. */
  readonly after: GrantId | null;
}

/** A grant's place in draw order (`compareDrawOrder`). A comparison with a null yields null, so no expiry is infinity. */
function placeOf(alias: string): string {
  return `${alias}.priority, coalesce(${alias}.expires_at, 'infinity'), ${alias}.sequence, ${alias}.id`;
}

const WHICH = { live: 'and not g.spent', spent: 'and g.spent', all: '' } as const;

/** In draw order. */
export async function grantPage(on: Queryable, { projectId, which, first, after }: GrantPage): Promise<ProjectGrant[]> {
  const rows = await runStatement<GrantRow>(on, {
    name: `grants_${which}`,
    text: `select ${GRANT_COLUMNS} from credit_grants g
      where g.project_id = $1 ${WHICH[which]}
        and ($2::uuid is null or (${placeOf('g')}) >
          (select ${placeOf('a')} from credit_grants a where a.project_id = $1 and a.id = $2))
      order by g.priority, g.expires_at, g.sequence, g.id limit $3`,
    values: [projectId, after, first],
  });
  return rows.map(ofProject);
}

/** What is left in the grants of a project that expire at an instant. */
export async function creditsExpiringAt(on: Queryable, projectId: ProjectId, at: Instant): Promise<number> {
  const [row] = await runStatement<{ credits: number }>(on, {
    name: 'grants_expiring_at',
    text: `select coalesce(sum(g.remaining), 0)::int8 as credits from credit_grants g
      where g.project_id = $1 and not g.spent and g.expires_at = to_timestamp($2::float8 / 1000)`,
    values: [projectId, at],
  });
  return row?.credits ?? 0;
}

/** The most recent grant of the project's allowance; null: none yet. */
export async function lastAllowanceGrant(on: Queryable, projectId: ProjectId): Promise<ProjectGrant | null> {
  const [row] = await runStatement<GrantRow>(on, {
    name: 'grants_last_of_allowance',
    text: `select ${GRANT_COLUMNS} from credit_grants g
      where g.project_id = $1 and g.allowance_at is not null order by g.allowance_at desc limit 1`,
    values: [projectId],
  });
  return row ? ofProject(row) : null;
}

function ofProject(row: GrantRow): ProjectGrant {
  return { ...grantFromRow(row), projectId: row.project_id };
}
