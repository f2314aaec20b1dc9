/**
 * Begins armed top-ups. An attempt is a purchase, written while the project is locked and before Stripe is called, so that
 * the monthly limit includes every attempt that may be paid, regardless of concurrency.
 */
import type { Database } from '../database/database.ts';
import { inTransaction } from '../database/in-transaction.ts';
import { type Queryable, runStatement } from '../database/statement.ts';
import type { NewId, ProjectId, PurchaseId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import { SYSTEM_ACTOR } from '../ledger/kernel/expire-due.ts';
import { type AutoTopUp, monthOf, TOP_UP_COLUMNS } from './auto-top-up.ts';
import { type BillingCustomer, billingCustomer } from './billing-customers.ts';
import { type CreditPack, PACK_COLUMNS } from './credit-pack.ts';
import { moneyText } from './money.ts';
import { insertPurchase } from './new-purchase.ts';
import type { PurchaseListeners } from './purchase-listeners.ts';
import { COOL_DOWN_MS, type TopUpResult, type WriteTopUpResults } from './top-up-result.ts';

export interface AttemptDependencies extends PurchaseListeners {
  readonly database: Database;
  readonly newId: NewId;
  readonly clock: () => Instant;
  readonly writeTopUpResults: WriteTopUpResults;
}

/** The state that is read while the project is locked. */
interface Armed extends AutoTopUp {
  readonly balance: number;
  readonly isArchived: boolean;
  readonly declines: number;
  /** Whether the outcome of an earlier attempt is still unknown. */
  readonly isUnderWay: boolean;
}

export class TopUpAttempts {
  readonly #dependencies: AttemptDependencies;

  constructor(dependencies: AttemptDependencies) {
    this.#dependencies = dependencies;
  }

  /** Returns the number of attempts that were begun. */
  async beginDue(max: number): Promise<number> {
    const { database, clock } = this.#dependencies;
    const due = await runStatement<{ projectId: ProjectId }>(database.pool, {
      name: 'auto_top_ups_due',
      text: `select a.project_id as "projectId" from auto_top_ups a
        where a.armed_at is not null and a.state in ('ACTIVE', 'LIMIT_REACHED')
          and (a.next_attempt_at is null or a.next_attempt_at <= to_timestamp($1::float8 / 1000))
        order by a.armed_at limit $2`,
      values: [clock(), max],
    });
    let begun = 0;
    for (const { projectId } of due) if (await this.#begin(projectId)) begun += 1;
    return begun;
  }

  async #begin(projectId: ProjectId): Promise<boolean> {
    const { database, clock, writeTopUpResults, eventsWritten, changed } = this.#dependencies;
    const at = clock();
    const begunId = await inTransaction(database.pool, async (transaction) => {
      const armed = await lockArmed(transaction, projectId, at);
      if (!armed) return null;
      const pack = await packOf(transaction, armed);
      const customer = await billingCustomer(transaction, projectId);
      const isWanted = armed.balance <= armed.threshold && !armed.isArchived && !armed.isUnderWay;
      if (!isWanted || !pack) return this.#disarm(transaction, projectId, null);
      const obstacle = obstacleTo(armed, pack, customer, at);
      if (obstacle) {
        for (const statement of writeTopUpResults([obstacle])) await runStatement(transaction, statement);
        return null;
      }
      await this.#disarm(transaction, projectId, at + COOL_DOWN_MS);
      return this.#insert(transaction, { projectId, pack, customer, at });
    });
    eventsWritten();
    if (begunId !== null) changed(projectId, begunId);
    return begunId !== null;
  }

  async #disarm(transaction: Queryable, projectId: ProjectId, coolUntil: Instant | null): Promise<null> {
    await runStatement(transaction, {
      name: 'auto_top_ups_disarm',
      text: `update auto_top_ups a set armed_at = null, state = 'ACTIVE',
          next_attempt_at = to_timestamp($2::float8 / 1000)
        where a.project_id = $1`,
      values: [projectId, coolUntil],
    });
    return null;
  }

  async #insert(
    transaction: Queryable,
    asked: { projectId: ProjectId; pack: CreditPack; customer: BillingCustomer | null; at: Instant },
  ): Promise<PurchaseId> {
    const { projectId, pack, customer, at } = asked;
    if (!customer) throw new Error('a top-up without a customer has an obstacle');
    const { customerId, paymentMethodId } = customer;
    const id = this.#dependencies.newId<PurchaseId>();
    const own = { id, projectId, pack, customerId, paymentMethodId };
    const times = { createdAt: at, syncAt: at, expiresAt: at };
    const purchase = { ...own, ...times, source: 'AUTO_TOP_UP' as const, checkout: null, actor: SYSTEM_ACTOR };
    await runStatement(transaction, insertPurchase([purchase]));
    return id;
  }
}

/** Null if another process has begun the attempt, or the top-up was removed. */
async function lockArmed(transaction: Queryable, projectId: ProjectId, now: Instant): Promise<Armed | null> {
  await runStatement(transaction, {
    name: 'auto_top_ups_lock_project',
    text: 'select from projects p where p.id = $1 for no key update',
    values: [projectId],
  });
  // A separate statement: one that began before the lock was granted would not see concurrent writes.
  const [armed] = await runStatement<Armed>(transaction, {
    name: 'auto_top_ups_armed',
    text: `select ${TOP_UP_COLUMNS}, a.declines, p.balance, p.archived_at is not null as "isArchived",
        exists (
          select from purchases u where u.project_id = a.project_id and u.source = 'AUTO_TOP_UP'
            and u.status in ('PENDING', 'PROCESSING')
        ) as "isUnderWay"
      from auto_top_ups a
      join projects p on p.id = a.project_id
      join credit_packs k on k.id = a.credit_pack_id
      where a.project_id = $1 and a.armed_at is not null and a.state in ('ACTIVE', 'LIMIT_REACHED')
        and (a.next_attempt_at is null or a.next_attempt_at <= to_timestamp($3::float8 / 1000))`,
    values: [projectId, monthOf(now).startsAt, now],
  });
  return armed ?? null;
}

async function packOf(transaction: Queryable, { creditPackId }: Armed): Promise<CreditPack | null> {
  const [pack] = await runStatement<CreditPack>(transaction, {
    name: 'auto_top_ups_pack',
    text: `select ${PACK_COLUMNS} from credit_packs k where k.id = $1`,
    values: [creditPackId],
  });
  return pack ?? null;
}

/** Why no attempt can begin now; null if one can. */
export function obstacleTo(
  { projectId, declines, spentThisMonthMinor, monthlyLimitMinor }: Omit<Armed, 'balance'>,
  pack: CreditPack,
  customer: BillingCustomer | null,
  at: Instant,
): TopUpResult | null {
  const result = { projectId, declines, at };
  if (!customer?.paymentMethodId) {
    const message = 'There is no saved payment method: buy a pack and save the payment method.';
    const failure = { code: 'no_payment_method', message };
    return { ...result, state: 'NO_PAYMENT_METHOD', failure, nextAttemptAt: null };
  }
  if (spentThisMonthMinor + pack.minor <= monthlyLimitMinor) return null;
  const limit = moneyText({ ...pack, minor: monthlyLimitMinor });
  const failure = { code: 'limit_reached', message: `Another pack would exceed this month's limit of ${limit}.` };
  return { ...result, state: 'LIMIT_REACHED', failure, nextAttemptAt: monthOf(at).endsAt };
}
