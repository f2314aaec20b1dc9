import type { Money } from './money.ts';
import type { Purchase, PurchaseFailure, PurchaseRefund } from './purchase.ts';
import type { Instant } from '../instant.ts';
import type { ProjectId } from '../ids.ts';

/** What Stripe says of a purchase at one moment. */
export interface Payment {
  /** `open`: the buyer may pay yet. `processing`: by a method that takes days. */
  readonly status: 'open' | 'processing' | 'paid' | 'failed' | 'expired';
  /** What was paid; null before. */
  readonly received: Money | null;
  readonly sessionId: string | null;
  readonly paymentIntentId: string | null;
  readonly refunds: readonly PaymentRefund[];
  /** Of disputes that are open or lost: the money is gone, or held. */
  readonly disputedMinor: number;
  readonly receiptUrl: string | null;
  readonly failure: PaymentFailure | null;
  readonly customerId: string | null;
  /** That the buyer has agreed to have charged again. */
  readonly savedPaymentMethodId: string | null;
}

export interface PaymentRefund {
  /** Of the PurchaseRefund that asked for it; null where somebody refunded at Stripe. */
  readonly ownId: string | null;
  readonly minor: number;
  readonly hasFailed: boolean;
}

export interface PaymentFailure extends PurchaseFailure {
  /** What the bank says of a card, such as `lost_card`; null where it says nothing. */
  readonly declineCode: string | null;
}

export interface CheckoutSession {
  readonly id: string;
  readonly url: string;
}

/** A payment as the list of Stripe shows it, for comparison with the ledger. */
export interface ListedPayment extends Money {
  readonly paymentIntentId: string;
  /** As its metadata says; null where it is none of Darkroom's. */
  readonly purchaseId: string | null;
  readonly isPaid: boolean;
  readonly createdAt: Instant;
}

/**
 * The one who takes the money. Calls that make something carry a key of their own: repeated after a lost answer, they make
 * it once. All throw UnavailableError where the outcome is unknown.
 */
export interface PaymentProvider {
  createCustomer(projectId: ProjectId): Promise<string>;
  createSession(purchase: Purchase): Promise<CheckoutSession>;
  /** The state of an automatic top-up, which is begun if it has not been. */
  charge(purchase: Purchase): Promise<Payment>;
  /** The state of a checkout. */
  look(purchase: Purchase): Promise<Payment>;
  /** False where Stripe refuses it for good. */
  refund(purchase: Purchase, refund: PurchaseRefund): Promise<boolean>;
  createPortal(customerId: string, returnUrl: string): Promise<string>;
  paymentsSince(since: Instant): AsyncIterable<ListedPayment>;
}
