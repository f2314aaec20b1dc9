import type { Stripe } from 'stripe';
import { creditsText } from '../../credits-text.ts';
import { UnavailableError } from '../../database/failure.ts';
import type { ProjectId, PurchaseId } from '../../ids.ts';
import { HOUR_MS, type Instant } from '../../instant.ts';
import type { CheckoutSession, ListedPayment, Payment, PaymentProvider } from '../payment.ts';
import type { Purchase, PurchaseRefund } from '../purchase.ts';
import { PURCHASE_FIELD, REFUND_FIELD } from './metadata-fields.ts';
import { NOT_BEGUN, paymentOf } from './payment-of.ts';
import { asUnavailable, declineOf, isRefusedForGood } from './stripe-failure.ts';

/** Stripe keeps idempotency keys for a day. After that, existing objects are searched for instead of repeating the call. */
const KEY_LIFE_MS = 23 * HOUR_MS;

const PAGE_SIZE = 100;

export interface StripeProviderOptions {
  readonly stripe: Stripe;
  /** The project's id in its public form. */
  readonly writeProjectId: (id: ProjectId) => string;
  readonly writePurchaseId: (id: PurchaseId) => string;
  readonly clock: () => Instant;
}

export class StripeProvider implements PaymentProvider {
  readonly #options: StripeProviderOptions;

  constructor(options: StripeProviderOptions) {
    this.#options = options;
  }

  async createCustomer(projectId: ProjectId): Promise<string> {
    const { stripe, writeProjectId } = this.#options;
    const name = writeProjectId(projectId);
    const params = { description: `Darkroom project ${name}`, metadata: { darkroom_project: name } };
    return (await asUnavailable(stripe.customers.create(params, keyed('customer', projectId)))).id;
  }

  async createSession(purchase: Purchase): Promise<CheckoutSession> {
    const { stripe, writePurchaseId } = this.#options;
    const { id, credits, minor, currency, customerId, returnUrl, savesPaymentMethod, expiresAt } = purchase;
    if (returnUrl === null || customerId === null) throw new Error('a checkout has a return URL and a customer');
    const metadata = { [PURCHASE_FIELD]: id };
    const back = new URL(returnUrl);
    back.searchParams.set('purchase', writePurchaseId(id));
    const session = await asUnavailable(
      stripe.checkout.sessions.create(
        {
          mode: 'payment',
          customer: customerId,
          client_reference_id: id,
          line_items: [
            {
              quantity: 1,
              price_data: {
                currency,
                unit_amount: minor,
                product_data: { name: creditsText(credits) },
              },
            },
          ],
          success_url: back.href,
          cancel_url: returnUrl,
          expires_at: Math.floor(expiresAt / 1_000),
          metadata,
          payment_intent_data: { metadata, ...(savesPaymentMethod && { setup_future_usage: 'off_session' as const }) },
        },
        keyed('checkout', id),
      ),
    );
    if (session.url === null || session.url === undefined) throw new UnavailableError('Stripe named no page to pay on');
    return { id: session.id, url: session.url };
  }

  async paymentOf(purchase: Purchase): Promise<Payment> {
    const { stripe, clock } = this.#options;
    const { sessionId, expiresAt } = purchase;
    if (sessionId === null) {
      // The session cannot have been paid: its URL is returned only after its id has been stored.
      return clock() < expiresAt ? NOT_BEGUN : { ...NOT_BEGUN, status: 'expired' };
    }
    const session = await asUnavailable(
      stripe.checkout.sessions.retrieve(sessionId, { expand: ['payment_intent.latest_charge'] }),
    );
    const intent = typeof session.payment_intent === 'string' ? null : (session.payment_intent ?? null);
    const payment = await this.#withReversals(intent);
    if (payment.status === 'paid') {
      const { amount_total: total, currency } = session;
      return {
        ...payment,
        sessionId,
        received:
          total === payment.received?.minor ? payment.received : { minor: total ?? 0, currency: currency ?? '' },
      };
    }
    if (session.status === 'open') return { ...payment, sessionId, status: 'open' };
    if (session.status === 'expired') return { ...payment, sessionId, status: 'expired' };
    if (session.payment_status === 'no_payment_required') {
      return { ...payment, sessionId, status: 'paid', received: { minor: 0, currency: session.currency ?? '' } };
    }
    return { ...payment, sessionId, status: payment.status === 'failed' ? 'failed' : 'processing' };
  }

  async charge(purchase: Purchase): Promise<Payment> {
    const { stripe, clock } = this.#options;
    const { id, minor, currency, customerId, paymentMethodId, paymentIntentId, createdAt } = purchase;
    if (customerId === null || paymentMethodId === null)
      throw new Error('a top-up has a customer and a payment method');
    const known = paymentIntentId ?? (clock() - createdAt < KEY_LIFE_MS ? null : await this.#findIntent(purchase));
    if (known !== null) return this.#read(known);
    if (clock() - createdAt >= KEY_LIFE_MS) {
      const message = 'The payment was never made: Stripe could not be reached for a day.';
      return { ...NOT_BEGUN, status: 'failed', failure: { code: 'not_attempted', message, declineCode: null } };
    }
    try {
      const intent = await asUnavailable(
        stripe.paymentIntents.create(
          {
            amount: minor,
            currency,
            customer: customerId,
            payment_method: paymentMethodId,
            off_session: true,
            confirm: true,
            metadata: { [PURCHASE_FIELD]: id },
          },
          keyed('top-up', id),
        ),
      );
      return await this.#read(intent.id);
    } catch (error) {
      const failure = declineOf(error);
      if (!failure) throw error;
      return { ...NOT_BEGUN, status: 'failed', failure };
    }
  }

  async refund(purchase: Purchase, { id, minor }: PurchaseRefund): Promise<boolean> {
    if (purchase.paymentIntentId === null) throw new Error('what is refunded was paid');
    const params = { payment_intent: purchase.paymentIntentId, amount: minor, metadata: { [REFUND_FIELD]: id } };
    try {
      await asUnavailable(this.#options.stripe.refunds.create(params, keyed('refund', id)));
      return true;
    } catch (error) {
      if (isRefusedForGood(error)) return false;
      throw error;
    }
  }

  async createPortal(customerId: string, returnUrl: string): Promise<string> {
    const params = { customer: customerId, return_url: returnUrl };
    return (await asUnavailable(this.#options.stripe.billingPortal.sessions.create(params))).url;
  }

  async *paymentsSince(since: Instant): AsyncIterable<ListedPayment> {
    const created = { gte: Math.floor(since / 1_000) };
    for await (const intent of this.#options.stripe.paymentIntents.list({ created, limit: PAGE_SIZE })) {
      yield {
        paymentIntentId: intent.id,
        purchaseId: intent.metadata[PURCHASE_FIELD] ?? null,
        isPaid: intent.status === 'succeeded',
        minor: intent.amount_received,
        currency: intent.currency,
        createdAt: intent.created * 1_000,
      };
    }
  }

  async #findIntent({ id, customerId, createdAt }: Purchase): Promise<string | null> {
    if (customerId === null) return null;
    const created = { gte: Math.floor(createdAt / 1_000) - 300 };
    const intents = this.#options.stripe.paymentIntents.list({ customer: customerId, created, limit: PAGE_SIZE });
    for await (const intent of intents) if (intent.metadata[PURCHASE_FIELD] === id) return intent.id;
    return null;
  }

  async #read(intentId: string): Promise<Payment> {
    const { stripe } = this.#options;
    return this.#withReversals(
      await asUnavailable(stripe.paymentIntents.retrieve(intentId, { expand: ['latest_charge'] })),
    );
  }

  async #withReversals(intent: Stripe.PaymentIntent | null): Promise<Payment> {
    if (intent === null) return NOT_BEGUN;
    if (intent.status !== 'succeeded') return paymentOf(intent, [], []);
    const { stripe } = this.#options;
    const of = { payment_intent: intent.id, limit: PAGE_SIZE };
    const [refunds, disputes] = await Promise.all([
      asUnavailable(stripe.refunds.list(of).autoPagingToArray({ limit: 10_000 })),
      asUnavailable(stripe.disputes.list(of).autoPagingToArray({ limit: 10_000 })),
    ]);
    return paymentOf(intent, refunds, disputes);
  }
}

function keyed(what: string, id: string): { idempotencyKey: string } {
  return { idempotencyKey: `darkroom:${what}:${id}` };
}
