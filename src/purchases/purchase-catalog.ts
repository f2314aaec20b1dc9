import { runStatement } from '../database/statement.ts';
import type { Database } from '../database/database.ts';
import type { ProjectId, PurchaseId, WorkspaceId } from '../ids.ts';
import { ID_MAX, ID_MIN, type PageRange, readDirection } from '../page-range.ts';
import { type Purchase, PURCHASE_COLUMNS, type PurchaseRefund } from './purchase.ts';

/** How many purchases of a project are read when a notification may have been lost. */
const NEWEST = 20;

/** Reads purchases. */
export class PurchaseCatalog {
  readonly #pool: Database['pool'];

  constructor({ pool }: Pick<Database, 'pool'>) {
    this.#pool = pool;
  }

  findMany(ids: readonly PurchaseId[]): Promise<Purchase[]> {
    return runStatement<Purchase>(this.#pool, {
      name: 'purchases_find',
      text: `select ${PURCHASE_COLUMNS} from purchases u where u.id = any($1::uuid[])`,
      values: [ids],
    });
  }

  async find(id: PurchaseId): Promise<Purchase | null> {
    return (await this.findMany([id]))[0] ?? null;
  }

  async findByKey(projectId: ProjectId, key: string): Promise<Purchase | null> {
    const [purchase] = await runStatement<Purchase>(this.#pool, {
      name: 'purchases_by_key',
      text: `select ${PURCHASE_COLUMNS} from purchases u where u.project_id = $1 and u.idempotency_key = $2`,
      values: [projectId, key],
    });
    return purchase ?? null;
  }

  /** Newest first (reversed if the page is read backward), one more than the limit if there is one. */
  page(projectId: ProjectId, { limit, after, before, isBackward }: PageRange<PurchaseId>): Promise<Purchase[]> {
    const order = readDirection({ isBackward });
    return runStatement<Purchase>(this.#pool, {
      name: `purchases_page_${order}`,
      text: `select ${PURCHASE_COLUMNS} from purchases u
        where u.project_id = $1 and u.id < $2 and u.id > $3 order by u.id ${order} limit $4`,
      values: [projectId, after ?? ID_MAX, before ?? ID_MIN, limit + 1],
    });
  }

  /** The keys of the newest purchases of each project, oldest first. */
  newestOf(projectIds: readonly ProjectId[]): Promise<Pick<Purchase, 'id' | 'projectId'>[]> {
    return runStatement(this.#pool, {
      name: 'purchases_newest_of',
      text: `select newest.id, project.id as "projectId" from unnest($1::uuid[]) as project (id) cross join lateral (
          select u.id from purchases u where u.project_id = project.id order by u.id desc limit ${NEWEST}
        ) newest order by newest.id`,
      values: [projectIds],
    });
  }

  /** The purchases of a workspace with unrecovered credits, newest first. */
  unrecovered(workspaceId: WorkspaceId, first: number): Promise<Purchase[]> {
    return runStatement<Purchase>(this.#pool, {
      name: 'purchases_unrecovered',
      text: `select ${PURCHASE_COLUMNS} from purchases u
        where u.workspace_id = $1 and u.unrecovered_credits > 0 order by u.id desc limit $2`,
      values: [workspaceId, first],
    });
  }

  refundsOf(id: PurchaseId): Promise<PurchaseRefund[]> {
    return runStatement<PurchaseRefund>(this.#pool, {
      name: 'purchase_refunds_of',
      text: `select r.id, r.purchase_id as "purchaseId", r.credits, r.minor, r.status from purchase_refunds r
        where r.purchase_id = $1 order by r.id`,
      values: [id],
    });
  }
}
