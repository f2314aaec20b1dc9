import type { Database } from '../database/database.ts';
import { runStatement } from '../database/statement.ts';
import type { Payment, PaymentProvider } from './payment.ts';
import type { Purchase, PurchaseRefund } from './purchase.ts';

/** Sends the pending refunds to Stripe. Returns whether any was sent: then the payment that was read is out of date. */
export async function sendRefunds(
  pool: Database['pool'],
  provider: PaymentProvider,
  { purchase, payment, refunds }: { purchase: Purchase; payment: Payment; refunds: readonly PurchaseRefund[] },
): Promise<boolean> {
  const pending = refunds.filter(({ status }) => status === 'PENDING');
  for (const refund of pending) {
    // Stripe keeps idempotency keys for a day, but refunds for ever.
    const isThere = payment.refunds.some(({ ownId }) => ownId === refund.id);
    const isTaken = isThere || (await provider.refund(purchase, refund));
    await runStatement(pool, {
      name: 'purchase_refunds_sent',
      text: `update purchase_refunds r set status = $2::purchase_refund_status where r.id = $1 and r.status = 'PENDING'`,
      values: [refund.id, isTaken ? 'SENT' : 'FAILED'],
    });
  }
  return pending.length > 0;
}
