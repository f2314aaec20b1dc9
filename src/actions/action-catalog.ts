import type { Database } from '../database/database.ts';
import { runStatement } from '../database/statement.ts';
import { readDirection, type PageRange } from '../page-range.ts';
import { type ActionId, firstIdAt, type ProjectId } from '../ids.ts';
import { DAY_MS, type Instant } from '../instant.ts';
import type { ActionKind } from '../ledger/kernel/entry.ts';
import type { Project } from '../ledger/project.ts';
import type { ReplicaReads } from '../ledger/replica-reads.ts';
import { type Action, actionFromRow, type ActionStatus } from './action.ts';

/** Actions normally end within this time. Older actions are not searched for changes. */
const UNFINISHED_MS = DAY_MS;

/** The maximum number of changes that a subscriber can queue. */
const CHANGED_MAX = 1_000;

export interface ActionPage extends PageRange<ActionId> {
  readonly kinds: readonly ActionKind[] | null;
  readonly statuses: readonly ActionStatus[] | null;
  /** Inclusive. */
  readonly from: Instant | null;
  /** Exclusive. */
  readonly to: Instant | null;
}

type ListedProject = Pick<Project, 'id' | 'sequence' | 'archivedAt'>;

/** Reads accepted actions. */
export class ActionCatalog {
  readonly #database: Database;
  readonly #replicaReads: ReplicaReads | null;

  constructor(database: Database, replicaReads: ReplicaReads | null = null) {
    this.#database = database;
    this.#replicaReads = replicaReads;
  }

  /** The existing actions among these ids, in no particular order. */
  async findMany(ids: readonly ActionId[]): Promise<Action[]> {
    if (ids.length === 0) return [];
    const rows = await this.#database.prisma.action.findMany({ where: { id: { in: [...ids] } } });
    return rows.map(actionFromRow);
  }

  /**
   * The actions of these projects that were accepted, started or ended after an instant, oldest first. At most the newest 1,000
   * of a project.
   */
  async changedSince(projectIds: readonly ProjectId[], since: Instant): Promise<Action[]> {
    const rows = await runStatement<{ id: ActionId }>(this.#database.pool, {
      name: 'actions_changed_since',
      text: `select changed.id from unnest($1::uuid[]) as project (id) cross join lateral (
          select id from actions where project_id = project.id and id >= $2::uuid
            and (id >= $3::uuid or started_at >= $4 or finished_at >= $4) order by id desc limit ${CHANGED_MAX}
        ) changed`,
      values: [projectIds, firstIdAt(since - UNFINISHED_MS), firstIdAt(since), new Date(since)],
    });
    const actions = await this.findMany(rows.map(({ id }) => id));
    return actions.toSorted((one, other) => (one.id < other.id ? -1 : 1));
  }

  /** Newest first (reversed if the page is read backward), one more than the limit if there is one. */
  async page(project: ListedProject, page: ActionPage): Promise<Action[]> {
    const query = queryOf(project.id, page);
    return (
      (await this.#replicaPage(project, page, query)) ??
      (await this.#database.prisma.action.findMany(query)).map(actionFromRow)
    );
  }

  /**
   * Null: the primary must answer. An action that has ended changes only by a transaction, or when its project is erased, as
   * only archived ones are. Any other may have ended without one, so those are read again from the primary. Which actions have
   * a status only the primary knows.
   */
  async #replicaPage(project: ListedProject, { statuses }: ActionPage, query: ActionQuery): Promise<Action[] | null> {
    if (statuses !== null || project.archivedAt !== null || this.#replicaReads === null) return null;
    const rows = await this.#replicaReads.transaction(project, (replica) => replica.action.findMany(query));
    if (rows === null) return null;
    const actions = rows.map(actionFromRow);
    const open = actions.filter(({ finishedAt }) => finishedAt === null);
    const current = new Map((await this.findMany(open.map(({ id }) => id))).map((action) => [action.id, action]));
    return actions.map((action) => current.get(action.id) ?? action);
  }
}

type ActionQuery = ReturnType<typeof queryOf>;

function queryOf(projectId: ProjectId, { kinds, statuses, from, to, ...page }: ActionPage) {
  const below = [page.after, to === null ? null : firstIdAt(to)].filter((id) => id !== null).toSorted();
  return {
    where: {
      projectId,
      id: { lt: below[0], gt: page.before ?? undefined, gte: from === null ? undefined : firstIdAt(from) },
      kind: kinds === null ? undefined : { in: [...kinds] },
      status: statuses === null ? undefined : { in: [...statuses] },
    },
    orderBy: { id: readDirection(page) },
    take: page.limit + 1,
  };
}
