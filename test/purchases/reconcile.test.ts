import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readConfig } from '../../src/config/config.ts';
import { reconcileCommand } from '../../src/reconcile-command.ts';
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
  const printed: string[] = [];
  const reconcile = async () => {
    printed.length = 0;
    return reconcileCommand(['reconcile', '2'], { config, print: (line) => void printed.push(line) });
  };
  const { id } = await shop.bought();
  await reconcile();
  expect(printed.join('\n')).not.toContain(id);
  shop.stripe.endpoint = null;
  const { id: unsettled, sessionId } = await shop.checkout();
  const intent = shop.stripe.account.pay(sessionId);
  expect(await reconcile()).toBe(1);
  const row = printed.find((line) => line.startsWith(unsettled));
  expect(row).toMatch(new RegExp(`${intent.id} +paid \\$25.00 +PENDING: \\$25.00, 0 credits, 0 reversed`));
  await expect(reconcileCommand(['reconcile', 'x'], { config, print: () => undefined })).rejects.toThrow('usage:');
});
