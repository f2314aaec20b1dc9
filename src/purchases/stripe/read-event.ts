import type { Stripe } from 'stripe';
import type { PurchaseId } from '../../ids.ts';
import type { EventReference } from '../purchase-queue.ts';
import { PURCHASE_FIELD } from './metadata-fields.ts';

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

/** The event types that concern purchases. Others are acknowledged and ignored. */
const OBJECTS = new Set(['checkout.session', 'payment_intent', 'charge', 'refund', 'dispute']);

export type ReadEvent =
  | { readonly status: 'forged' }
  /** Null if the event concerns no purchase. */
  | { readonly status: 'read'; readonly reference: EventReference | null };

/** The objects that an event refers to. Its other contents are not used: the current state is read from Stripe. */
export class EventReader {
  readonly #stripe: Stripe;
  readonly #secrets: readonly string[];

  constructor(stripe: Stripe, secrets: readonly string[]) {
    this.#stripe = stripe;
    this.#secrets = secrets;
  }

  /** Tries each current secret. A signature is valid for five minutes. */
  read(body: Buffer, signature: string): ReadEvent {
    for (const secret of this.#secrets) {
      try {
        const event = this.#stripe.webhooks.constructEvent(body, signature, secret);
        return { status: 'read', reference: referenceOf(event.data.object) };
      } catch {
        // another secret may have signed it
      }
    }
    return { status: 'forged' };
  }
}

function referenceOf(object: object): EventReference | null {
  const { id, object: type, payment_intent: intent, metadata } = object as Readonly<Record<string, unknown>>; // fields of any object of Stripe
  if (typeof type !== 'string' || !OBJECTS.has(type)) return null;
  const named = (metadata as Readonly<Record<string, unknown>> | null | undefined)?.[PURCHASE_FIELD]; // as above
  const intentId = type === 'payment_intent' ? id : intent;
  return {
    purchaseId: typeof named === 'string' && UUID.test(named) ? (named as PurchaseId) : null, // written by us, or nobody's
    paymentIntentId: typeof intentId === 'string' ? intentId : null,
    sessionId: type === 'checkout.session' && typeof id === 'string' ? id : null,
  };
}
