import type { ProjectId, WorkspaceId } from '../../ids.ts';
import type { Instant } from '../../instant.ts';
import { QUARTER_MS } from '../kernel/usage.ts';

/** The projects that are checked. Null: no restriction. */
export interface CheckScope {
  readonly workspaceId: WorkspaceId | null;
  readonly projectId: ProjectId | null;
}

/** What contradicts the entries of a ledger. */
export interface LedgerProblem {
  readonly projectId: ProjectId;
  /** The entry concerned; null if no single entry is. */
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
 * One comparison of the entries with what is derived from them: a SELECT of `project_id`, `sequence`, `code` and `message`
 * for each contradiction. $1 is the workspace and $2 the project of the scope; `inScope` restricts a table to it.
 */
export interface Check {
  readonly name: string;
  readonly text: string;
}

/**
 * A row-by-row comparison of the entries with rows that are derived from them. It takes several times longer than reading the
 * entries, so it compares only the projects whose fingerprints differ (`differing-projects.ts`); their ids are $1, an array.
 */
export interface DerivedCheck extends Check {
  readonly fingerprint: Fingerprint;
}

/**
 * A sum over entries that equals a sum over the rows derived from them if and, but for chance, only if these agree, for one project and
 * for all. So each weight depends on the project, too. The expressions are of type int8 or numeric.
 */
export interface Fingerprint {
  /** The sums are compared modulo this number; undefined: exactly. */
  readonly modulus?: number;
  /** The value that an entry `l` adds. `l.project_hash` and `l.quarter` are its `projectHash` and `quarterHash`. */
  readonly ofEntry: string;
  /** The value that a refund `r` of a charge `c` adds; undefined: none. */
  readonly ofRefund?: string;
  /** The table with the derived rows, and the name of its column with the project's id. */
  readonly rows: { readonly table: string; readonly project: string };
  /** The value that a derived row `d` adds. */
  readonly ofRow: string;
}

/** A condition on the project id in a column, such as `l.project_id`. */
export function inScope(column: string): string {
  return `(($1::uuid is null and $2::uuid is null) or ${column} in (
    select s.id from projects s where ($1::uuid is null or s.workspace_id = $1) and ($2::uuid is null or s.id = $2)))`;
}

/** A weight from 0 to 2^31 - 1. A product of a weight and an int4 fits int8. */
export function weight(hash: string): string {
  return `(${hash} & 2147483647)`;
}

/** A random number from 0 to 2^31 - 1, the same for all rows. */
export function randomFactor(number: number): string {
  return weight(`hashint8extended(${number}, $3::int8)`);
}

/** The hash of a project's id. It is the seed for the hashes of its rows, and unpredictable, because $3 is a random seed. */
export function projectHash(project: string): string {
  return `uuid_hash_extended(${project}, $3::int8)`;
}

/** The hash of a number, seeded by the hash of a project. */
export function numberHash(number: string, hashOfProject: string): string {
  return `hashint8extended(${number}, ${hashOfProject})`;
}

const timeAt = (at: number) => `timestamptz '${new Date(at).toISOString()}'`;

/**
 * The hash of a project and of the quarter of an hour that contains an instant, as a seed for the hash of a row. `extract(epoch ...)`
 * would take three times as long.
 */
export function quarterHash(project: string, at: string): string {
  return `interval_hash_extended(date_bin('15 minutes', ${at}, ${timeAt(0)}) - ${timeAt(0)}, ${projectHash(project)})`;
}

/** The same of a quarter of the hour that begins at an instant, from 0 to 3. */
export function quarterOfHourHash(project: string, hourAt: string, quarter: number): string {
  return `interval_hash_extended(${hourAt} - ${timeAt(-quarter * QUARTER_MS)}, ${projectHash(project)})`;
}

/**
 * A stored number within a range, by default that of int4. The entries cannot add up to a number outside the range, so it still
 * shows as a difference.
 */
export function clamped(column: string, max = 2 ** 31 - 1): string {
  return `least(greatest(${column}, -${max}), ${max})::int8`;
}
