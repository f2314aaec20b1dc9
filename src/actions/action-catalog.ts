import type { Database } from '../database/database.ts';
import { readDirection, type PageRange } from '../page-range.ts';
import { type ActionId, firstIdAt, type ProjectId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { ActionKind } from '../ledger/kernel/entry.ts';
import { type Action, actionFromRow, type ActionStatus } from './action.ts';

export interface ActionPage extends PageRange<ActionId> {
  readonly projectId: ProjectId;
  readonly kinds: readonly ActionKind[] | null;
  readonly statuses: readonly ActionStatus[] | null;
  /** Inclusive. */
  readonly from: Instant | null;
  /** Exclusive. */
  readonly to: Instant | null;
}

/** Reads accepted actions. */
export class ActionCatalog {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The existing actions among these ids, in no particular order. */
  async findMany(ids: readonly ActionId[]): Promise<Action[]> {
    const rows = await this.#database.prisma.action.findMany({ where: { id: { in: [...ids] } } });
    return rows.map(actionFromRow);
  }

  /** Newest first (reversed if the page is read backward), one more than the limit if there is one. */
  async page({ projectId, kinds, statuses, from, to, ...page }: ActionPage): Promise<Action[]> {
    const below = [page.after, to === null ? null : firstIdAt(to)].filter((id) => id !== null).toSorted();
    const rows = await this.#database.prisma.action.findMany({
      where: {
        projectId,
        id: { lt: below[0], gt: page.before ?? undefined, gte: from === null ? undefined : firstIdAt(from) },
        kind: kinds === null ? undefined : { in: [...kinds] },
        status: statuses === null ? undefined : { in: [...statuses] },
      },
      orderBy: { id: readDirection(page) },
      take: page.limit + 1,
    });
    return rows.map(actionFromRow);
  }
}
