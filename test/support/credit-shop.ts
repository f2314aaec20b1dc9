import { randomUUID } from 'node:crypto';
import { FakeStripe } from './fake-stripe.ts';
import type { GraphqlClient } from './graphql-client.ts';
import { performPrompt } from './operations.ts';
import { createCheckout, publishCreditPacks, purchaseOf, purchasesOf } from './purchase-operations.ts';
import { type Studio, startStudio } from './studio.ts';
import { until } from './until.ts';

export const PACK = { title: 'Small', credits: 500, minor: 2_500, currency: 'usd' };

interface CheckoutChoices {
  readonly idempotencyKey?: string;
  readonly returnUrl?: string;
  readonly savePaymentMethod?: boolean;
}

/** A studio that sells credits, and one project of a workspace that buys them. */
export class CreditShop {
  readonly stripe: FakeStripe;
  readonly studio: Studio;
  /** Moves the clock of the studio. */
  readonly time: { offsetMs: number };
  client!: GraphqlClient; // as `anew` says
  packId = '';
  projectId = '';

  private constructor(stripe: FakeStripe, studio: Studio, time: { offsetMs: number }) {
    this.stripe = stripe;
    this.studio = studio;
    this.time = time;
  }

  static async open(more: Readonly<Record<string, string>> = {}): Promise<CreditShop> {
    const stripe = await FakeStripe.open();
    const time = { offsetMs: 0 };
    const others = { WEBHOOK_ALLOW_PRIVATE: '127.0.0.1', PURCHASE_RETURN_ORIGINS: 'https://shop.example' };
    const variables = { ...stripe.variables, ...others, ...more };
    const studio = await startStudio({ variables, clock: () => Date.now() + time.offsetMs });
    return new CreditShop(stripe, studio, time);
  }

  /** Another workspace and project, and a Stripe that works. */
  async anew(): Promise<void> {
    const { stripe, studio } = this;
    stripe.endpoint = `${studio.url}/stripe/events`;
    stripe.losesAnswer = () => false;
    stripe.account.declineCode = null;
    this.client = await studio.client('ADMIN', await studio.newWorkspace());
    await this.sell(PACK);
    this.projectId = await studio.newProject(this.client, 0);
  }

  async sell(pack: typeof PACK & { readonly expiresAfterDays?: number }): Promise<void> {
    const { publishCreditPacks: packs } = await this.client.send(publishCreditPacks, { input: { packs: [pack] } });
    this.packId = packs[0]?.id ?? '';
  }

  checkoutInput(choices: CheckoutChoices = {}) {
    const { projectId, packId: creditPackId, studio } = this;
    return { projectId, creditPackId, idempotencyKey: randomUUID(), returnUrl: `${studio.url}/p`, ...choices };
  }

  async checkout(choices: CheckoutChoices = {}) {
    const { createCheckout: begun } = await this.client.send(createCheckout, { input: this.checkoutInput(choices) });
    if (begun.__typename !== 'Checkout') throw new Error(begun.__typename);
    return { ...begun, id: begun.purchase.id, sessionId: begun.url.split('/').at(-1) ?? '' };
  }

  async purchase(id: string) {
    const { purchase } = await this.client.send(purchaseOf, { id });
    if (!purchase) throw new Error('there is no such purchase');
    return purchase;
  }

  /** The purchase once it has that status. */
  becomes(id: string, status: string) {
    return until(async () => {
      this.wake();
      const found = await this.purchase(id);
      return found.status === status ? found : null;
    });
  }

  async bought(choices: CheckoutChoices = {}): Promise<{ id: string; intentId: string }> {
    const { id, sessionId } = await this.checkout(choices);
    const intent = this.stripe.account.pay(sessionId);
    await this.becomes(id, 'PAID');
    return { id, intentId: intent.id };
  }

  async spend(prompts: number): Promise<void> {
    for (let count = 0; count < prompts; count += 1) {
      const input = { projectId: this.projectId, idempotencyKey: randomUUID(), prompt: 'a ring' };
      const { performPrompt: done } = await this.client.send(performPrompt, { input });
      if (done.__typename !== 'PerformedAction') throw new Error(done.__typename);
    }
  }

  /** What is due is looked at now, and not within a second. */
  wake(): void {
    this.studio.app.purchases.payments?.syncLoop.wake();
  }

  async project() {
    return (await this.client.send(purchasesOf, { id: this.projectId })).project;
  }

  async close(): Promise<void> {
    await this.studio.stop();
    await this.stripe.close();
  }
}
