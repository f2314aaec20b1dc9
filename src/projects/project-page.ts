import type { Statement } from '../database/statement.ts';
import type { ProjectId, WorkspaceId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import { type Project, PROJECT_COLUMNS } from '../ledger/project.ts';

/** NEWEST_FIRST by when they were made, LAST_ACTIVE_FIRST by when something last happened in them. */
export type ProjectOrder = 'NEWEST_FIRST' | 'LAST_ACTIVE_FIRST';

/** Where a project stands in a list, whatever the order. */
export interface ProjectPlace {
  readonly id: ProjectId;
  readonly activeAt: Instant;
}

export interface ProjectPage {
  readonly workspaceId: WorkspaceId;
  /** Only these; null: all. */
  readonly ids: readonly ProjectId[] | null;
  readonly first: number;
  readonly order: ProjectOrder;
  /** Only projects behind this place. */
  readonly after: ProjectPlace | null;
  /** Text that the name contains, whatever the case and however its accents are written. */
  readonly search: string | null;
  /** Only archived ones, or only the others; null: both. */
  readonly isArchived: boolean | null;
}

/** When something last happened in it: its newest line, before the first its own making. */
export function activeAt({ lastEntryAt, createdAt }: Project): Instant {
  return lastEntryAt ?? createdAt;
}

/** Before every place there is. */
const TOP = { id: 'ffffffff-ffff-ffff-ffff-ffffffffffff', activeAt: 'infinity' };

const ACTIVE_AT = 'coalesce(p.last_entry_at, p.created_at)';

/**
 * One more than asked for where there is one. What is not asked for stands not in the text either: of a condition that may
 * be none, a prepared plan knows nothing, and would sort all projects for each page.
 */
export function pageStatement({ workspaceId, ids, first, order, after, search, isArchived }: ProjectPage): Statement {
  const values: unknown[] = [workspaceId, first + 1, after?.id ?? TOP.id];
  const parts: string[] = [order];
  const conditions = ['p.workspace_id = $1'];
  const want = (part: string, condition: string, ...value: unknown[]) => {
    parts.push(part);
    conditions.push(condition);
    values.push(...value);
  };
  if (order === 'LAST_ACTIVE_FIRST') values.push(after ? new Date(after.activeAt).toISOString() : TOP.activeAt);
  if (search !== null) {
    want('search', `strpos(${alike('p.name')}, (select ${alike(`$${values.length + 1}::text`)})) > 0`, search);
  }
  if (ids !== null) want('ids', `p.id = any($${values.length + 1})`, ids);
  if (isArchived !== null) want(`archived ${isArchived}`, `p.archived_at is ${isArchived ? 'not null' : 'null'}`);
  return {
    name: `projects ${parts.join(', ')}`,
    text: `select ${PROJECT_COLUMNS} from projects p where ${conditions.join(' and ')} and ${PLACES[order]} limit $2`,
    values,
  };
}

/**
 * What comes behind a place, in order. The index has the day alone: it bounds what is read, and leads the order, so that only
 * the projects of a day are sorted.
 */
const PLACES: Readonly<Record<ProjectOrder, string>> = {
  NEWEST_FIRST: 'p.id < $3 order by p.id desc',
  LAST_ACTIVE_FIRST: `p.active_on <= ($4::timestamptz at time zone 'UTC')::date and (${ACTIVE_AT}, p.id) < ($4, $3::uuid)
    order by p.active_on desc, ${ACTIVE_AT} desc, p.id desc`,
};

/**
 * Text in which letter case and the ways to write an accent make no difference, whatever the locale of the database: its own
 * `ilike` tells Σ from ς, ß from SS, é from e with an accent, and in the locale C all but ASCII. Lower case first:
 * ẞ becomes SS by ß.
 */
function alike(text: string): string {
  return `normalize(upper(lower(${text} collate "und-x-icu")), nfc)`;
}
