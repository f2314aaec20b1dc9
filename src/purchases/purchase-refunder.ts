import { z } from 'zod';
import { type Administrator, type AuditEntry, auditWriter, madeWith, newAuditEntries } from '../audit/audit.ts';
import { insertRows, instantColumn } from '../database/over-rows.ts';
import { runStatement, type Statement } from '../database/statement.ts';
import type { Database } from '../database/database.ts';
import { UnavailableError } from '../database/failure.ts';
import type { GrantId, NewId, ProjectId, PurchaseId } from '../ids.ts';
import { checkInput } from '../input/invalid-input.ts';
import { requestHash } from '../input/request-hash.ts';
import { text } from '../input/rules.ts';
import type { Instant } from '../instant.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { attach, type Writer } from '../ledger/store/attachment.ts';
import { statusOf } from './next-step.ts';
import type { Purchase } from './purchase.ts';
import type { PurchaseCatalog } from './purchase-catalog.ts';
import { type PurchaseUpdate, updateStatements, stillAtVersion } from './purchase-update-writer.ts';

/** A request for a refund. The purchase has been found; the other fields are not yet validated. */
export interface RefundRequest {
  readonly purchaseId: PurchaseId;
  readonly idempotencyKey: string;
  readonly reason: string;
}

export type RefundOutcome =
  | { readonly status: 'refunded'; readonly purchase: Purchase; readonly replayed: boolean }
  /** The purchase is not paid, or nothing of it is left. */
  | { readonly status: 'not-refundable'; readonly purchase: Purchase }
  | { readonly status: 'conflict' };

export interface RefunderDependencies {
  readonly database: Database;
  readonly ledger: Ledger;
  readonly catalog: PurchaseCatalog;
  /** Called after a transaction has written a purchase. */
  readonly changed: (projectId: ProjectId, purchaseId: PurchaseId) => void;
  readonly synchronize: (id: PurchaseId) => Promise<Purchase | null>;
  readonly newId: NewId;
  readonly clock: () => Instant;
}

const rules = z.object({ idempotencyKey: text(255), reason: text(1_000) });
const TRIES_MAX = 20;

interface RefundRow {
  readonly update: PurchaseUpdate;
  readonly purchase: Purchase;
  readonly id: string;
  /** Without its changes, which depend on the credits that are revoked. */
  readonly audit: AuditEntry;
  readonly idempotencyKey: string;
  readonly hash: string;
  readonly reason: string;
}

/**
 * Refunds unspent credits. The credits are revoked first, in the transaction that writes the refund; the refund is sent to
 * Stripe when the purchase is synchronized, immediately or after a crash.
 */
export class PurchaseRefunder {
  readonly #dependencies: RefunderDependencies;

  constructor(dependencies: RefunderDependencies) {
    this.#dependencies = dependencies;
  }

  /** Throws InvalidInputError (nothing was written) and UnavailableError (the same request may be repeated). */
  async refund(request: RefundRequest, by: Administrator): Promise<RefundOutcome> {
    const { catalog, changed, synchronize } = this.#dependencies;
    const { purchaseId } = request;
    const { idempotencyKey, reason } = checkInput(rules, request);
    const hash = requestHash({ kind: 'refund purchase', purchaseId, reason });
    for (let tries = 0; tries < TRIES_MAX; tries += 1) {
      const purchase = await catalog.find(purchaseId);
      if (!purchase) throw new Error('a purchase that was found has gone');
      const earlier = await this.#earlier(purchaseId, idempotencyKey);
      if (earlier !== null && earlier !== hash) return { status: 'conflict' };
      if (earlier !== null)
        return { status: 'refunded', purchase: (await synchronize(purchaseId)) ?? purchase, replayed: true };
      if (purchase.paidAt === null || purchase.reversedCredits === purchase.credits) {
        return { status: 'not-refundable', purchase };
      }
      const done = await this.#take(purchase, { idempotencyKey, hash, reason }, by);
      if (done === 'nothing left') return { status: 'not-refundable', purchase };
      if (done === 'taken') {
        changed(purchase.projectId, purchaseId);
        return { status: 'refunded', purchase: (await synchronize(purchaseId)) ?? purchase, replayed: false };
      }
    }
    throw new UnavailableError(`purchase ${purchaseId} changed faster than it could be refunded`);
  }

  async #earlier(purchaseId: PurchaseId, key: string): Promise<string | null> {
    const [row] = await runStatement<{ hash: string }>(this.#dependencies.database.pool, {
      name: 'purchase_refunds_by_key',
      text: `select encode(r.request_hash, 'hex') as hash from purchase_refunds r
        where r.purchase_id = $1 and r.idempotency_key = $2`,
      values: [purchaseId, key],
    });
    return row?.hash ?? null;
  }

  async #take(
    purchase: Purchase,
    asked: Pick<RefundRow, 'idempotencyKey' | 'hash' | 'reason'>,
    by: Administrator,
  ): Promise<'taken' | 'nothing left' | 'changed'> {
    const { ledger, newId, clock } = this.#dependencies;
    const { projectId, workspaceId, id, version, grantIds } = purchase;
    // The newest grant is the most likely to be unspent; the rest is revoked by another call.
    for (const grantId of grantIds.toReversed()) {
      if (minorOf(purchase, await this.#remaining(purchase, grantId)) === 0) continue;
      const at = clock();
      const update: PurchaseUpdate = { ...purchase, ...NOTHING_NEW, id, projectId, version, syncAt: at, at };
      const act = { act: 'PURCHASE_REFUNDED', projectId, subjectId: id, changes: [] } as const;
      const audit = newAuditEntries(newId, () => at)(by, act);
      const row = { ...asked, update, purchase, id: newId(), audit };
      const outcome = await ledger.post(
        {
          type: 'revoke',
          projectId,
          workspaceId,
          actor: by.actor,
          note: asked.reason,
          key: null,
          grantId,
          credits: purchase.credits - purchase.reversedCredits,
        },
        attach(refundWriter, row),
      );
      if (outcome.status === 'refused' && outcome.refusal.reason === 'precondition-failed') return 'changed';
      if (outcome.status !== 'accepted') throw new Error('a refund of a purchase was refused by the ledger');
      return outcome.entry ? 'taken' : 'changed';
    }
    return 'nothing left';
  }

  /** Credits worth less than the smallest unit of the currency are not revoked. */
  async #remaining({ projectId }: Purchase, grantId: GrantId): Promise<number> {
    const [grant] = await runStatement<{ remaining: number }>(this.#dependencies.database.pool, {
      name: 'purchase_grant_remaining',
      text: 'select g.remaining from credit_grants g where g.project_id = $1 and g.id = $2',
      values: [projectId, grantId],
    });
    return grant?.remaining ?? 0;
  }
}

const NOTHING_NEW = {
  grantId: null,
  revocation: null,
  paymentMethod: null,
  topUp: null,
  event: 'PURCHASE_REVERSED',
} as const;

/** The amount for a number of credits, rounded down; the whole remainder for the last credits. */
function minorOf({ credits, minor, reversedCredits }: Purchase, taken: number): number {
  if (taken === 0) return 0;
  const before = Math.ceil((minor * reversedCredits) / credits);
  return reversedCredits + taken === credits ? minor - before : Math.floor((minor * taken) / credits);
}

interface InsertedRefund extends Omit<RefundRow, 'update'> {
  readonly credits: number;
  readonly at: Instant;
}

const insertRefunds = insertRows<InsertedRefund>('purchase_refunds_insert', 'purchase_refunds', {
  id: ['uuid', ({ id }) => id],
  purchase_id: ['uuid', ({ purchase }) => purchase.id],
  idempotency_key: ['text', ({ idempotencyKey }) => idempotencyKey],
  request_hash: ['text', ({ hash }) => hash, (value) => `decode(${value}, 'hex')`],
  credits: ['int', ({ credits }) => credits],
  minor: ['int', ({ purchase, credits }) => minorOf(purchase, credits)],
  status: ['purchase_refund_status', () => 'PENDING'],
  created_at: ['float8', ({ at }) => at, instantColumn],
});

const refundWriter: Writer<RefundRow> = {
  name: 'refunds of purchases',
  precondition: (rows) => stillAtVersion(rows.map(({ update }) => update)),
  statements: (accepted): Statement[] =>
    accepted.flatMap(({ row, entry }) => {
      const { update, ...asked } = row;
      const { purchase, reason, audit } = asked;
      const credits = 0 - entry.amount;
      const reversedCredits = purchase.reversedCredits + credits;
      const status = statusOf(purchase.credits, reversedCredits);
      const inserted = { ...asked, credits, at: update.at };
      const changes = madeWith({ reason, credits, minor: minorOf(purchase, credits), currency: purchase.currency });
      return [
        ...updateStatements([{ ...update, status, reversedCredits }]),
        insertRefunds([inserted]),
        ...auditWriter.statements([{ row: { ...audit, changes }, entry }]),
      ];
    }),
  statementsWithoutEntry: () => [],
};
