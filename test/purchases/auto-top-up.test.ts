import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { failedTopUp } from '../../src/purchases/top-up-result.ts';
import { CreditShop } from '../support/credit-shop.ts';
import { createApiKey } from '../support/access-operations.ts';
import { id } from '../support/ids.ts';
import { setApiKeyEmail } from '../support/mail-operations.ts';
import { MailServer } from '../support/mail-server.ts';
import { autoTopUpOf, setAutoTopUp } from '../support/purchase-operations.ts';
import { until } from '../support/until.ts';
import { createWebhookEndpoint } from '../support/webhook-operations.ts';
import { WebhookReceiver } from '../support/webhook-receiver.ts';
import { HOUR_MS } from '../../src/instant.ts';

jest.setTimeout(60_000);

let shop: CreditShop;
let mailServer: MailServer;

beforeAll(async () => {
  mailServer = await MailServer.open();
  shop = await CreditShop.open({ SMTP_URL: mailServer.url, MAIL_FROM: 'Studio <studio@example.com>' });
});
beforeEach(() => shop.anew());
afterAll(async () => {
  await shop.close();
  await mailServer.close();
});

test.each([
  ['pickup_card', 'DECLINED'],
  ['restricted_card', 'DECLINED'],
  ['merchant_blacklist', 'DECLINED'],
  ['authentication_not_handled', 'AUTHENTICATION_NEEDED'],
] as const)('the first decline with %s pauses it, too, and one with another code does not', (declineCode, state) => {
  const projectId = id('project', 1);
  const failure = { code: 'card_declined', message: 'Your card was declined.', declineCode };
  expect(failedTopUp(projectId, failure, 0, 0)).toMatchObject({ state, nextAttemptAt: null });
  const other = { ...failure, declineCode: 'insufficient_funds' };
  expect(failedTopUp(projectId, other, 0, 0)).toMatchObject({ state: 'ACTIVE', nextAttemptAt: HOUR_MS });
});

describe('the automatic top-up', () => {
  // A test that lets months pass would make the top-ups of earlier projects due, too.
  afterEach(() => shop.client.send(setAutoTopUp, { input: { projectId: shop.projectId, autoTopUp: null } }));

  async function setUp(monthlyLimitMinor: number, threshold = 490): Promise<void> {
    await shop.bought({ savePaymentMethod: true });
    const autoTopUp = { threshold, creditPackId: shop.packId, monthlyLimitMinor };
    const { setAutoTopUp: set } = await shop.client.send(setAutoTopUp, {
      input: { projectId: shop.projectId, autoTopUp },
    });
    expect(set.__typename).toBe('AutoTopUpSet');
  }
  const now = async () => {
    shop.wake();
    return (await shop.client.send(autoTopUpOf, { id: shop.projectId })).project?.autoTopUp;
  };
  const balanceBecomes = (balance: number) =>
    until(async () => {
      shop.wake();
      return (await shop.client.send(autoTopUpOf, { id: shop.projectId })).project?.balance === balance;
    });
  const stateBecomes = (state: string) => until(async () => ((await now())?.state === state ? now() : null));

  test('cannot be set without a payment method that its owner let be kept', async () => {
    await shop.bought();
    const autoTopUp = { threshold: 10, creditPackId: shop.packId, monthlyLimitMinor: 2_500 };
    const { setAutoTopUp: set } = await shop.client.send(setAutoTopUp, {
      input: { projectId: shop.projectId, autoTopUp },
    });
    expect(set).toMatchObject({ __typename: 'NoPaymentMethodError' });
  });

  test('buys when a debit leaves no more than the threshold, until the limit of the month', async () => {
    await setUp(5_000);
    await shop.spend(1);
    expect((await now())?.spentThisMonth.text).toBe('$0.00');
    await shop.spend(1);
    await balanceBecomes(990);
    expect(await now()).toMatchObject({ state: 'ACTIVE', nextAttemptAt: null, spentThisMonth: { text: '$25.00' } });
    await shop.client.send(setAutoTopUp, {
      input: {
        projectId: shop.projectId,
        autoTopUp: { threshold: 990, creditPackId: shop.packId, monthlyLimitMinor: 5_000 },
      },
    });
    await shop.spend(1);
    await balanceBecomes(1_485);
    await shop.client.send(setAutoTopUp, {
      input: {
        projectId: shop.projectId,
        autoTopUp: { threshold: 1_485, creditPackId: shop.packId, monthlyLimitMinor: 5_000 },
      },
    });
    await shop.spend(1);
    expect(await stateBecomes('LIMIT_REACHED')).toMatchObject({
      nextAttemptAt: expect.stringMatching(/-01T00:00:00.000Z$/),
      failure: { code: 'limit_reached' },
    });
  });

  test('waits after a decline, longer each time, and pauses after four; a webhook and an e-mail tell why', async () => {
    const receiver = await WebhookReceiver.open();
    const { createApiKey: holder } = await shop.client.send(createApiKey, { input: { name: 'Maria', role: 'EDITOR' } });
    await shop.client.send(setApiKeyEmail, { id: holder.apiKey.id, email: 'maria@example.com' });
    await shop.client.send(createWebhookEndpoint, { input: { url: receiver.url, events: ['AUTO_TOP_UP_FAILED'] } });
    await setUp(50_000);
    shop.stripe.account.declineCode = 'insufficient_funds';
    await shop.spend(2);
    const hoursLeft = async () =>
      Math.round((Date.parse((await now())?.nextAttemptAt ?? '') - Date.now() - shop.time.offsetMs) / HOUR_MS);
    for (const hours of [1, 2, 4]) {
      await until(async () => (await now())?.failure !== null && (await hoursLeft()) === hours);
      shop.time.offsetMs += hours * HOUR_MS + 1_000;
    }
    expect(await stateBecomes('DECLINED')).toMatchObject({
      nextAttemptAt: null,
      failure: { code: 'insufficient_funds' },
    });
    await until(() => receiver.webhooks().length === 4);
    expect(receiver.types(receiver.webhooks())).toEqual(Array.from({ length: 4 }, () => 'auto_top_up.failed'));
    await until(() => mailServer.mails().length === 4); // each in another hour
    const told = (text: string) => mailServer.mails().find((mail) => mail.text.includes(text)); // in any order
    const first = told('It goes on');
    expect(first).toMatchObject({
      to: ['maria@example.com'],
      headers: { subject: 'Necklace spring: the automatic top-up failed, 490 credits left' },
    });
    expect(first?.text).toMatch(
      /^The automatic top-up of the project "Necklace spring" failed: .+\. 490 credits are left\.\n\nIt goes on .+ UTC\. Credits can also be bought here:\n/,
    );
    expect(told('It is paused')?.text).toContain(
      `It is paused. Buy a pack with another card and let it be kept, or set the top-up again to try this one:\n${shop.studio.url}/projects/${shop.projectId}/credits\n`,
    );
    shop.stripe.account.declineCode = null;
    await shop.bought({ savePaymentMethod: true }); // with another card
    expect((await now())?.state).toBe('ACTIVE');
    await receiver.close();
  });

  test.each([
    ['lost_card', 'DECLINED'],
    ['stolen_card', 'DECLINED'],
    ['fraudulent', 'DECLINED'],
    ['authentication_required', 'AUTHENTICATION_NEEDED'],
  ])('pauses at once for %s', async (code, state) => {
    await setUp(50_000);
    shop.stripe.account.declineCode = code;
    await shop.spend(2);
    expect(await stateBecomes(state)).toMatchObject({ failure: { code }, nextAttemptAt: null });
    const { intents } = shop.stripe.account;
    const attempts = intents.size;
    shop.time.offsetMs += 30 * 24 * HOUR_MS;
    await shop.spend(2);
    expect(await now()).toMatchObject({ state, nextAttemptAt: null });
    expect(intents.size).toBe(attempts);
  });

  test('charges once where the answer of Stripe gets lost: an outage is no decline', async () => {
    await setUp(50_000);
    const before = shop.stripe.account.intents.size;
    let losses = 0;
    shop.stripe.losesAnswer = (path) => path.endsWith('/payment_intents') && (losses += 1) <= 4;
    await shop.spend(2);
    await until(() => losses >= 3);
    await until(async () => {
      shop.time.offsetMs += 61_000;
      return (await shop.client.send(autoTopUpOf, { id: shop.projectId })).project?.balance === 990;
    });
    expect(shop.stripe.account.intents.size).toBe(before + 1);
  });
});
