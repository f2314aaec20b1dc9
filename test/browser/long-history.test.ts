import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { performPrompt } from '../support/operations.ts';
import { until } from '../support/until.ts';
import { expectShown } from './expect-shown.ts';
import { OpenHouse } from './open-house.ts';

const CHARGES = 420;
const DRAWN_MAX = 80; // of 422 rows
const NODES_MAX = 2_000;

let house: OpenHouse;
let projectId: string;
beforeAll(async () => {
  house = await OpenHouse.open({ WORKERS: '0' });
  projectId = await house.newSheet({ name: 'Rings', credits: 5_000 });
  const perform = (number: number) =>
    house.client.send(performPrompt, { input: { projectId, prompt: 'a ring', idempotencyKey: `ring ${number}` } });
  await Promise.all(Array.from({ length: CHARGES }, (_, number) => perform(number)));
});
afterEach(() => house.seeOff());
afterAll(() => house.close());

test('scrolling loads a long list of transactions down to the first one, and only rows near the viewport are rendered', async () => {
  const { page } = await house.comeIn(`/projects/${projectId}/history`);
  const rows = page.getByRole('table', { name: 'Transactions' }).locator('tr');
  await expectShown(page.getByRole('cell', { name: '−5' }));
  expect(await rows.count()).toBeLessThan(150);
  let [drawnMax, nodesMax] = [0, 0];
  await until(async () => {
    await page.evaluate('scrollTo(0, document.body.scrollHeight)');
    drawnMax = Math.max(drawnMax, await rows.count());
    nodesMax = Math.max(nodesMax, await page.evaluate<number>('document.querySelectorAll("*").length'));
    return page.getByRole('cell', { name: '+5,000' }).isVisible();
  });
  await expectShown(page.getByText('That is all.'));
  expect(drawnMax).toBeLessThan(DRAWN_MAX);
  expect(nodesMax).toBeLessThan(NODES_MAX);
  await page.evaluate('scrollTo(0, 0)');
  await expectShown(
    page.getByRole('cell', { name: String(5_000 - 5 * CHARGES).replace(/(?=...$)/, ','), exact: true }),
  );
  expect(await page.getByRole('table', { name: 'Transactions' }).getAttribute('aria-rowcount')).toBe(
    String(CHARGES + 1 + 1 + 1), // with the heading and the day
  );
});
