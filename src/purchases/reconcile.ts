/**
 * Compares the payments at Stripe with the grants in the ledger, in both directions: payments without a purchase, and
 * purchases without a payment.
 */
import type { Database } from '../database/database.ts';
import { runStatement } from '../database/statement.ts';
import type { PurchaseId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import { moneyText } from './money.ts';
import { reversedBy } from './next-step.ts';
import type { ListedPayment, Payment, PaymentProvider } from './payment.ts';
import { type Purchase, PURCHASE_COLUMNS, type PurchaseRefund } from './purchase.ts';
import { counted } from '../counted.ts';

export interface Difference {
  readonly purchaseId: PurchaseId | null;
  readonly paymentIntentId: string | null;
  /** The value at Stripe. */
  readonly stripe: string;
  /** The value in the ledger. */
  readonly ledger: string;
}

/** A stored purchase, with the sum of its ledger entries. */
export interface BookedPurchase extends Purchase {
  /** The sum of the entries of its grants: granted and returned, less revoked. */
  readonly bookedCredits: number;
  /** Whether an administrator has revoked one of its grants, which moves no money. */
  readonly isRevoked: boolean;
  readonly refunds: readonly PurchaseRefund[];
}

export async function reconcile(
  { provider, database }: { readonly provider: PaymentProvider; readonly database: Database },
  since: Instant,
): Promise<Difference[]> {
  const listed = new Map<string, ListedPayment>();
  for await (const payment of provider.paymentsSince(since)) {
    if (payment.purchaseId !== null) listed.set(payment.purchaseId, payment);
  }
  const booked = await bookedSince(database, since, [...listed.keys()]);
  const known = new Set<string>(booked.map(({ id }) => id));
  const strangers = [...listed.values()].filter(({ purchaseId, isPaid }) => isPaid && !known.has(purchaseId ?? ''));
  const differences: Difference[] = strangers.map(({ paymentIntentId, ...paid }) => ({
    purchaseId: null,
    paymentIntentId,
    stripe: `paid ${moneyText(paid)}`,
    ledger: 'no such purchase',
  }));
  for (const purchase of booked) {
    if (purchase.paidAt === null && !listed.get(purchase.id)?.isPaid) continue; // neither has anything
    const payment = await (purchase.source === 'CHECKOUT' ? provider.paymentOf(purchase) : provider.charge(purchase));
    differences.push(...differencesOf(purchase, payment));
  }
  return differences;
}

/** The differences of one purchase. */
export function differencesOf(purchase: BookedPurchase, payment: Payment): Difference[] {
  const { id: purchaseId, credits, bookedCredits, unrecoveredCredits, paidAt } = purchase;
  const isPaid = payment.status === 'paid';
  const reversed = isPaid ? reversedBy(purchase, payment, purchase.refunds) : 0;
  const wanted = isPaid ? credits - reversed + unrecoveredCredits : 0;
  const isAlike = payment.received?.minor === purchase.minor && payment.received.currency === purchase.currency;
  const isBooked = purchase.isRevoked || bookedCredits === wanted;
  const isSame = isPaid && isAlike && paidAt !== null && isBooked && purchase.reversedCredits === reversed;
  if (isSame || (!isPaid && paidAt === null)) return [];
  const paid = payment.received ? `paid ${moneyText(payment.received)}` : payment.status;
  const back = reversed === 0 ? '' : `, ${reversed} of ${counted(credits, 'credit')} refunded or disputed`;
  const ledger = `${purchase.status}: ${moneyText(purchase)}, ${counted(bookedCredits, 'credit')}, ${purchase.reversedCredits} reversed`;
  return [{ purchaseId, paymentIntentId: payment.paymentIntentId, stripe: `${paid}${back}`, ledger }];
}

function bookedSince({ pool }: Database, since: Instant, named: readonly string[]): Promise<BookedPurchase[]> {
  return runStatement<BookedPurchase>(pool, {
    name: 'purchases_booked',
    text: `select ${PURCHASE_COLUMNS},
        (select coalesce(sum(t.amount), 0)::int8 from credit_transactions t
          where t.project_id = u.project_id and t.kind in ('GRANT', 'REVOCATION') and t.grant_id = any(u.grant_ids)
        ) as "bookedCredits",
        exists (
          select from credit_grants g
          where g.project_id = u.project_id and g.id = any(u.grant_ids) and g.revoked_at is not null
        ) as "isRevoked",
        (select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'purchaseId', r.purchase_id, 'credits', r.credits,
          'minor', r.minor, 'status', r.status)), '[]') from purchase_refunds r where r.purchase_id = u.id) as refunds
      from purchases u
      where u.created_at >= to_timestamp($1::float8 / 1000) or u.id::text = any($2::text[])
      order by u.id`,
    values: [since, named],
  });
}
