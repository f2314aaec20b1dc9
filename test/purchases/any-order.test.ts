import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { CreditShop } from '../support/credit-shop.ts';
import { until } from '../support/until.ts';

let shop: CreditShop;

beforeAll(async () => {
  shop = await CreditShop.open();
});
afterAll(() => shop.close());

const fate = fc.record({
  refundedMinor: fc.integer({ min: 0, max: 2_500 }),
  dispute: fc.constantFrom('none', 'won', 'lost'),
});

test('after reordered and repeated events and lost responses, each purchase agrees with Stripe', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fate, { minLength: 4, maxLength: 4 }),
      fc.array(fc.nat(), { minLength: 60, maxLength: 60 }),
      async (fates, order) => {
        await shop.anew();
        shop.stripe.endpoint = null;
        const { account } = shop.stripe;
        const begun = account.events.length;
        for (const { refundedMinor, dispute } of fates) {
          const intent = account.pay((await shop.checkout()).sessionId);
          if (refundedMinor > 0) account.refund(intent.id, refundedMinor);
          if (dispute !== 'none') account.closeDispute(account.dispute(intent.id), dispute);
        }
        const events = account.events.slice(begun);
        let answers = 0;
        shop.stripe.losesAnswer = () => (answers += 1) % 7 === 0;
        const sent = [...events, ...order.flatMap((place) => events[place % events.length] ?? [])];
        const shuffled = sent.toSorted((a, b) => (a.id.slice(-6) < b.id.slice(-6) ? -1 : 1));
        await Promise.all(shuffled.map((event) => shop.stripe.deliver(event, `${shop.studio.url}/stripe/events`)));
        const left = fates.map(({ refundedMinor, dispute }) =>
          Math.max(0, 500 - Math.ceil((500 * (refundedMinor + (dispute === 'lost' ? 2_500 : 0))) / 2_500)),
        );
        const balance = left.reduce((sum, credits) => sum + credits, 0);
        await until(async () => {
          shop.time.offsetMs += 61_000; // a look that failed is repeated after a minute
          shop.wake();
          const project = await shop.project();
          const isOver = project?.purchases.nodes.every(({ status }) => status !== 'PENDING') ?? false;
          return isOver && project?.balance === balance;
        });
        const grants = (await shop.project())?.transactions.nodes.filter(({ kind }) => kind === 'GRANT') ?? [];
        expect(new Set(grants.map(({ grant }) => grant?.id)).size).toBe(grants.length);
      },
    ),
    { numRuns: 2 },
  );
}, 60_000);

test('an event that arrives at the end of a synchronization causes another one', async () => {
  await shop.anew();
  const { payments, catalog } = shop.studio.app.purchases;
  if (!payments) throw new Error('the shop sells');
  const synchronize = jest.spyOn(payments.synchronizer, 'synchronize');
  const { id, intentId } = await shop.bought();
  const [purchaseId] = synchronize.mock.calls.at(-1) ?? [];
  if (!purchaseId) throw new Error('nothing was synchronized');
  await payments.synchronizer.synchronize(purchaseId); // afterwards no synchronization is due
  const syncedBefore = synchronize.mock.calls.length;
  const read = catalog.find.bind(catalog);
  let reads = 0;
  const find = jest.spyOn(catalog, 'find').mockImplementation(async (found) => {
    reads += 1;
    if (reads === 2) {
      // The synchronization has read the state from Stripe and written it.
      shop.stripe.account.refund(intentId, 5);
      await until(() => synchronize.mock.calls.length > syncedBefore + 1);
    }
    return read(found);
  });
  await payments.synchronizer.synchronize(purchaseId);
  expect(await shop.becomes(id, 'PARTLY_REVERSED')).toMatchObject({ reversedCredits: 1 });
  find.mockRestore();
  synchronize.mockRestore();
});
