import type { Money } from './money.ts';
import type { Purchase, PurchaseFailure, PurchaseRefund } from './purchase.ts';
import type { Instant } from '../instant.ts';
import type { ProjectId } from '../ids.ts';

/** The state of a purchase at Stripe. */
export interface Payment {
  /** `open`: the buyer can still pay. `processing`: paid by a method that takes days. */
  readonly status: 'open' | 'processing' | 'paid' | 'failed' | 'expired';
  /** The amount paid; null if it is not paid. */
  readonly received: Money | null;
  readonly sessionId: string | null;
  readonly paymentIntentId: string | null;
  readonly refunds: readonly PaymentRefund[];
  /** The amount withheld by disputes that are open or lost. */
  readonly disputedMinor: number;
  readonly receiptUrl: string | null;
  readonly failure: PaymentFailure | null;
  readonly customerId: string | null;
  /** The payment method that the buyer has permitted to be charged again. */
  readonly savedPaymentMethodId: string | null;
}

export interface PaymentRefund {
  /** The id of the PurchaseRefund; null for a refund made directly at Stripe. */
  readonly ownId: string | null;
  readonly minor: number;
  readonly hasFailed: boolean;
}

export interface PaymentFailure extends PurchaseFailure {
  /** The decline code of the bank, such as `lost_card`; null if there is none. */
  readonly declineCode: string | null;
}

export interface CheckoutSession {
  readonly id: string;
  readonly url: string;
}

/** A payment listed by Stripe, to be compared with the ledger. */
export interface ListedPayment extends Money {
  readonly paymentIntentId: string;
  /** From its metadata; null if it was not created by Darkroom. */
  readonly purchaseId: string | null;
  readonly isPaid: boolean;
  readonly createdAt: Instant;
}

/**
 * The payment provider. Calls that create something carry an idempotency key: repeated after a lost response, they create it
 * once. All throw UnavailableError if the outcome is unknown.
 */
export interface PaymentProvider {
  createCustomer(projectId: ProjectId): Promise<string>;
  createSession(purchase: Purchase): Promise<CheckoutSession>;
  /** Returns the state of an automatic top-up, and begins it if necessary. */
  charge(purchase: Purchase): Promise<Payment>;
  /** Returns the state of a checkout. */
  paymentOf(purchase: Purchase): Promise<Payment>;
  /** Returns false if Stripe permanently rejects the refund. */
  refund(purchase: Purchase, refund: PurchaseRefund): Promise<boolean>;
  createPortal(customerId: string, returnUrl: string): Promise<string>;
  paymentsSince(since: Instant): AsyncIterable<ListedPayment>;
}
