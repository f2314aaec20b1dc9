import { readDirection, type PageRange } from '../../page-range.ts';
import { type Queryable, runStatement, type Statement } from '../../database/statement.ts';
import type { ProjectId } from '../../ids.ts';
import type { Instant } from '../../instant.ts';
import type { ActionKind, EntryKind, EntryPosition, LedgerEntry } from '../kernel/entry.ts';
import { newestEntry } from './newest-entry.ts';
import { ENTRY_COLUMNS, entryFromRow, type EntryRow } from '../store/rows.ts';

/** Selects entries. A null field does not filter. */
export interface EntryFilter {
  readonly kinds: readonly EntryKind[] | null;
  readonly actionKinds: readonly ActionKind[] | null;
  readonly actors: readonly string[] | null;
  /** Inclusive. */
  readonly from: Instant | null;
  /** Exclusive. */
  readonly to: Instant | null;
}

/** Positions in the list are sequences. The newest entry comes first, so entries after a position have lower sequences. */
export interface EntryPage extends EntryFilter, PageRange<number> {
  readonly projectId: ProjectId;
}

/** The entries at these positions. Positions without an entry are left out. */
export async function entriesAt(on: Queryable, positions: readonly EntryPosition[]): Promise<LedgerEntry[]> {
  const rows = await runStatement<EntryRow>(on, {
    name: 'entries_at',
    text: `select ${ENTRY_COLUMNS} from unnest($1::uuid[], $2::int[]) as wanted(project_id, sequence)
      cross join lateral (
        select * from credit_transactions l
        where l.project_id = wanted.project_id and l.sequence >= wanted.sequence order by l.sequence limit 1
      ) t
      where t.sequence = wanted.sequence`,
    values: [positions.map(({ projectId }) => projectId), positions.map(({ sequence }) => sequence)],
  });
  return rows.map(entryFromRow);
}

/** Up to `max` entries after a position, oldest first. */
export function entriesAfter(on: Queryable, position: EntryPosition, max: number): Promise<LedgerEntry[]> {
  return entriesAfterEach(on, [position], max);
}

/** Up to `max` entries after each position, which must be of different projects; oldest first within a project. */
export async function entriesAfterEach(
  on: Queryable,
  positions: readonly EntryPosition[],
  max: number,
): Promise<LedgerEntry[]> {
  const rows = await runStatement<EntryRow>(on, {
    name: 'entries_after_each',
    text: `select ${ENTRY_COLUMNS} from unnest($1::uuid[], $2::int[]) as wanted(project_id, sequence)
      cross join lateral (
        select * from credit_transactions l
        where l.project_id = wanted.project_id and l.sequence > wanted.sequence order by l.sequence limit $3
      ) t
      order by t.sequence`,
    values: [positions.map(({ projectId }) => projectId), positions.map(({ sequence }) => sequence), max],
  });
  return rows.map(entryFromRow);
}

/** The entry that a request with this idempotency key has written; null: none has. */
export async function entryOfKey(on: Queryable, projectId: ProjectId, key: string): Promise<LedgerEntry | null> {
  const [row] = await runStatement<EntryRow>(on, {
    name: 'entry_of_key',
    text: `select ${ENTRY_COLUMNS} from credit_transactions t where t.project_id = $1 and t.idempotency_key = $2`,
    values: [projectId, key],
  });
  return row ? entryFromRow(row) : null;
}

/** Newest first (reversed if the page is read backward), with one more entry than the limit if there is one. */
export async function entryPage(on: Queryable, page: EntryPage): Promise<LedgerEntry[]> {
  const { projectId, limit, after, before, kinds, actionKinds, actors, from, to } = page;
  const newest = after === null ? SEQUENCE_MAX : after - 1;
  const values = [projectId, lastBefore(from), lastBefore(to), newest, actionKinds, actors, limit + 1, before ?? 0];
  const statement =
    kinds === null || kinds.includes('CHARGE')
      ? pageOfAll(values, kinds, readDirection(page))
      : pageOfSomeKinds(values, [...new Set(kinds)], readDirection(page));
  return (await runStatement<EntryRow>(on, statement)).map(entryFromRow);
}

const SEQUENCE_MAX = 2 ** 31 - 1;

/** Entries are dated in whole milliseconds. */
function lastBefore(at: Instant | null): Instant | null {
  return at === null ? null : at - 1;
}

/** A condition on `t`. Each time is turned into a sequence once, by an uncorrelated subquery. */
const IN_RANGE = `t.project_id = $1
  and t.sequence > case when $2::float8 is null then $8 else greatest($8, coalesce((${sequenceAt('$2::float8')}), 0)) end
  and t.sequence <= case when $3::float8 is null then $4 else least($4, coalesce((${sequenceAt('$3::float8')}), 0)) end
  and ($5::action_kind[] is null or t.action_kind = any($5))
  and ($6::text[] is null or t.actor = any($6))`;

function sequenceAt(atMs: string): string {
  return newestEntry('l.sequence', atMs);
}

/** Most entries are charges, so a scan from the start of the page soon finds a page of them. */
function pageOfAll(values: readonly unknown[], kinds: readonly EntryKind[] | null, order: 'asc' | 'desc'): Statement {
  return {
    name: `entries_page_${order}`,
    text: `select ${ENTRY_COLUMNS} from credit_transactions t
      where ${IN_RANGE} and ($9::credit_transaction_kind[] is null or t.kind = any($9))
      order by t.sequence ${order} limit $7`,
    values: [...values, kinds],
  };
}

/** Entries of other kinds may lie millions apart, and have an index in which each kind is in order. */
function pageOfSomeKinds(values: readonly unknown[], kinds: readonly EntryKind[], order: 'asc' | 'desc'): Statement {
  return {
    name: `entries_page_of_kinds_${order}`,
    text: `select ${ENTRY_COLUMNS} from unnest($9::credit_transaction_kind[]) as wanted(kind)
      cross join lateral (
        select * from credit_transactions t
        where ${IN_RANGE} and t.kind = wanted.kind and t.kind <> 'CHARGE'
        order by t.sequence ${order} limit $7
      ) t
      order by t.sequence ${order} limit $7`,
    values: [...values, kinds],
  };
}
