import { readDirection, type PageRange } from '../page-range.ts';
import type { Statement } from '../database/statement.ts';
import type { ProjectId, WorkspaceId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import { type Project, PROJECT_COLUMNS } from '../ledger/project.ts';

/** NEWEST_FIRST: by creation. LAST_ACTIVE_FIRST: by `activeAt`. */
export type ProjectOrder = 'NEWEST_FIRST' | 'LAST_ACTIVE_FIRST';

/** The position of a project in a list, in either order. */
export interface ProjectPosition {
  readonly id: ProjectId;
  readonly activeAt: Instant;
}

export interface ProjectPage extends PageRange<ProjectPosition> {
  readonly workspaceId: WorkspaceId;
  /** Only these; null: all. */
  readonly ids: readonly ProjectId[] | null;
  readonly order: ProjectOrder;
  /** Text that the name contains, ignoring case and the encoding of accents. */
  readonly search: string | null;
  /** True: only archived projects. False: only the others. Null: both. */
  readonly isArchived: boolean | null;
}

/** The time of the newest transaction; before the first, the creation of the project. */
export function activeAt({ lastEntryAt, createdAt }: Project): Instant {
  return lastEntryAt ?? createdAt;
}

const ACTIVE_AT = 'coalesce(p.last_entry_at, p.created_at)';

/**
 * One row more than the limit if there is one, in reverse if the page is read backward. A condition that was not asked for
 * is not in the text: a prepared plan would not know that it may be null, and would sort all projects for each page.
 */
export function pageStatement(page: ProjectPage): Statement {
  const { workspaceId, ids, limit, order, after, before, search, isArchived } = page;
  const values: unknown[] = [workspaceId, limit + 1];
  const parts: string[] = [order === 'NEWEST_FIRST' ? 'by id' : 'by activity', readDirection(page)];
  const conditions = ['p.workspace_id = $1'];
  const want = (part: string, condition: string) => {
    parts.push(part);
    conditions.push(condition);
  };
  const parameter = (value: unknown) => `$${values.push(value)}`;
  if (after !== null) want('after', beyond(order, '<', after, parameter));
  if (before !== null) want('before', beyond(order, '>', before, parameter));
  if (search !== null) {
    want('search', `strpos(${alike('p.name')}, (select ${alike(`${parameter(search)}::text`)})) > 0`);
  }
  if (ids !== null) want('ids', `p.id = any(${parameter(ids)})`);
  if (isArchived !== null)
    want(isArchived ? 'archived' : 'unarchived', `p.archived_at is ${isArchived ? 'not null' : 'null'}`);
  const orderBy = ORDER_BY[order].map((column) => `${column} ${readDirection(page)}`).join(', ');
  return {
    name: `projects ${parts.join(' ')}`, // at most 63 characters, or PostgreSQL cuts it
    text: `select ${PROJECT_COLUMNS} from projects p where ${conditions.join(' and ')} order by ${orderBy} limit $2`,
    values,
  };
}

/** The index on activity has the day alone: it leads the order, so that only the projects of one day are sorted. */
const ORDER_BY: Readonly<Record<ProjectOrder, readonly string[]>> = {
  NEWEST_FIRST: ['p.id'],
  LAST_ACTIVE_FIRST: ['p.active_on', ACTIVE_AT, 'p.id'],
};

/** Selects the projects below or above a position. The day alone bounds what is read from the index on activity. */
function beyond(
  order: ProjectOrder,
  comparison: '<' | '>',
  { id, activeAt: at }: ProjectPosition,
  parameter: (value: unknown) => string,
): string {
  const idParameter = `${parameter(id)}::uuid`;
  if (order === 'NEWEST_FIRST') return `p.id ${comparison} ${idParameter}`;
  const instant = `${parameter(new Date(at).toISOString())}::timestamptz`;
  return `p.active_on ${comparison}= (${instant} at time zone 'UTC')::date
    and (${ACTIVE_AT}, p.id) ${comparison} (${instant}, ${idParameter})`;
}

/**
 * SQL that normalizes text for a search that ignores case and the encoding of accents, in every locale of the database.
 * PostgreSQL's `ilike` distinguishes Σ from ς, ß from SS and é from e with a combining accent, and in the locale C it ignores
 * case only in ASCII. Lower case comes first, so that ẞ becomes ß and then SS.
 */
function alike(text: string): string {
  return `normalize(upper(lower(${text} collate "und-x-icu")), nfc)`;
}
