import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { CreditShop } from '../support/credit-shop.ts';
import { purchaseChanged } from '../support/purchase-operations.ts';
import { until } from '../support/until.ts';

jest.setTimeout(60_000);

let shop: CreditShop;

beforeAll(async () => {
  shop = await CreditShop.open();
  await shop.anew();
});
afterAll(() => shop.close());

/** Begins checkouts until one is pushed, because a subscription to purchases sends nothing when it opens. */
async function watchPurchases() {
  const seen: { readonly id: string; readonly status: string }[] = [];
  const changes = shop.client.watch(purchaseChanged, { projectId: shop.projectId });
  const reading = (async () => {
    for await (const { data } of changes) if (data) seen.push(data.purchaseChanged);
  })();
  while (seen.length === 0) {
    await shop.checkout();
    await until(() => true);
  }
  const stop = async () => {
    await changes.return?.();
    await reading;
  };
  return { seen, stop };
}

test.each([
  ['expires', 'EXPIRED', (sessionId: string) => shop.stripe.account.expire(sessionId)],
  ['is paid', 'PAID', (sessionId: string) => shop.stripe.account.pay(sessionId)],
] as const)('a purchase is pushed as it begins, and as it %s', async (_what, status, end) => {
  const { seen, stop } = await watchPurchases();
  const { id, sessionId } = await shop.checkout();
  const statuses = () => [...new Set(seen.filter((each) => each.id === id).map((each) => each.status))];
  await until(() => statuses().includes('PENDING'));
  end(sessionId);
  await until(() => {
    shop.wake();
    return statuses().includes(status);
  });
  expect(statuses()).toEqual(['PENDING', status]);
  await stop();
});
