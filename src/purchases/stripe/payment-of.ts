import type { Stripe } from 'stripe';
import type { Payment, PaymentFailure } from '../payment.ts';
import { REFUND_FIELD } from './metadata-fields.ts';

export const NOT_BEGUN: Payment = {
  status: 'open',
  received: null,
  sessionId: null,
  paymentIntentId: null,
  refunds: [],
  disputedMinor: 0,
  receiptUrl: null,
  failure: null,
  customerId: null,
  savedPaymentMethodId: null,
};

/** Dispute statuses that do not withdraw money: inquiries, and disputes that were won. */
const HARMLESS = /^(warning_.*|won|prevented)$/;

/** The state of a payment, combined from several objects of Stripe. */
export function paymentOf(
  intent: Stripe.PaymentIntent,
  refunds: readonly Stripe.Refund[],
  disputes: readonly Stripe.Dispute[],
): Payment {
  const charge = typeof intent.latest_charge === 'string' ? null : intent.latest_charge;
  const { customer, payment_method: method } = intent;
  return {
    ...NOT_BEGUN,
    status: statusOf(intent),
    received: intent.status === 'succeeded' ? { minor: intent.amount_received, currency: intent.currency } : null,
    paymentIntentId: intent.id,
    refunds: refunds.map((refund) => ({
      ownId: refund.metadata?.[REFUND_FIELD] ?? null,
      minor: refund.amount,
      hasFailed: refund.status === 'failed' || refund.status === 'canceled',
    })),
    disputedMinor: disputes.filter(({ status }) => !HARMLESS.test(status)).reduce((sum, { amount }) => sum + amount, 0),
    receiptUrl: charge?.receipt_url ?? null,
    failure: failureOf(intent),
    customerId: typeof customer === 'string' ? customer : (customer?.id ?? null),
    savedPaymentMethodId:
      intent.setup_future_usage === 'off_session' ? (typeof method === 'string' ? method : (method?.id ?? null)) : null,
  };
}

function statusOf({ status }: Stripe.PaymentIntent): Payment['status'] {
  switch (status) {
    case 'succeeded':
      return 'paid';
    case 'processing':
    case 'requires_capture':
      return 'processing';
    case 'canceled':
    case 'requires_payment_method':
    case 'requires_action':
    case 'requires_confirmation':
      return 'failed'; // while its checkout is open, the buyer may try another one
    default:
      return 'open'; // statuses that this version of the API does not have
  }
}

function failureOf({ last_payment_error: error, status }: Stripe.PaymentIntent): PaymentFailure | null {
  if (status === 'succeeded' || status === 'processing') return null;
  if (status === 'requires_action') {
    const message = 'The bank asks the card holder to confirm the payment.';
    return { code: 'authentication_required', message, declineCode: 'authentication_required' };
  }
  if (!error) return { code: 'not_paid', message: 'The payment was not made.', declineCode: null };
  const { code = 'payment_failed', message = 'The payment failed.', decline_code: declineCode = null } = error;
  return { code, message, declineCode };
}
