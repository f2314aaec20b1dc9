/**
 * Updates a purchase to a state read from Stripe, in the transaction of the resulting ledger entries. The update requires
 * the version of the row from before the read: a state that was read before a later update is rejected.
 */
import { overRows } from '../database/over-rows.ts';
import type { Statement } from '../database/statement.ts';
import type { GrantId, ProjectId, PurchaseId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { Writer } from '../ledger/store/attachment.ts';
import { purchaseEvents } from '../webhooks/purchase-events.ts';
import { type PurchaseState, statusOf } from './next-step.ts';
import { keepPaymentMethods } from './billing-customers.ts';
import type { TopUpResult, WriteTopUpResults } from './top-up-result.ts';

export interface PurchaseUpdate extends PurchaseState {
  readonly id: PurchaseId;
  readonly projectId: ProjectId;
  /** The version of the purchase before Stripe was read. */
  readonly version: number;
  readonly sessionId: string | null;
  readonly paymentIntentId: string | null;
  readonly receiptUrl: string | null;
  readonly paidAt: Instant | null;
  /** The grant that the ledger entry creates; null if it creates none. */
  readonly grantId: GrantId | null;
  /** The credits that the ledger entry is to revoke; those that are already spent become unrecovered. Null if it revokes none. */
  readonly revocation: PurchaseRevocation | null;
  readonly event: 'PURCHASE_PAID' | 'PURCHASE_REVERSED' | null;
  readonly paymentMethod: { readonly customerId: string; readonly paymentMethodId: string } | null;
  readonly topUp: TopUpResult | null;
  readonly syncAt: Instant | null;
  readonly at: Instant;
}

export interface PurchaseRevocation {
  readonly credits: number;
  /** The credits of the whole purchase. */
  readonly ofCredits: number;
  /** Whether the rest can be revoked from other grants of the purchase, so that nothing is unrecovered yet. */
  readonly hasMore: boolean;
  readonly reversedBefore: number;
}

/** Returns, as `ord`, the 1-based positions of the rows whose purchase still has the version; the first row of each purchase. */
export function stillAtVersion(rows: readonly Pick<PurchaseUpdate, 'id' | 'version'>[]): Statement {
  const seen = new Set<PurchaseId>();
  const versions = rows.map(({ id, version }) => {
    if (seen.has(id)) return 0; // no row has it
    seen.add(id);
    return version;
  });
  return {
    name: 'purchases_standing',
    text: `select claim.ord::int as ord
      from unnest($1::uuid[], $2::int[]) with ordinality as claim(id, version, ord)
      join purchases u on u.id = claim.id and u.version = claim.version
      order by u.id for update of u`,
    values: [rows.map(({ id }) => id), versions],
  };
}

const updatePurchases = overRows<PurchaseUpdate>(
  'purchases_update',
  {
    id: ['uuid', ({ id }) => id],
    status: ['purchase_status', ({ status }) => status],
    reversed_credits: ['int', ({ reversedCredits }) => reversedCredits],
    unrecovered_credits: ['int', ({ unrecoveredCredits }) => unrecoveredCredits],
    session_id: ['text', ({ sessionId }) => sessionId],
    payment_intent_id: ['text', ({ paymentIntentId }) => paymentIntentId],
    receipt_url: ['text', ({ receiptUrl }) => receiptUrl],
    failure_code: ['text', ({ failure }) => failure?.code ?? null],
    failure_message: ['text', ({ failure }) => failure?.message ?? null],
    paid_at: ['float8', ({ paidAt }) => paidAt],
    grant_id: ['uuid', ({ grantId }) => grantId],
    look_at: ['float8', ({ syncAt }) => syncAt],
  },
  (rows) => `update purchases u set status = now.status, reversed_credits = now.reversed_credits,
      unrecovered_credits = now.unrecovered_credits, session_id = now.session_id,
      payment_intent_id = now.payment_intent_id, receipt_url = now.receipt_url, failure_code = now.failure_code,
      failure_message = now.failure_message, paid_at = to_timestamp(now.paid_at / 1000),
      grant_ids = array_remove(u.grant_ids || now.grant_id, null), look_at = to_timestamp(now.look_at / 1000),
      version = u.version + 1
    from ${rows} now
    where u.id = now.id`,
);

/** Writes the rows, except for the results of top-ups. Their versions have been checked, and the purchases are locked. */
export function updateStatements(updates: readonly PurchaseUpdate[]): Statement[] {
  if (updates.length === 0) return [];
  const events = updates.flatMap(({ projectId, id, event, at }) =>
    event === null ? [] : [{ projectId, purchaseId: id, event, at }],
  );
  return [
    updatePurchases(updates),
    ...keepPaymentMethods(
      updates.flatMap(({ projectId, paymentMethod }) => (paymentMethod ? [{ projectId, ...paymentMethod }] : [])),
    ),
    ...(events.length > 0 ? [purchaseEvents(events)] : []),
  ];
}

/** The row after its ledger entry revoked `taken` credits. Until the last grant is revoked, the status is that of the part. */
export function withRevoked(row: PurchaseUpdate, taken: number): PurchaseUpdate {
  if (!row.revocation) return row;
  const { credits, ofCredits, hasMore, reversedBefore } = row.revocation;
  const reversedCredits = reversedBefore + (hasMore ? taken : credits);
  const unrecoveredCredits = row.unrecoveredCredits + (hasMore ? 0 : credits - taken);
  const isDone = reversedCredits === row.reversedCredits;
  const status = statusOf(ofCredits, reversedCredits);
  return { ...row, status, reversedCredits, unrecoveredCredits, event: isDone ? row.event : null };
}

export interface PurchaseUpdateWriter extends Writer<PurchaseUpdate> {
  /** The statements for rows that no posting accompanies. */
  readonly alone: (updates: readonly PurchaseUpdate[]) => Statement[];
}

export function purchaseUpdateWriter(writeTopUpResults: WriteTopUpResults): PurchaseUpdateWriter {
  const alone = (updates: readonly PurchaseUpdate[]) => [
    ...updateStatements(updates),
    ...writeTopUpResults(updates.flatMap(({ topUp }) => topUp ?? [])),
  ];
  return {
    name: 'updates of purchases',
    precondition: (rows) => stillAtVersion(rows),
    statements: (accepted) => alone(accepted.map(({ row, entry }) => withRevoked(row, Math.max(0, 0 - entry.amount)))),
    statementsWithoutEntry: (rows) => alone(rows.map((row) => withRevoked(row, 0))),
    alone,
  };
}
