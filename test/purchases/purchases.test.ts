import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { CreditShop, PACK } from '../support/credit-shop.ts';
import { archiveProject } from '../support/operations.ts';
import {
  createBillingPortal,
  createCheckout,
  creditPacks,
  publishCreditPacks,
  purchasePage,
  refundPurchase,
} from '../support/purchase-operations.ts';
import type { FakeEvent } from '../support/stripe-account.ts';
import { until } from '../support/until.ts';
import { createWebhookEndpoint } from '../support/webhook-operations.ts';
import { WebhookReceiver } from '../support/webhook-receiver.ts';
import { HOUR_MS } from '../../src/instant.ts';

jest.setTimeout(60_000);

let shop: CreditShop;

beforeAll(async () => {
  shop = await CreditShop.open();
});
beforeEach(() => shop.anew());
afterAll(() => shop.close());

async function begin(choices: Parameters<CreditShop['checkout']>[0] = {}) {
  return (await shop.client.send(createCheckout, { input: shop.checkoutInput(choices) })).createCheckout;
}

describe('packs', () => {
  test('are published in versions; the same again changes nothing, and the ones before are no longer for sale', async () => {
    const [again] = (await shop.client.send(publishCreditPacks, { input: { packs: [PACK] } })).publishCreditPacks;
    expect(again).toMatchObject({ id: shop.packId, amount: { minor: 2_500, currency: 'usd', text: '$25.00' } });
    const packs = [{ ...PACK, title: 'Large', minor: 90_000, currency: 'jpy', expiresAfterDays: 30 }];
    const { publishCreditPacks: later } = await shop.client.send(publishCreditPacks, { input: { packs } });
    expect(later).toMatchObject([{ title: 'Large', expiresAfterDays: 30, amount: { text: '¥90,000' } }]);
    const sale = await shop.client.send(creditPacks, {});
    expect(sale).toEqual({ paymentsConfigured: true, creditPacks: [{ id: later[0]?.id, title: 'Large' }] });
    const { errors } = await shop.client.ask(createCheckout, {
      input: {
        projectId: shop.projectId,
        creditPackId: shop.packId,
        idempotencyKey: 'old',
        returnUrl: shop.studio.url,
      },
    });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'NOT_FOUND', field: 'creditPackId' });
  });

  test.each([
    ['a price of nothing', { ...PACK, minor: 0 }, 'packs.0.minor'],
    ['a currency that does not exist', { ...PACK, currency: 'USD' }, 'packs.0.currency'],
    ['no credits', { ...PACK, credits: 0 }, 'packs.0.credits'],
  ])('with %s are refused', async (_, pack, field) => {
    const { errors } = await shop.client.ask(publishCreditPacks, { input: { packs: [pack] } });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', problems: [{ field }] });
  });
});

describe('a checkout', () => {
  test('grants the credits once it is paid, tells of it once, and has its receipt', async () => {
    const receiver = await WebhookReceiver.open();
    await shop.client.send(createWebhookEndpoint, { input: { url: receiver.url, events: ['PURCHASE_PAID'] } });
    const { id } = await shop.bought();
    expect(await shop.purchase(id)).toMatchObject({
      receiptUrl: expect.stringContaining('/receipts/'),
      grant: { source: 'PURCHASE', credits: 500, remaining: 500 },
      project: { balance: 500 },
    });
    await until(() => receiver.received.length > 0);
    const [message] = receiver.received.map(({ body }) => JSON.parse(body) as object);
    expect(message).toMatchObject({
      type: 'purchase.paid',
      data: { purchaseId: id, projectId: shop.projectId, credits: 500, amount: 2500 },
    });
    await Promise.all(shop.stripe.account.events.map((event) => shop.stripe.deliver(event)));
    expect((await shop.project())?.transactions.nodes).toMatchObject([{ kind: 'GRANT', amount: 500 }]);
    expect(receiver.received).toHaveLength(1);
    await receiver.close();
  });

  test('asked for again with the same key is the same, also where the answer of Stripe got lost', async () => {
    shop.stripe.losesAnswer = (path) => path.endsWith('sessions');
    const { errors } = await shop.client.ask(createCheckout, {
      input: {
        projectId: shop.projectId,
        creditPackId: shop.packId,
        idempotencyKey: 'one',
        returnUrl: shop.studio.url,
      },
    });
    expect(errors?.[0]?.extensions.code).toBe('UNAVAILABLE');
    shop.stripe.losesAnswer = () => false;
    const first = await shop.checkout({ idempotencyKey: 'one', returnUrl: shop.studio.url });
    const second = await shop.checkout({ idempotencyKey: 'one', returnUrl: shop.studio.url });
    expect([second.url, second.replayed]).toEqual([first.url, true]);
    expect(await begin({ idempotencyKey: 'one', savePaymentMethod: true })).toMatchObject({
      __typename: 'IdempotencyConflictError',
    });
  });

  test('leads back to allowed origins alone', async () => {
    for (const returnUrl of ['https://evil.example/', 'javascript:alert(1)', 'https://shop.example.evil.example/']) {
      const { errors } = await shop.client.ask(createCheckout, {
        input: { projectId: shop.projectId, creditPackId: shop.packId, idempotencyKey: randomUUID(), returnUrl },
      });
      expect(errors?.[0]?.extensions).toMatchObject({ problems: [{ field: 'returnUrl' }] });
    }
    const { sessionId, id } = await shop.checkout({ returnUrl: 'https://shop.example/done?x=1' });
    expect(shop.stripe.account.session(sessionId).success_url).toBe(`https://shop.example/done?x=1&purchase=${id}`);
  });

  test('of a project that is archived is refused; archived after paying, the payment is held', async () => {
    const { id, sessionId } = await shop.checkout();
    await shop.client.send(archiveProject, { id: shop.projectId });
    expect(await begin()).toMatchObject({ __typename: 'ProjectArchivedError' });
    shop.stripe.account.pay(sessionId);
    expect(await shop.becomes(id, 'PROCESSING')).toMatchObject({ failure: { code: 'project_archived' }, grant: null });
  });

  test('are listed from the newest, page by page in either direction', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 4; count += 1) ids.unshift((await shop.checkout()).id);
    const page = async (range: { first?: number; after?: string; last?: number; before?: string }) =>
      (await shop.client.send(purchasePage, { id: shop.projectId, ...range })).project?.purchases;
    const first = await page({ first: 2 });
    const second = await page({ first: 2, after: first?.pageInfo.endCursor ?? '' });
    const back = await page({ last: 2, before: second?.pageInfo.endCursor ?? '' });
    expect([first, second, back].map((each) => each?.nodes.map(({ id }) => ids.indexOf(id)))).toEqual([
      [0, 1],
      [2, 3],
      [1, 2],
    ]);
  });

  test('that nobody pays expires', async () => {
    const { id, sessionId } = await shop.checkout();
    shop.stripe.account.expire(sessionId);
    expect(await shop.becomes(id, 'EXPIRED')).toMatchObject({ grant: null });
  });

  test.each([
    [true, 'PAID', 500],
    [false, 'FAILED', 0],
  ] as const)('by a bank debit grants nothing until it is settled (%s)', async (isGood, status, balance) => {
    const { id, sessionId } = await shop.checkout();
    shop.stripe.account.pay(sessionId, 'debit');
    expect((await shop.becomes(id, 'PROCESSING')).project.balance).toBe(0);
    shop.stripe.account.settleDebit(sessionId, isGood);
    expect((await shop.becomes(id, status)).project.balance).toBe(balance);
  });

  test.each([{ amount: 250 }, { currency: 'jpy' }])(
    'of which %j was paid is held and shown, and not granted',
    async (mistake) => {
      const { id, sessionId } = await shop.checkout();
      shop.stripe.account.pay(sessionId, 'card', mistake);
      expect(await shop.becomes(id, 'PROCESSING')).toMatchObject({
        failure: { code: 'amount_differs' },
        grant: null,
        project: { balance: 0 },
      });
    },
  );

  test('whose events are all lost is found by a look of our own', async () => {
    shop.stripe.endpoint = null;
    const { id, sessionId } = await shop.checkout();
    shop.stripe.account.pay(sessionId);
    shop.time.offsetMs += 2 * 60_000;
    expect((await shop.becomes(id, 'PAID')).project.balance).toBe(500);
  });

  test('credits of a pack with a life end that many days after the payment', async () => {
    await shop.sell({ ...PACK, expiresAfterDays: 30 });
    const { id } = await shop.bought();
    const { paidAt, grant } = await shop.purchase(id);
    expect(Date.parse(grant?.expiresAt ?? '') - Date.parse(paidAt ?? '')).toBe(30 * 24 * HOUR_MS);
  });
});

describe('an event', () => {
  const event: FakeEvent = {
    id: 'evt_1',
    object: 'event',
    type: 'charge.refunded',
    data: { object: { object: 'charge' } },
  };

  test.each([
    ['another secret', 'whsec_other', 400],
    ['our secret', undefined, 200],
  ])('signed with %s', async (_, secret, status) => {
    expect(await shop.stripe.deliver(event, shop.stripe.endpoint, secret)).toBe(status);
  });

  test('without a signature, or larger than any of Stripe, is refused', async () => {
    const send = (body: string) => fetch(shop.stripe.endpoint ?? '', { method: 'POST', body });
    expect((await send('{}')).status).toBe(400);
    expect((await send('x'.repeat(300_000))).status).toBe(413);
  });
});

/** A purchase that was refunded in full after some of its credits had been spent. */
const reversedWith = (unrecoveredCredits: number) => ({
  reversedCredits: 500,
  unrecoveredCredits,
  project: { balance: 0 },
});

describe('a refund or a dispute', () => {
  test('of a part takes back its part, rounded up, and a second one the rest; what was spent is unrecovered', async () => {
    const { id, intentId } = await shop.bought();
    shop.stripe.account.refund(intentId, 1);
    expect((await shop.becomes(id, 'PARTLY_REVERSED')).reversedCredits).toBe(1);
    await shop.spend(4);
    shop.stripe.account.refund(intentId, 2_499);
    expect(await shop.becomes(id, 'REVERSED')).toMatchObject(reversedWith(20));
  });

  test('that was opened is given back when it is won, and taken again by what comes later', async () => {
    const { id, intentId } = await shop.bought();
    await shop.spend(2);
    const dispute = shop.stripe.account.dispute(intentId);
    expect(await shop.becomes(id, 'REVERSED')).toMatchObject({ unrecoveredCredits: 10, project: { balance: 0 } });
    shop.stripe.account.closeDispute(dispute, 'won');
    expect(await shop.becomes(id, 'PAID')).toMatchObject({
      reversedCredits: 0,
      unrecoveredCredits: 0,
      project: { balance: 490 },
    });
    shop.stripe.account.refund(intentId, 2_500);
    expect(await shop.becomes(id, 'REVERSED')).toMatchObject(reversedWith(10));
  });

  test('told before the payment leaves the line of the payment and that of the refund', async () => {
    shop.stripe.endpoint = null;
    const { id, sessionId } = await shop.checkout();
    const intent = shop.stripe.account.pay(sessionId);
    shop.stripe.account.refund(intent.id, 2_500);
    const refunded = shop.stripe.account.events.at(-1);
    if (refunded) await shop.stripe.deliver(refunded, `${shop.studio.url}/stripe/events`);
    await shop.becomes(id, 'REVERSED');
    expect((await shop.project())?.transactions.nodes.map(({ kind, amount }) => [kind, amount])).toEqual([
      ['REVOCATION', -500],
      ['GRANT', 500],
    ]);
  });
});

describe('refundPurchase', () => {
  const refund = async (purchaseId: string, idempotencyKey = 'r') =>
    (await shop.client.send(refundPurchase, { input: { purchaseId, idempotencyKey, reason: 'not needed' } }))
      .refundPurchase;

  test('gives the money of what is unspent back, once for each key, and no more', async () => {
    const { id, intentId } = await shop.bought();
    await shop.spend(20);
    expect(await refund(id)).toMatchObject({
      replayed: false,
      purchase: { status: 'PARTLY_REVERSED', reversedCredits: 400 },
    });
    expect(await refund(id)).toMatchObject({ replayed: true });
    expect(await refund(id, 'other')).toMatchObject({ __typename: 'PurchaseNotRefundableError' });
    const refunds = shop.stripe.account.refunds.filter(({ payment_intent }) => payment_intent === intentId);
    expect(refunds.map(({ amount }) => amount)).toEqual([2_000]);
    expect((await shop.purchase(id)).unrecoveredCredits).toBe(0);
  });

  test('whose answer got lost is made once; one that the bank refuses brings the credits back', async () => {
    const { id, intentId } = await shop.bought();
    shop.stripe.losesAnswer = (path) => path.endsWith('/refunds');
    const { errors } = await shop.client.ask(refundPurchase, {
      input: { purchaseId: id, idempotencyKey: 'r', reason: 'x' },
    });
    expect(errors?.[0]?.extensions.code).toBe('UNAVAILABLE');
    expect((await shop.purchase(id)).project.balance).toBe(0);
    shop.stripe.losesAnswer = () => false;
    expect(await refund(id, 'r')).toMatchObject({ __typename: 'IdempotencyConflictError' }); // for another reason
    const refunds = () => shop.stripe.account.refunds.filter(({ payment_intent }) => payment_intent === intentId);
    shop.time.offsetMs += 2 * 60_000;
    await until(() => refunds().length === 1);
    const [made] = refunds();
    if (made) shop.stripe.account.failRefund(made);
    expect(await shop.becomes(id, 'PAID')).toMatchObject({ reversedCredits: 0, project: { balance: 500 } });
  });
});

test("an administrator reaches Stripe's page of cards and receipts", async () => {
  const { createBillingPortal: portal } = await shop.client.send(createBillingPortal, {
    input: { projectId: shop.projectId, returnUrl: shop.studio.url },
  });
  expect(portal.url).toContain('/portal/cus_');
});
