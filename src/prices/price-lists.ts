import DataLoader from 'dataloader';
import type { Database } from '../database/database.ts';
import { runStatement } from '../database/statement.ts';
import type { WorkspaceId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import { PRICE_LIST_COLUMNS, type PriceList } from './price-list.ts';

/**
 * The price lists as they stand. Nothing of them is kept: once a list has been published, whoever asks any process for the
 * prices afterwards is told them.
 */
export class PriceLists {
  readonly #database: Database;
  readonly #clock: () => Instant;
  readonly #inForceNow: DataLoader<WorkspaceId, PriceList>;
  #reading: Promise<unknown> = Promise.resolve();

  constructor(database: Database, clock: () => Instant) {
    this.#database = database;
    this.#clock = clock;
    // Every read begins after it was asked for, and is shared by all who asked while the one before it was under way: a
    // thousand charges at once cost a few reads.
    this.#inForceNow = new DataLoader((ids) => this.#read(ids), {
      cache: false,
      batchScheduleFn: (begin) => void this.#reading.then(begin, begin),
    });
  }

  /**
   * The prices of an action that is accepted now. Clocks of processes may differ: a list that was published for now is in
   * force for everybody who can read it, whatever his clock says.
   */
  inForceNow(workspaceId: WorkspaceId): Promise<PriceList> {
    return this.#inForceNow.load(workspaceId);
  }

  /** The prices at an instant, a coming one too. There always is a list: before the first one took effect, it is that one. */
  async inForceAt(workspaceId: WorkspaceId, at: Instant): Promise<PriceList> {
    const [list] = await runStatement<PriceList>(this.#database.pool, {
      name: 'prices_at',
      text: `select ${PRICE_LIST_COLUMNS} from price_lists l
        where l.workspace_id = $1 and l.withdrawn_at is null and (l.effective_at <= to_timestamp($2::float8 / 1000) or l.version = 1)
        order by l.effective_at desc, l.version desc limit 1`,
      values: [workspaceId, at],
    });
    if (!list) throw missing(workspaceId);
    return list;
  }

  /** Those that were not withdrawn, the last to take effect first. */
  newest(workspaceId: WorkspaceId, first: number): Promise<PriceList[]> {
    return runStatement<PriceList>(this.#database.pool, {
      name: 'prices_newest',
      text: `select ${PRICE_LIST_COLUMNS} from price_lists l
        where l.workspace_id = $1 and l.withdrawn_at is null
        order by l.effective_at desc, l.version desc limit $2`,
      values: [workspaceId, first],
    });
  }

  /** Withdrawn ones too; null where there is none of that version. */
  async find(workspaceId: WorkspaceId, version: number): Promise<PriceList | null> {
    const [list] = await runStatement<PriceList>(this.#database.pool, {
      name: 'prices_find',
      text: `select ${PRICE_LIST_COLUMNS} from price_lists l where l.workspace_id = $1 and l.version = $2`,
      values: [workspaceId, version],
    });
    return list ?? null;
  }

  async #read(workspaceIds: readonly WorkspaceId[]): Promise<(PriceList | Error)[]> {
    const reading = runStatement<PriceList & { readonly workspaceId: WorkspaceId }>(this.#database.pool, {
      name: 'prices_now',
      text: `select wanted.id as "workspaceId", found.*
        from unnest($1::uuid[]) as wanted(id)
        cross join lateral (
          select ${PRICE_LIST_COLUMNS} from price_lists l
          where l.workspace_id = wanted.id and l.withdrawn_at is null
            and (l.effective_at <= to_timestamp($2::float8 / 1000) or l.effective_at = l.published_at)
          order by l.effective_at desc, l.version desc limit 1
        ) found`,
      values: [[...new Set(workspaceIds)], this.#clock()],
    });
    this.#reading = reading;
    const found = new Map((await reading).map(({ workspaceId, ...list }) => [workspaceId, list]));
    return workspaceIds.map((id) => found.get(id) ?? missing(id));
  }
}

function missing(workspaceId: WorkspaceId): Error {
  return new Error(`workspace ${workspaceId} has no price list`);
}
