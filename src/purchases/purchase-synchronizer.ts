import type { Database } from '../database/database.ts';
import { inTransaction } from '../database/in-transaction.ts';
import { runStatement } from '../database/statement.ts';
import { UnavailableError } from '../database/failure.ts';
import type { GrantId, NewId, ProjectId, PurchaseId } from '../ids.ts';
import { DAY_MS, type Instant } from '../instant.ts';
import type { Posting } from '../ledger/kernel/posting.ts';
import { RETURNED_GRANT_LIFE_MS } from '../ledger/kernel/decide-refund.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { attach } from '../ledger/store/attachment.ts';
import { LatestRun } from '../latest-run.ts';
import { nextSyncAt } from './next-sync-at.ts';
import { nextStep, type PurchaseState, type Step } from './next-step.ts';
import type { Payment, PaymentProvider } from './payment.ts';
import type { PurchaseListeners } from './purchase-listeners.ts';
import type { Purchase, PurchaseRefund } from './purchase.ts';
import type { PurchaseCatalog } from './purchase-catalog.ts';
import { sendRefunds } from './send-refunds.ts';
import {
  type PurchaseUpdate,
  type PurchaseUpdateWriter,
  purchaseUpdateWriter,
  stillAtVersion,
} from './purchase-update-writer.ts';
import { failedTopUp, paidTopUp, type TopUpResult, type WriteTopUpResults } from './top-up-result.ts';

/**
 * The maximum number of attempts to write a purchase. Each Stripe event increments the version of its purchase, and a write that is based
 * on an older version fails and is retried. If the last attempt fails, the synchronization throws UnavailableError, and the next run starts it again.
 */
const TRIES_MAX = 20;

export interface SynchronizerDependencies extends PurchaseListeners {
  readonly database: Database;
  readonly ledger: Ledger;
  readonly catalog: PurchaseCatalog;
  readonly provider: PaymentProvider;
  readonly newId: NewId;
  readonly clock: () => Instant;
  readonly writeTopUpResults: WriteTopUpResults;
}

/** Updates purchases to their state at Stripe. Idempotent, and independent of the order of events. */
export class PurchaseSynchronizer {
  readonly #dependencies: SynchronizerDependencies;
  readonly #writer: PurchaseUpdateWriter;
  readonly #runs = new LatestRun((id: PurchaseId) => this.#synchronize(id));

  constructor(dependencies: SynchronizerDependencies) {
    this.#dependencies = dependencies;
    this.#writer = purchaseUpdateWriter(dependencies.writeTopUpResults);
  }

  /** Returns the synchronized purchase; null if it does not exist. Throws UnavailableError; the call may be repeated. */
  synchronize(id: PurchaseId): Promise<Purchase | null> {
    return this.#runs.run(id);
  }

  async #synchronize(id: PurchaseId): Promise<Purchase | null> {
    const { catalog, provider, database } = this.#dependencies;
    for (let tries = 0; tries < TRIES_MAX; tries += 1) {
      const purchase = await catalog.find(id);
      if (!purchase) return null;
      const payment = await (purchase.source === 'CHECKOUT' ? provider.paymentOf(purchase) : provider.charge(purchase));
      const refunds = await catalog.refundsOf(id);
      if (await sendRefunds(database.pool, provider, { purchase, payment, refunds })) continue;
      if (await this.#write(purchase, payment, refunds)) return catalog.find(id);
    }
    throw new UnavailableError(`purchase ${id} changed faster than it could be synchronized`);
  }

  /** Returns whether no further step is needed. Stripe is read again after each step. */
  async #write(purchase: Purchase, payment: Payment, refunds: readonly PurchaseRefund[]): Promise<boolean> {
    const step = nextStep(purchase, payment, refunds);
    const state = step?.state ?? purchase;
    const update = await this.#updateOf(purchase, payment, state);
    if (!step || step.kind === 'note') {
      const isTold = step !== null && state.reversedCredits !== purchase.reversedCredits;
      return this.#note({ ...update, event: isTold ? 'PURCHASE_REVERSED' : null }, step !== null);
    }
    if (step.kind === 'take back') await this.#takeBack(purchase, update, step.credits);
    else await this.#grant(purchase, update, step);
    return false;
  }

  async #updateOf(purchase: Purchase, payment: Payment, state: PurchaseState): Promise<PurchaseUpdate> {
    const { clock } = this.#dependencies;
    const { id, projectId, version, paidAt } = purchase;
    const { customerId, savedPaymentMethodId } = payment;
    const at = clock();
    const { status, failure, reversedCredits, unrecoveredCredits } = state;
    const keepsMethod =
      purchase.savesPaymentMethod &&
      paidAt === null &&
      status === 'PAID' &&
      customerId !== null &&
      savedPaymentMethodId;
    return {
      id,
      projectId,
      version,
      status,
      failure,
      reversedCredits,
      unrecoveredCredits,
      sessionId: purchase.sessionId ?? payment.sessionId,
      paymentIntentId: purchase.paymentIntentId ?? payment.paymentIntentId,
      receiptUrl: payment.receiptUrl ?? purchase.receiptUrl,
      paidAt,
      grantId: null,
      revocation: null,
      event: null,
      paymentMethod: keepsMethod ? { customerId, paymentMethodId: savedPaymentMethodId } : null,
      topUp: purchase.source === 'AUTO_TOP_UP' ? await this.#topUpResult(purchase, payment, status, at) : null,
      syncAt: nextSyncAt({ ...purchase, status, failure }, at),
      at,
    };
  }

  async #topUpResult(
    { projectId, status: before }: Purchase,
    { failure }: Payment,
    status: Purchase['status'],
    at: Instant,
  ): Promise<TopUpResult | null> {
    if (status === before) return null;
    if (status === 'PAID' && before !== 'PARTLY_REVERSED' && before !== 'REVERSED') return paidTopUp(projectId, at);
    return status === 'FAILED' && failure ? failedTopUp(projectId, failure, await this.#declines(projectId), at) : null;
  }

  async #declines(projectId: ProjectId): Promise<number> {
    const [row] = await runStatement<{ declines: number }>(this.#dependencies.database.pool, {
      name: 'auto_top_ups_declines',
      text: 'select a.declines from auto_top_ups a where a.project_id = $1',
      values: [projectId],
    });
    return row?.declines ?? 0;
  }

  /** Returns whether the purchase still had the version that was read. */
  async #note(update: PurchaseUpdate, isChange: boolean): Promise<boolean> {
    const { database, eventsWritten, changed } = this.#dependencies;
    const isWritten = await inTransaction(database.pool, async (transaction) => {
      if ((await runStatement(transaction, stillAtVersion([update]))).length === 0) return false;
      for (const statement of this.#writer.alone([update])) await runStatement(transaction, statement);
      return true;
    });
    if (isWritten) eventsWritten();
    if (isWritten && isChange) changed(update.projectId, update.id);
    return isWritten;
  }

  async #grant(
    purchase: Purchase,
    update: PurchaseUpdate,
    step: Exclude<Step, { kind: 'note' | 'take back' }>,
  ): Promise<void> {
    const { newId } = this.#dependencies;
    const isFirst = step.kind === 'grant';
    // The ledger's primary key refuses a second grant of this id.
    const grantId = isFirst ? (purchase.id as string as GrantId) : newId<GrantId>();
    const event = isFirst ? 'PURCHASE_PAID' : 'PURCHASE_REVERSED';
    const posting: Posting = {
      ...base(purchase),
      type: 'grant',
      note: isFirst ? null : 'A refund or a dispute of the purchase was taken back.',
      grantId,
      credits: isFirst ? purchase.credits : step.credits,
      source: 'PURCHASE',
      priority: 50,
      expiresAt: this.#expiryOf(purchase, update.at),
    };
    try {
      await this.#post(posting, { ...update, grantId, event, paidAt: update.paidAt ?? update.at });
    } catch (error) {
      if (isFirst && error instanceof GrantBlockedError) await this.#hold(update, error);
      throw error;
    }
  }

  async #hold(update: PurchaseUpdate, { code, message }: GrantBlockedError): Promise<void> {
    const syncAt = update.at + DAY_MS;
    await this.#note({ ...update, status: 'PROCESSING', failure: { code, message }, topUp: null, syncAt }, true);
  }

  /** Credits that are returned after their grant has expired are valid for seven more days, as with refunds. */
  #expiryOf({ expiresAfterDays, paidAt }: Purchase, now: Instant): Instant | null {
    if (expiresAfterDays === null) return null;
    return Math.max((paidAt ?? now) + expiresAfterDays * DAY_MS, paidAt === null ? 0 : now + RETURNED_GRANT_LIFE_MS);
  }

  /** Revokes from the grants of the purchase, the newest first. Only what the last grant lacks becomes unrecovered. */
  async #takeBack(purchase: Purchase, update: PurchaseUpdate, credits: number): Promise<void> {
    const [last, ...others] = purchase.grantIds;
    const grantIds = [...others.toReversed(), ...(last === undefined ? [] : [last])];
    let { version } = purchase;
    let missing = credits;
    let reversedBefore = purchase.reversedCredits;
    for (const [place, grantId] of grantIds.entries()) {
      const hasMore = place < grantIds.length - 1;
      const posting: Posting = {
        ...base(purchase),
        type: 'revoke',
        note: 'The purchase was refunded or disputed.',
        grantId,
        credits: missing,
      };
      const revocation = { credits: missing, ofCredits: purchase.credits, hasMore, reversedBefore };
      const taken = await this.#post(posting, { ...update, version, revocation, event: 'PURCHASE_REVERSED' });
      if (taken === null || taken === missing || !hasMore) return;
      missing -= taken;
      reversedBefore += taken;
      version += 1;
    }
  }

  /** The credits that the entry revoked; null if the purchase was updated concurrently. */
  async #post(posting: Posting, update: PurchaseUpdate): Promise<number | null> {
    const { ledger, changed } = this.#dependencies;
    const outcome = await ledger.post(posting, attach(this.#writer, update));
    if (outcome.status === 'accepted') {
      changed(update.projectId, update.id);
      return outcome.entry ? Math.max(0, 0 - outcome.entry.amount) : 0;
    }
    if (outcome.status !== 'refused') throw new Error('an update of a purchase returned a replay'); // it has no key
    const { reason } = outcome.refusal;
    if (reason === 'precondition-failed') return null;
    const failure = HELD_BECAUSE[reason];
    if (!failure) throw new Error(`an update of a purchase was refused for a reason that it cannot have: ${reason}`);
    throw new GrantBlockedError(failure.code, failure.message);
  }
}

/** The purchase is paid, but the project cannot take the credits. Retried every day. */
export class GrantBlockedError extends Error {
  override readonly name = 'GrantBlockedError';
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

const HELD_BECAUSE: Partial<Record<string, { readonly code: string; readonly message: string }>> = {
  'project-archived': {
    code: 'project_archived',
    message: 'The purchase was paid, but the project is archived: refund it at Stripe.',
  },
  'balance-limit': {
    code: 'balance_limit',
    message: 'The purchase was paid, but its credits would exceed the maximum balance.',
  },
};

function base({ projectId, workspaceId, actor }: Purchase) {
  return { projectId, workspaceId, actor, key: null };
}
