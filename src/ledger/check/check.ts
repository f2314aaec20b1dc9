import type { ProjectId, WorkspaceId } from '../../ids.ts';
import type { Instant } from '../../instant.ts';

/** The projects that are checked. Null: no restriction. */
export interface CheckScope {
  readonly workspaceId: WorkspaceId | null;
  readonly projectId: ProjectId | null;
}

/** What contradicts the lines of a ledger. */
export interface LedgerProblem {
  readonly projectId: ProjectId;
  /** The line concerned; null if no single line is. */
  readonly sequence: number | null;
  readonly code: string;
  readonly message: string;
}

export interface CheckReport {
  readonly projects: number;
  readonly transactions: number;
  /** The first 100. */
  readonly problems: readonly LedgerProblem[];
  readonly checkedAt: Instant;
}

/** The most problems of a report. */
export const PROBLEMS_MAX = 100;

/**
 * One comparison of the lines with what is derived from them: a SELECT of `project_id`, `sequence`, `code` and `message`
 * for each contradiction. $1 is the workspace and $2 the project of the scope; `inScope` restricts a table to it.
 */
export interface Check {
  readonly name: string;
  readonly text: string;
}

/** A condition on the project id in a column, such as `l.project_id`. */
export function inScope(column: string): string {
  return `(($1::uuid is null and $2::uuid is null) or ${column} in (
    select s.id from projects s where ($1::uuid is null or s.workspace_id = $1) and ($2::uuid is null or s.id = $2)))`;
}
