import { type Queryable, runStatement } from '../../database/statement.ts';
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
        where l.project_id = wanted.project_id and l.sequence = wanted.sequence limit 1
      ) t`,
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
  const after = page.from === null ? 0 : await newestBefore(on, page.projectId, page.from);
  const until = page.to === null ? null : await newestBefore(on, page.projectId, page.to);
  const rows = await runStatement<EntryRow>(on, {
    name: 'entries_page',
    text: `select ${ENTRY_COLUMNS} from credit_transactions t
      where t.project_id = $1 and t.sequence > $2
        and ($3::int is null or t.sequence <= $3) and ($4::int is null or t.sequence < $4)
        and ($5::credit_transaction_kind[] is null or t.kind = any($5))
        and ($6::action_kind[] is null or t.action_kind = any($6))
        and ($7::text[] is null or t.actor = any($7))
      order by t.sequence desc limit $8`,
    values: [page.projectId, after, until, page.before, page.kinds, page.actionKinds, page.actors, page.first + 1],
  });
  return rows.map(entryFromRow);
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
          where t.project_id = $1 and t.sequence = (low + high + 1) / 2
        ) line
        where low < high
      )
      select low as sequence from halving where low >= high limit 1`,
    values: [projectId, at],
  });
  return row?.sequence ?? 0;
}
