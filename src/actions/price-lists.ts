import type { Database } from '../database/database.ts';
import type { Prisma } from '../database/generated/prisma/client.ts';
import type { WorkspaceId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { ActionKind } from '../ledger/kernel/entry.ts';
import { PUBLISHED_ACTIONS } from './published-actions.ts';

/**
 * What each action costs from `effectiveAt` on, until a later list takes effect; the first one also before that. A
 * published list never changes.
 */
export interface PriceList {
  readonly version: number;
  readonly effectiveAt: Instant;
  readonly credits: Readonly<Record<ActionKind, number>>;
}

/** Lists are read again when they are older than this, so that one published elsewhere is known within a second. */
const FRESH_FOR_MS = 1_000; // 1 second

export class PriceLists {
  readonly #database: Database;
  readonly #clock: () => Instant;
  readonly #known = new Map<WorkspaceId, { readonly readAt: Instant; readonly lists: Promise<PriceList[]> }>();

  constructor(database: Database, clock: () => Instant) {
    this.#database = database;
    this.#clock = clock;
  }

  /** There is one at every time: a clock may stand before the instant at which the first list was written. */
  async inForce(workspaceId: WorkspaceId, at: Instant): Promise<PriceList> {
    const lists = await this.#lists(workspaceId);
    const list = lists.find(({ effectiveAt }) => effectiveAt <= at) ?? lists.at(-1);
    if (!list) throw new Error(`workspace ${workspaceId} has no price list`);
    return list;
  }

  /** Newest first. */
  #lists(workspaceId: WorkspaceId): Promise<PriceList[]> {
    const now = this.#clock();
    const known = this.#known.get(workspaceId);
    if (known && Math.abs(now - known.readAt) < FRESH_FOR_MS) return known.lists; // a clock may be set back
    const lists = this.#read(workspaceId);
    this.#known.set(workspaceId, { readAt: now, lists });
    lists.catch(() => this.#known.delete(workspaceId)); // whoever asked is told; the next one asks again
    return lists;
  }

  async #read(workspaceId: WorkspaceId): Promise<PriceList[]> {
    const rows = await this.#database.prisma.priceList.findMany({
      where: { workspaceId },
      include: { prices: true },
      orderBy: [{ effectiveAt: 'desc' }, { version: 'desc' }],
    });
    return rows.map(({ version, effectiveAt, prices }) => {
      const credits = (kind: ActionKind) =>
        prices.find((price) => price.kind === kind)?.credits ?? missing(version, kind);
      return {
        version,
        effectiveAt: effectiveAt.getTime(),
        credits: {
          PROMPT: credits('PROMPT'),
          PROMPT_EDIT: credits('PROMPT_EDIT'),
          BACKGROUND: credits('BACKGROUND'),
          EXPAND: credits('EXPAND'),
        },
      };
    });
  }
}

/** The first list of a workspace, the published prices, as its row is written. */
export function firstPriceListRow(
  workspaceId: WorkspaceId,
  effectiveAt: Instant,
): Prisma.PriceListUncheckedCreateInput {
  const prices = PUBLISHED_ACTIONS.map(({ kind, firstCredits }) => ({ kind, credits: firstCredits }));
  return { workspaceId, version: 1, effectiveAt: new Date(effectiveAt), prices: { createMany: { data: prices } } };
}

function missing(version: number, kind: ActionKind): never {
  throw new Error(`price list ${version} has no price for ${kind}`);
}
