import { type Queryable, runStatement, type Statement } from '../../database/statement.ts';
import type { ActionKind, EntryKind, LedgerEntry } from '../kernel/entry.ts';
import type { Instant, ProjectId } from '../kernel/ids.ts';
import { ENTRY_COLUMNS, type EntryRow, entryFromRow } from '../store/rows.ts';

/** One line's place in the ledger. */
export interface Place {
  readonly projectId: ProjectId;
  readonly sequence: number;
}

/** Which lines are wanted. Null does not narrow. */
export interface EntryFilter {
  readonly kinds: readonly EntryKind[] | null;
  readonly actionKinds: readonly ActionKind[] | null;
  readonly actors: readonly string[] | null;
  /** Inclusive. */
  readonly from: Instant | null;
  /** Exclusive. */
  readonly to: Instant | null;
}

export interface EntryPage extends EntryFilter {
  readonly projectId: ProjectId;
  readonly first: number;
  /** Only lines before this sequence. */
  readonly before: number | null;
}

/** The lines at these places; those that are not there are left out. */
export async function entriesAt(on: Queryable, places: readonly Place[]): Promise<LedgerEntry[]> {
  const rows = await runStatement<EntryRow>(on, {
    name: 'entries_at',
    text: `select ${ENTRY_COLUMNS} from unnest($1::uuid[], $2::int[]) as wanted(project_id, sequence)
      cross join lateral (
        select * from credit_transactions l
        where l.project_id = wanted.project_id and l.sequence >= wanted.sequence order by l.sequence limit 1
      ) t
      where t.sequence = wanted.sequence`,
    values: [places.map(({ projectId }) => projectId), places.map(({ sequence }) => sequence)],
  });
  return rows.map(entryFromRow);
}

/** The lines after a sequence, oldest first, `max` of them at the most. */
export async function entriesAfter(on: Queryable, { projectId, sequence }: Place, max: number): Promise<LedgerEntry[]> {
  const rows = await runStatement<EntryRow>(on, {
    name: 'entries_after',
    text: `select ${ENTRY_COLUMNS} from credit_transactions t
      where t.project_id = $1 and t.sequence > $2 order by t.sequence limit $3`,
    values: [projectId, sequence, max],
  });
  return rows.map(entryFromRow);
}

/** Newest first, one more than asked for where there is one. */
export async function entryPage(on: Queryable, page: EntryPage): Promise<LedgerEntry[]> {
  const { projectId, first, before, kinds, actionKinds, actors, from, to } = page;
  const [after, until] = await Promise.all([
    from === null ? 0 : newestBefore(on, projectId, from),
    to === null ? SEQUENCE_MAX : newestBefore(on, projectId, to),
  ]);
  const last = before === null ? until : Math.min(until, before - 1);
  const range = [projectId, after, last, actionKinds, actors, first + 1];
  const statement =
    kinds === null || kinds.includes('CHARGE') ? pageOfAll(range, kinds) : pageOfSomeKinds(range, [...new Set(kinds)]);
  return (await runStatement<EntryRow>(on, statement)).map(entryFromRow);
}

const SEQUENCE_MAX = 2 ** 31 - 1;

/** Most lines are charges: whoever wants those, finds a page of them near where the page begins. */
function pageOfAll(range: readonly unknown[], kinds: readonly EntryKind[] | null): Statement {
  return {
    name: 'entries_page',
    text: `select ${ENTRY_COLUMNS} from credit_transactions t
      where t.project_id = $1 and t.sequence > $2 and t.sequence <= $3
        and ($4::action_kind[] is null or t.action_kind = any($4))
        and ($5::text[] is null or t.actor = any($5))
        and ($7::credit_transaction_kind[] is null or t.kind = any($7))
      order by t.sequence desc limit $6`,
    values: [...range, kinds],
  };
}

/** Lines of the other kinds may lie millions apart, and have an index of their own, in which each kind is in order. */
function pageOfSomeKinds(range: readonly unknown[], kinds: readonly EntryKind[]): Statement {
  return {
    name: 'entries_page_of_kinds',
    text: `select ${ENTRY_COLUMNS} from unnest($7::credit_transaction_kind[]) as wanted(kind)
      cross join lateral (
        select * from credit_transactions l
        where l.project_id = $1 and l.kind = wanted.kind and l.kind <> 'CHARGE' and l.sequence > $2 and l.sequence <= $3
          and ($4::action_kind[] is null or l.action_kind = any($4))
          and ($5::text[] is null or l.actor = any($5))
        order by l.sequence desc limit $6
      ) t
      order by t.sequence desc limit $6`,
    values: [...range, kinds],
  };
}

/**
 * The sequence of the newest line before an instant; 0 where there is none. Lines are dated in their order, so the place
 * is found by halving: 23 index look-ups in a ledger of 5 million lines, and no index on time.
 */
export async function newestBefore(on: Queryable, projectId: ProjectId, at: Instant): Promise<number> {
  const [row] = await runStatement<{ sequence: number }>(on, {
    name: 'entries_newest_before',
    text: `with recursive halving(low, high) as (
        select 0, p.sequence from projects p where p.id = $1
        union all
        select case when line.created_at < to_timestamp($2::float8 / 1000) then line.sequence else low end,
               case when line.created_at < to_timestamp($2::float8 / 1000) then high else line.sequence - 1 end
        from halving
        cross join lateral (
          select t.sequence, t.created_at from credit_transactions t
          where t.project_id = $1 and t.sequence >= (low + high + 1) / 2 order by t.sequence limit 1
        ) line
        where low < high
      )
      select low as sequence from halving where low >= high limit 1`,
    values: [projectId, at],
  });
  return row?.sequence ?? 0;
}
