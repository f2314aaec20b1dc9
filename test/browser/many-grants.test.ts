import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { expectBalance, expectShown } from './expect-shown.ts';
import { OpenHouse } from './open-house.ts';
import { insertManyGrants, LIVE_GRANTS, SPENT_GRANTS } from './insert-many-grants.ts';

const NODES_MAX = 2_000;
const SLOWER_MAX_MS = 1_000; // 1 second, so that a busy machine is not held against it

let house: OpenHouse;
let address: string;
beforeAll(async () => {
  house = await OpenHouse.open({ WORKERS: '0' });
  const projectId = await house.newSheet({ name: 'Rings', credits: 0 });
  await house.withDatabase((client) => insertManyGrants(client, projectId));
  address = `/projects/${projectId}/credits`;
});
afterEach(() => house.seeOff());
afterAll(() => house.close());

test.each([
  ['a desktop', {}],
  ['a phone', { isPhone: true }],
])(`on %s, a project of ${LIVE_GRANTS + SPENT_GRANTS} grants is shown page by page, and fits`, async (_, options) => {
  const { page } = await house.comeIn(address, options);
  const nodes = () => page.evaluate('document.querySelectorAll("*").length');
  const list = page.getByRole('list', { name: 'Credits in the order in which they are drawn' });
  await expectBalance(page, '180,000 credits');
  await expectShown(list.getByText(/^Lot 1(drawn next)?$/));
  await expectShown(page.getByText(/^10 credits lapse on .+, in 30 days\.$/));
  expect(await list.getByRole('listitem').count()).toBe(50);
  expect(await nodes()).toBeLessThan(NODES_MAX);
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);

  await page.getByRole('button', { name: 'Next' }).click();
  await expectShown(page.getByText('51 to 100'));
  await expectShown(list.getByText('Lot 51', { exact: true }));
  expect(await list.getByText('drawn next').count()).toBe(0);
  await page.getByRole('button', { name: 'Previous' }).click();
  await expectShown(list.getByText(/^Lot 1(drawn next)?$/));

  await page.getByRole('button', { name: 'Grants that are used up' }).click();
  const spent = page.getByRole('table', { name: 'Grants that are used up' });
  await expectShown(spent.getByText(`Lot ${LIVE_GRANTS + 1}`));
  expect(await spent.getByRole('row').count()).toBe(51);
  expect(await nodes()).toBeLessThan(NODES_MAX);
});

/** How long the tab takes to show its first grant, at the quickest of five visits, each to a page that knows nothing yet. */
async function quickestMs(tab: string, balance: string, firstGrant: RegExp): Promise<number> {
  const { page } = await house.comeIn(tab.replace('credits', 'history'));
  const took: number[] = [];
  for (let visit = 0; visit < 5; visit += 1) {
    await expectBalance(page, balance);
    const begun = performance.now();
    await page.getByRole('link', { name: 'Credits', exact: true }).click();
    await expectShown(page.getByText(firstGrant));
    took.push(performance.now() - begun);
    await page.getByRole('link', { name: 'History', exact: true }).click();
    await page.getByText(firstGrant).waitFor({ state: 'detached' });
    await page.reload();
  }
  return Math.min(...took);
}

test('the tab of so many grants is there less than a second after that of one grant would be', async () => {
  const few = await house.newSheet({ name: 'Caps', credits: 100 });
  const one = await quickestMs(`/projects/${few}/credits`, '100 credits', /^Given by handdrawn next$/);
  const many = await quickestMs(address, '180,000 credits', /^Lot 1(drawn next)?$/);
  expect(many - one).toBeLessThan(SLOWER_MAX_MS);
});
