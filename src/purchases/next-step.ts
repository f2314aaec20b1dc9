/**
 * Decides the next step from the state at Stripe. A step is written only if the purchase still has the version on which it
 * was decided; then Stripe is read again, until no step is needed.
 *
 *   PENDING ──processing──► PROCESSING ──┐
 *      ├───────────paid─────────────────►┴─► PAID ◄──► PARTLY_REVERSED ◄──► REVERSED   refunds, disputes opened and won
 *      ├─ declined, or the debit bounced ──► FAILED ──paid after all──► PAID
 *      └─ nobody paid in time ─────────────► EXPIRED
 *
 * The amount paid is compared with the purchase: if it differs, the purchase stays PROCESSING with a failure and nothing is granted.
 */
import type { Payment } from './payment.ts';
import { moneyText } from './money.ts';
import type { Purchase, PurchaseFailure, PurchaseRefund, PurchaseStatus } from './purchase.ts';

export type Step =
  /** No ledger entry is written. */
  | { readonly kind: 'note'; readonly state: PurchaseState }
  | { readonly kind: 'grant'; readonly state: PurchaseState }
  /** Revokes credits, as far as they are unspent. */
  | { readonly kind: 'take back'; readonly credits: number; readonly state: PurchaseState }
  | { readonly kind: 'give back'; readonly credits: number; readonly state: PurchaseState };

/** The values that a step writes to the row. A revocation adds the credits that it could not recover. */
export interface PurchaseState {
  readonly status: PurchaseStatus;
  readonly failure: PurchaseFailure | null;
  readonly reversedCredits: number;
  readonly unrecoveredCredits: number;
}

/** Null if the row already agrees with Stripe. */
export function nextStep(purchase: Purchase, payment: Payment, refunds: readonly PurchaseRefund[]): Step | null {
  if (purchase.paidAt === null) return beforeGrant(purchase, payment);
  const target = reversedBy(purchase, payment, refunds);
  const { reversedCredits, unrecoveredCredits } = purchase;
  const state = { status: statusOf(purchase.credits, target), failure: null, reversedCredits: target };
  if (target > reversedCredits) {
    return { kind: 'take back', credits: target - reversedCredits, state: { ...state, unrecoveredCredits } };
  }
  if (target < reversedCredits) {
    // Unrecovered credits are reduced first: they were never revoked, so they are not returned.
    const unrecovered = Math.max(0, unrecoveredCredits - (reversedCredits - target));
    const credits = reversedCredits - target - (unrecoveredCredits - unrecovered);
    const after = { ...state, unrecoveredCredits: unrecovered };
    return credits === 0 ? { kind: 'note', state: after } : { kind: 'give back', credits, state: after };
  }
  return null;
}

function beforeGrant(purchase: Purchase, payment: Payment): Step | null {
  const state = { reversedCredits: 0, unrecoveredCredits: 0 };
  if (payment.status === 'paid') {
    const difference = differenceOf(purchase, payment);
    if (difference === null) return { kind: 'grant', state: { ...state, status: 'PAID', failure: null } };
    return noted(purchase, { ...state, status: 'PROCESSING', failure: difference });
  }
  const status = STATUS_BEFORE_PAID[payment.status];
  const failure = payment.failure && { code: payment.failure.code, message: payment.failure.message };
  return noted(purchase, { ...state, status, failure: status === 'FAILED' ? failure : null });
}

const STATUS_BEFORE_PAID = {
  open: 'PENDING',
  processing: 'PROCESSING',
  failed: 'FAILED',
  expired: 'EXPIRED',
} as const;

function noted(purchase: Purchase, state: PurchaseState): Step | null {
  const isSaid = purchase.status === state.status && purchase.failure?.code === state.failure?.code;
  return isSaid ? null : { kind: 'note', state };
}

function differenceOf(purchase: Purchase, { received }: Payment): PurchaseFailure | null {
  if (received && received.minor === purchase.minor && received.currency === purchase.currency) return null;
  const paid = received ? moneyText(received) : 'nothing';
  const message = `Stripe took ${paid} for a pack of ${moneyText(purchase)}: no credits were granted.`;
  return { code: 'amount_differs', message };
}

/**
 * The credits that refunds and disputes revoke. A refund requested through the API revoked its credits before the money was
 * sent; for any other amount the credits are rounded up.
 */
export function reversedBy(
  { credits, minor }: Purchase,
  { refunds, disputedMinor }: Payment,
  own: readonly PurchaseRefund[],
): number {
  const failed = new Set(refunds.filter(({ hasFailed }) => hasFailed).map(({ ownId }) => ownId));
  const ownCredits = own
    .filter(({ id, status }) => status !== 'FAILED' && !failed.has(id))
    .reduce((sum, refund) => sum + refund.credits, 0);
  const known = new Set(own.map(({ id }) => id));
  const foreignMinor = refunds
    .filter(({ ownId, hasFailed }) => !hasFailed && (ownId === null || !known.has(ownId)))
    .reduce((sum, refund) => sum + refund.minor, disputedMinor);
  return Math.min(credits, ownCredits + Math.ceil((credits * foreignMinor) / minor));
}

export function statusOf(credits: number, reversedCredits: number): PurchaseStatus {
  if (reversedCredits === 0) return 'PAID';
  return reversedCredits < credits ? 'PARTLY_REVERSED' : 'REVERSED';
}
