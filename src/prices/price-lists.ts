import DataLoader from 'dataloader';
import type { Database } from '../database/database.ts';
import { runStatement } from '../database/statement.ts';
import type { WorkspaceId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import { PRICE_LIST_COLUMNS, type PriceList } from './price-list.ts';

/** The maximum number of workspaces whose price lists are cached. */
const WORKSPACES_MAX = 10_000;

/** A workspace's current and future lists when they were read, the last to take effect first. */
interface Schedule {
  readonly lists: readonly PriceList[];
  /** The highest version of all lists of the workspace, including withdrawn ones. A list published later has a higher version. */
  readonly newestVersion: number;
}

interface ScheduleRow extends PriceList {
  readonly workspaceId: WorkspaceId;
  readonly newestVersion: number;
}

/** Cached prices, and the version for checking them; see `price-check.ts`. */
export interface AssumedPrices {
  readonly list: PriceList;
  readonly newestVersion: number;
}

/**
 * Reads price lists. Queries always read the database, so a published list is visible in every process at once. Charges use
 * cached prices, and the database refuses them if the prices have changed.
 */
export class PriceLists {
  readonly #database: Database;
  readonly #clock: () => Instant;
  readonly #schedules: DataLoader<WorkspaceId, Schedule>;
  readonly #remembered = new Map<WorkspaceId, Schedule>();
  #reading: Promise<unknown> = Promise.resolve();

  constructor(database: Database, clock: () => Instant) {
    this.#database = database;
    this.#clock = clock;
    // Each read begins after it was requested and is shared by all requests made during the previous one: a thousand
    // concurrent charges cost a few reads.
    this.#schedules = new DataLoader((ids) => this.#read(ids), {
      cache: false,
      batchScheduleFn: (begin) => void this.#reading.then(begin, begin),
    });
  }

  /**
   * The prices of an action that is accepted now. Clocks of processes may differ: a list that was published for immediate
   * effect applies in every process that can read it, whatever its clock says.
   */
  async inForceNow(workspaceId: WorkspaceId): Promise<PriceList> {
    return this.#inForce(await this.#schedules.load(workspaceId), workspaceId);
  }

  /** The same from the cache, for charges, whose transaction checks it (`price-check.ts`). */
  async assumedNow(workspaceId: WorkspaceId): Promise<AssumedPrices> {
    const schedule = this.#remembered.get(workspaceId) ?? (await this.#schedules.load(workspaceId));
    return { list: this.#inForce(schedule, workspaceId), newestVersion: schedule.newestVersion };
  }

  /** Evicts cached prices that a check has found stale. */
  forget(workspaceId: WorkspaceId): void {
    this.#remembered.delete(workspaceId);
  }

  /** The prices at a past or future instant. Before the first list took effect, the first list applies. */
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

  /** The lists that were not withdrawn, the last to take effect first. */
  newest(workspaceId: WorkspaceId, first: number): Promise<PriceList[]> {
    return runStatement<PriceList>(this.#database.pool, {
      name: 'prices_newest',
      text: `select ${PRICE_LIST_COLUMNS} from price_lists l
        where l.workspace_id = $1 and l.withdrawn_at is null
        order by l.effective_at desc, l.version desc limit $2`,
      values: [workspaceId, first],
    });
  }

  /** The list of a version, also if withdrawn; null if it does not exist. */
  async find(workspaceId: WorkspaceId, version: number): Promise<PriceList | null> {
    const [list] = await runStatement<PriceList>(this.#database.pool, {
      name: 'prices_find',
      text: `select ${PRICE_LIST_COLUMNS} from price_lists l where l.workspace_id = $1 and l.version = $2`,
      values: [workspaceId, version],
    });
    return list ?? null;
  }

  #inForce({ lists }: Schedule, workspaceId: WorkspaceId): PriceList {
    const now = this.#clock();
    const list = lists.find(({ effectiveAt, publishedAt }) => effectiveAt <= now || effectiveAt === publishedAt);
    if (!list) throw missing(workspaceId);
    return list;
  }

  async #read(workspaceIds: readonly WorkspaceId[]): Promise<(Schedule | Error)[]> {
    const reading = runStatement<ScheduleRow>(this.#database.pool, {
      name: 'prices_schedule',
      text: `select wanted.id as "workspaceId", ${PRICE_LIST_COLUMNS},
          (select max(version) from price_lists n where n.workspace_id = wanted.id) as "newestVersion"
        from unnest($1::uuid[]) as wanted(id)
        cross join lateral (
          select b.effective_at from price_lists b
          where b.workspace_id = wanted.id and b.withdrawn_at is null
            and (b.effective_at <= to_timestamp($2::float8 / 1000) or b.effective_at = b.published_at)
          order by b.effective_at desc limit 1
        ) in_force
        join price_lists l on l.workspace_id = wanted.id and l.withdrawn_at is null
          and l.effective_at >= in_force.effective_at
        order by l.effective_at desc, l.version desc`,
      values: [[...new Set(workspaceIds)], this.#clock()],
    });
    this.#reading = reading;
    const read = Map.groupBy(await reading, ({ workspaceId }) => workspaceId);
    if (this.#remembered.size + read.size > WORKSPACES_MAX) this.#remembered.clear();
    for (const [id, rows] of read) {
      this.#remembered.set(id, { lists: rows.map(listOf), newestVersion: rows[0]?.newestVersion ?? 0 });
    }
    return workspaceIds.map((id) => this.#remembered.get(id) ?? missing(id));
  }
}

function listOf({ version, effectiveAt, publishedAt, publishedBy, withdrawnAt, credits }: ScheduleRow): PriceList {
  return { version, effectiveAt, publishedAt, publishedBy, withdrawnAt, credits };
}

function missing(workspaceId: WorkspaceId): Error {
  return new Error(`workspace ${workspaceId} has no price list`);
}
