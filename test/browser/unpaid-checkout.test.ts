import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { FakeStripe } from '../support/fake-stripe.ts';
import { createCheckout, publishCreditPacks } from '../support/purchase-operations.ts';
import { until } from '../support/until.ts';
import { expectBalance, expectShown } from './expect-shown.ts';
import { OpenHouse } from './open-house.ts';

const PACK = { title: 'Small', credits: 200, minor: 1_000, currency: 'usd' };
const PURCHASES_A_PAGE = 20;

let stripe: FakeStripe;
let house: OpenHouse;
beforeAll(async () => {
  stripe = await FakeStripe.open();
  house = await OpenHouse.open(stripe.variables);
  stripe.endpoint = `${house.url}/stripe/events`;
});
afterEach(() => house.seeOff());
afterAll(async () => {
  await house.close();
  await stripe.close();
});

test('an unpaid checkout is shown as unpaid at once, and the list of purchases has pages', async () => {
  const projectId = await house.newSheet({ name: 'Bowls', credits: 3 });
  const { publishCreditPacks: packs } = await house.client.send(publishCreditPacks, { input: { packs: [PACK] } });
  for (let earlier = 0; earlier < PURCHASES_A_PAGE; earlier += 1) {
    const begun = { projectId, creditPackId: packs[0]?.id ?? '', idempotencyKey: `earlier ${earlier}` };
    await house.client.send(createCheckout, { input: { ...begun, returnUrl: house.url } });
  }
  const { page } = await house.comeIn(`/projects/${projectId}/credits`, { mayGoTo: stripe.url });
  await page.getByRole('button', { name: 'Buy credits' }).last().click();
  await page.getByRole('dialog').getByRole('button', { name: 'Buy Small' }).click();
  await page.waitForURL(`${stripe.url}/**`);
  const sessionId = page.url().split('/').at(-1) ?? '';
  await page.getByRole('link', { name: 'Back' }).click();
  const table = page.getByRole('table', { name: 'Purchases' });
  const newest = table.getByRole('row').nth(1);
  await expectShown(newest.getByText('Not paid yet'));
  stripe.account.expire(sessionId);
  await expectShown(newest.getByText('Not paid in time'));
  await expectBalance(page, '3 credits, low');
  expect(await table.getByRole('row').count()).toBe(1 + PURCHASES_A_PAGE);
  await page.getByRole('button', { name: 'Show more' }).click();
  await until(async () => (await table.getByRole('row').count()) === 2 + PURCHASES_A_PAGE);
  await page.getByRole('button', { name: 'Show more' }).waitFor({ state: 'detached' });
});
