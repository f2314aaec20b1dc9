import { type Queryable, runStatement } from '../../database/statement.ts';
import type { GrantId, ProjectId } from '../../ids.ts';
import type { Grant } from '../kernel/grant.ts';
import { GRANT_COLUMNS, grantFromRow, type GrantRow } from '../store/rows.ts';

/** A grant, and whose it is. */
export interface ProjectGrant extends Grant {
  readonly projectId: ProjectId;
}

/** Those that are there, in no particular order. */
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
  /** Also the ones of which nothing is left. */
  readonly includeSpent: boolean;
  readonly first: number;
  /** Only those behind this grant of the project. */
  readonly after: GrantId | null;
}

/** As `compareDrawOrder` has it. */
const DRAW_ORDER = ['priority', "coalesce(#.expires_at, 'infinity')", 'sequence', 'id'];

function drawOrderOf(alias: string): string {
  return DRAW_ORDER.map((part) => (part.includes('#') ? part.replace('#', alias) : `${alias}.${part}`)).join(', ');
}

/** In draw order. */
export async function grantPage(
  on: Queryable,
  { projectId, includeSpent, first, after }: GrantPage,
): Promise<ProjectGrant[]> {
  const rows = await runStatement<GrantRow>(on, {
    name: includeSpent ? 'grants_all' : 'grants_live',
    text: `select ${GRANT_COLUMNS} from credit_grants g
      where g.project_id = $1 ${includeSpent ? '' : 'and not g.spent'}
        and ($2::uuid is null or (${drawOrderOf('g')}) >
          (select ${drawOrderOf('a')} from credit_grants a where a.project_id = $1 and a.id = $2))
      order by ${drawOrderOf('g')} limit $3`,
    values: [projectId, after, first],
  });
  return rows.map(ofProject);
}

function ofProject(row: GrantRow): ProjectGrant {
  return { ...grantFromRow(row), projectId: row.project_id };
}
