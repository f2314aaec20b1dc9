import { randomUUID } from 'node:crypto';
import { fieldsAt, type FormFields, textAt } from './form-fields.ts';

export interface FakeSession {
  readonly id: string;
  readonly object: 'checkout.session';
  status: 'open' | 'complete' | 'expired';
  payment_status: 'unpaid' | 'paid';
  amount_total: number;
  currency: string;
  readonly customer: string | null;
  readonly metadata: FormFields;
  payment_intent: string | null;
  readonly url: string;
  readonly expires_at: number;
  readonly success_url: string;
  readonly cancel_url: string;
  /** For its payment intent. */
  readonly setup_future_usage: string | null;
  readonly product: string;
}

export interface FakeIntent {
  readonly id: string;
  readonly object: 'payment_intent';
  status: 'processing' | 'succeeded' | 'requires_payment_method';
  readonly amount: number;
  amount_received: number;
  readonly currency: string;
  readonly customer: string | null;
  readonly payment_method: string | null;
  readonly setup_future_usage: string | null;
  readonly metadata: FormFields;
  latest_charge: FakeCharge | null;
  last_payment_error: object | null;
  readonly created: number;
}

interface FakeCharge {
  readonly id: string;
  readonly object: 'charge';
  readonly receipt_url: string;
  readonly payment_intent: string;
  readonly metadata: FormFields;
}

export interface FakeRefund {
  readonly id: string;
  readonly object: 'refund';
  status: 'succeeded' | 'failed';
  readonly payment_intent: string;
  readonly amount: number;
  readonly metadata: FormFields;
}

export interface FakeDispute {
  readonly id: string;
  readonly object: 'dispute';
  status: 'needs_response' | 'won' | 'lost';
  readonly amount: number;
  readonly payment_intent: string;
}

export interface FakeEvent {
  readonly id: string;
  readonly object: 'event';
  readonly type: string;
  readonly data: { readonly object: object };
}

/** A call that Stripe refuses. */
export class RefusedCall extends Error {
  readonly status: number;
  readonly body: object;

  constructor(status: number, error: Readonly<Record<string, unknown>>) {
    super(String(error['message']));
    this.status = status;
    this.body = { error };
  }
}

/** The objects of an account, and what buyers, banks and people at the dashboard do to them. */
export class StripeAccount {
  readonly sessions = new Map<string, FakeSession>();
  readonly intents = new Map<string, FakeIntent>();
  readonly refunds: FakeRefund[] = [];
  readonly disputes: FakeDispute[] = [];
  /** Every event since the beginning. */
  readonly events: FakeEvent[] = [];
  /** What charges without a buyer are declined with; null: they are paid. */
  declineCode: string | null = null;
  /** Is told of each event as it happens. */
  onEvent: (event: FakeEvent) => void = () => undefined;
  readonly url: string;
  #number = 0;

  constructor(url: string) {
    this.url = url;
  }

  /** The buyer pays. A debit takes days: `settleDebit` ends it. Another amount or currency is a mistake of somebody's. */
  pay(
    sessionId: string,
    by: 'card' | 'debit' = 'card',
    mistake: { amount?: number; currency?: string } = {},
  ): FakeIntent {
    const session = this.session(sessionId);
    if (session.status !== 'open') throw new Error(`session ${sessionId} is ${session.status}`);
    session.amount_total = mistake.amount ?? session.amount_total;
    session.currency = mistake.currency ?? session.currency;
    const { amount_total: amount, currency, customer, setup_future_usage, metadata } = session;
    const intent = this.#intent({
      amount,
      currency,
      customer,
      setup_future_usage,
      metadata,
      payment_method: this.newId('pm'),
    });
    session.status = 'complete';
    session.payment_intent = intent.id;
    if (by === 'card') {
      this.#succeed(intent);
      session.payment_status = 'paid';
    }
    this.#tell('checkout.session.completed', session);
    return intent;
  }

  settleDebit(sessionId: string, isGood: boolean): void {
    const session = this.session(sessionId);
    const intent = this.intent(session.payment_intent ?? '');
    if (isGood) {
      this.#succeed(intent);
      session.payment_status = 'paid';
      this.#tell('checkout.session.async_payment_succeeded', session);
    } else {
      this.#fail(intent, 'payment_intent_payment_attempt_failed', null);
      this.#tell('checkout.session.async_payment_failed', session);
    }
  }

  expire(sessionId: string): void {
    const session = this.session(sessionId);
    session.status = 'expired';
    this.#tell('checkout.session.expired', session);
  }

  refund(intentId: string, amount: number, metadata: FormFields = {}): FakeRefund {
    const intent = this.intent(intentId);
    const before = this.refunds.filter((each) => each.payment_intent === intentId && each.status === 'succeeded');
    if (before.reduce((sum, each) => sum + each.amount, amount) > intent.amount) {
      throw new RefusedCall(400, { type: 'invalid_request_error', message: 'more than is left' });
    }
    const own = { id: this.newId('re'), object: 'refund', status: 'succeeded' } as const;
    const refund: FakeRefund = { ...own, payment_intent: intentId, amount, metadata };
    this.refunds.push(refund);
    this.#tell('charge.refunded', intent.latest_charge ?? intent);
    return refund;
  }

  /** The bank of the buyer does not take the money. */
  failRefund(refund: FakeRefund): void {
    refund.status = 'failed';
    this.#tell('refund.failed', refund);
  }

  dispute(intentId: string): FakeDispute {
    const { amount } = this.intent(intentId);
    const own = { id: this.newId('du'), object: 'dispute', status: 'needs_response' } as const;
    const dispute: FakeDispute = { ...own, amount, payment_intent: intentId };
    this.disputes.push(dispute);
    this.#tell('charge.dispute.created', dispute);
    return dispute;
  }

  closeDispute(dispute: FakeDispute, status: 'won' | 'lost'): void {
    dispute.status = status;
    this.#tell('charge.dispute.closed', dispute);
  }

  /** By the API. */
  createSession(params: FormFields): FakeSession {
    const price = fieldsAt(params, 'line_items', '0', 'price_data');
    const id = this.newId('cs_test');
    const session: FakeSession = {
      id,
      object: 'checkout.session',
      status: 'open',
      payment_status: 'unpaid',
      amount_total: Number(price['unit_amount']),
      currency: textAt(price, 'currency') ?? '',
      customer: textAt(params, 'customer'),
      metadata: fieldsAt(params, 'payment_intent_data', 'metadata'),
      payment_intent: null,
      url: `${this.url}/pay/${id}`,
      expires_at: Number(params['expires_at']),
      success_url: textAt(params, 'success_url') ?? '',
      cancel_url: textAt(params, 'cancel_url') ?? '',
      setup_future_usage: textAt(params, 'payment_intent_data', 'setup_future_usage'),
      product: textAt(price, 'product_data', 'name') ?? '',
    };
    this.sessions.set(id, session);
    return session;
  }

  /** By the API: without a buyer. */
  charge(params: FormFields): FakeIntent {
    const intent = this.#intent({
      amount: Number(params['amount']),
      currency: textAt(params, 'currency') ?? '',
      customer: textAt(params, 'customer'),
      payment_method: textAt(params, 'payment_method'),
      setup_future_usage: null,
      metadata: fieldsAt(params, 'metadata'),
    });
    if (this.declineCode === null) return this.#succeed(intent);
    const code = this.declineCode === 'authentication_required' ? this.declineCode : 'card_declined';
    this.#fail(intent, code, this.declineCode);
    const message = 'Your card was declined.';
    throw new RefusedCall(402, { type: 'card_error', code, decline_code: this.declineCode, message });
  }

  session(id: string): FakeSession {
    return found(this.sessions.get(id), id);
  }

  intent(id: string): FakeIntent {
    return found(this.intents.get(id), id);
  }

  newId(prefix: string): string {
    this.#number += 1;
    return `${prefix}_${this.#number}`;
  }

  #intent(
    terms: Pick<FakeIntent, 'amount' | 'currency' | 'customer' | 'payment_method' | 'setup_future_usage' | 'metadata'>,
  ): FakeIntent {
    const intent: FakeIntent = {
      id: this.newId('pi'),
      object: 'payment_intent',
      status: 'processing',
      amount_received: 0,
      latest_charge: null,
      last_payment_error: null,
      created: Math.floor(Date.now() / 1000),
      ...terms,
    };
    this.intents.set(intent.id, intent);
    return intent;
  }

  #succeed(intent: FakeIntent): FakeIntent {
    const id = this.newId('ch');
    const { amount, metadata } = intent;
    const receipt_url = `${this.url}/receipts/${id}`;
    intent.latest_charge = { id, object: 'charge', receipt_url, payment_intent: intent.id, metadata };
    intent.status = 'succeeded';
    intent.amount_received = amount;
    this.#tell('payment_intent.succeeded', intent);
    return intent;
  }

  #fail(intent: FakeIntent, code: string, declineCode: string | null): void {
    intent.status = 'requires_payment_method';
    intent.last_payment_error = { code, decline_code: declineCode ?? undefined, message: 'The payment failed.' };
    this.#tell('payment_intent.payment_failed', intent);
  }

  #tell(type: string, object: object): void {
    const event = {
      id: `evt_${randomUUID()}`,
      object: 'event' as const,
      type,
      data: { object: structuredClone(object) },
    };
    this.events.push(event);
    this.onEvent(event);
  }
}

function found<Thing>(thing: Thing | undefined, id: string): Thing {
  if (thing === undefined) throw new RefusedCall(404, { type: 'invalid_request_error', message: `no ${id}` });
  return thing;
}
