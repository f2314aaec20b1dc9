import { type Queryable, runStatement } from '../../database/statement.ts';
import type { GrantId, ProjectId } from '../../ids.ts';
import { compareDrawOrder, type Grant } from '../kernel/grant.ts';
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

/** In draw order; the ones of which nothing is left only where they are asked for. */
export async function grantsOf(on: Queryable, projectId: ProjectId, includeSpent: boolean): Promise<ProjectGrant[]> {
  const rows = await runStatement<GrantRow>(on, {
    name: includeSpent ? 'grants_all' : 'grants_live',
    text: `select ${GRANT_COLUMNS} from credit_grants g where g.project_id = $1 ${includeSpent ? '' : 'and not g.spent'}`,
    values: [projectId],
  });
  return rows.map(ofProject).toSorted(compareDrawOrder);
}

function ofProject(row: GrantRow): ProjectGrant {
  return { ...grantFromRow(row), projectId: row.project_id };
}
