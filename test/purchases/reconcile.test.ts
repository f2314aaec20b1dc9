import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readConfig } from '../../src/config/config.ts';
import { reconcilePurchases } from '../../src/commands/reconcile-purchases.ts';
import { CreditShop } from '../support/credit-shop.ts';

let shop: CreditShop;

beforeAll(async () => {
  shop = await CreditShop.open();
  await shop.anew();
});
afterAll(() => shop.close());

test('purchases reconcile finds what Stripe was paid and the ledger does not say, and ends with 1', async () => {
  const { databaseUrl, dataFolder } = shop.studio;
  const config = readConfig(
    { ...shop.stripe.variables, DATABASE_URL: databaseUrl, DATA_DIR: dataFolder },
    process.cwd(),
  );
  const reconcile = () => reconcilePurchases({ config, clock: Date.now }, { days: 2 });
  const { id } = await shop.bought();
  expect((await reconcile()).lines.join('\n')).not.toContain(id);
  shop.stripe.endpoint = null;
  const { id: unsynchronized, sessionId } = await shop.checkout();
  const intent = shop.stripe.account.pay(sessionId);
  const { isGood, lines, json } = await reconcile();
  expect(isGood).toBe(false);
  const row = lines.find((line) => line.startsWith(unsynchronized));
  expect(row).toMatch(new RegExp(`${intent.id} +paid \\$25.00 +PENDING: \\$25.00, 0 credits, 0 reversed`));
  expect(json).toMatchObject({
    ok: false,
    differences: expect.arrayContaining([
      expect.objectContaining({ purchaseId: unsynchronized, stripe: 'paid $25.00' }),
    ]),
  });
});
