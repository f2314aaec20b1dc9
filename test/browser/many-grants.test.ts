import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { performPrompt } from '../support/operations.ts';
import { expectBalance, expectShown } from './expect-shown.ts';
import { OpenHouse } from './open-house.ts';
import { insertManyGrants, LIVE_GRANTS, SPENT_GRANTS } from './insert-many-grants.ts';

const NODES_MAX = 2_000;
const SLOWER_MAX_MS = 1_000; // 1 second, so that a busy machine is not held against it
const IMPORTED = 1_000;
const IMPORT_NODES_MAX = 20_000;

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
  const list = page.getByRole('list', { name: 'Credits in the order in which they are drawn' });
  await expectBalance(page, '180,000 credits');
  await expectShown(list.getByText(/^Lot 1(drawn next)?$/));
  await expectShown(page.getByText(/^10 credits expire on .+, in 30 days\.$/));
  expect(await list.getByRole('listitem').count()).toBe(50);
  expect(await nodesOf(page)).toBeLessThan(NODES_MAX);
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
  expect(await nodesOf(page)).toBeLessThan(NODES_MAX);
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

/** An ADMIN does everything that can be done with the credits of a project, in the order of the tests. */
describe.each([
  ['a desktop', {}],
  ['a phone', { isPhone: true }],
] as const)('on %s, with so many grants and lines', (device, options) => {
  const other = `Receiver, ${device}`;
  const name = `Many, ${device}`;
  let projectId: string;
  beforeAll(async () => {
    await house.newSheet({ name: other, credits: 3 });
    projectId = await house.newSheet({ name, credits: 0 });
    await house.withDatabase((client) => insertManyGrants(client, projectId));
  });

  async function visit(tab: string): Promise<{ page: Page; dialog: Locator }> {
    const { page } = await house.comeIn(tab, options);
    return { page, dialog: page.getByRole('dialog') };
  }

  test('an action is refunded from its line', async () => {
    await house.client.send(performPrompt, { input: { projectId, prompt: 'A ring', idempotencyKey: 'one' } });
    const { page, dialog } = await visit(`/projects/${projectId}/history`);
    await expectBalance(page, '179,995 credits');
    await page
      .getByRole('button', { name: /^Refund the Prompt of/ })
      .first()
      .click();
    await expectShown(dialog.getByRole('row', { name: 'Balance 179,995 credits → 180,000 credits' }));
    await dialog.getByLabel('Reason').fill('blurred');
    await dialog.getByRole('button', { name: 'Refund' }).click();
    await expectBalance(page, '180,000 credits');
    await expectShown(page.getByRole('row', { name: /refunded.*blurred/ }));
    await expectFits(page);
  });

  test('credits are moved, and a grant is taken back, from a tab that stays small', async () => {
    const { page, dialog } = await visit(`/projects/${projectId}/credits`);
    await page.getByRole('button', { name: 'Move credits' }).click();
    await dialog.getByRole('combobox', { name: 'To' }).fill(other);
    await page.getByRole('option', { name: other }).click();
    await dialog.getByRole('textbox', { name: 'Credits' }).fill('8');
    await expectShown(dialog.getByRole('row', { name: `${name} 180,000 credits → 179,992 credits` }));
    await dialog.getByRole('button', { name: 'Move credits' }).click();
    await expectBalance(page, '179,992 credits');
    await page.getByRole('button', { name: 'Take back grant 1', exact: true }).click();
    await expectShown(dialog.getByRole('row', { name: 'Taken back 2 credits of 10 credits' }));
    await dialog.getByLabel('Reason').fill('unpaid');
    await dialog.getByRole('button', { name: 'Take it back' }).click();
    await expectBalance(page, '179,990 credits');
    await expectFits(page);
  });

  test('an allowance comes in at once, and credits that are imported after it', async () => {
    const { page, dialog } = await visit(`/projects/${projectId}/settings`);
    await page.getByRole('button', { name: 'Set an allowance' }).click();
    await dialog.getByRole('textbox', { name: 'Credits' }).fill('50');
    await dialog.getByRole('button', { name: 'See what happens' }).click();
    await expectShown(dialog.getByRole('row', { name: 'Balance 179,990 credits → 180,040 credits' }));
    await dialog.getByRole('button', { name: 'Set it' }).click();
    await expectBalance(page, '180,040 credits');
    await page.goto('/admin?show=credits');
    await page.getByRole('button', { name: 'Import a CSV' }).click();
    const rows = Array.from({ length: IMPORTED }, (_, row) => `${projectId},2,,Row ${row}`);
    const text = `project,credits,expiry,note\n${rows.join('\n')}\n`;
    const file = { name: 'credits.csv', mimeType: 'text/csv', buffer: Buffer.from(text) };
    await dialog.locator('input[type=file]').setInputFiles(file);
    await expectShown(dialog.getByText(/^1,000 grants, 2,000 credits in all, to 1 project\./));
    expect(await nodesOf(page)).toBeLessThan(IMPORT_NODES_MAX);
    await dialog.getByRole('button', { name: 'Grant 1,000' }).click();
    await expectShown(dialog.getByText('1,000 granted.'));
    await page.goto(`/projects/${projectId}/credits`);
    await expectBalance(page, '182,040 credits');
    await expectFits(page);
  });

  test('prices are planned and taken back', async () => {
    const { page, dialog } = await visit('/admin?show=prices');
    const lists = page.getByRole('table', { name: 'Price lists' });
    await page.getByRole('button', { name: 'Change prices' }).click();
    await dialog.getByRole('textbox', { name: 'Prompt', exact: true }).fill('8');
    await dialog.getByLabel('From').fill('2099-01-01T00:00');
    await dialog.getByRole('button', { name: 'See what changes' }).click();
    await dialog.getByRole('button', { name: 'Publish' }).click();
    await expectShown(lists.getByText(/^List \d+, planned$/));
    await lists.getByRole('button', { name: /^Take back list/ }).click();
    await dialog.getByRole('button', { name: 'Take it back' }).click();
    await lists.getByText(/^List \d+, planned$/).waitFor({ state: 'detached' });
  });
});

function nodesOf(page: Page): Promise<number> {
  return page.evaluate('document.querySelectorAll("*").length');
}

async function expectFits(page: Page): Promise<void> {
  expect(await nodesOf(page)).toBeLessThan(NODES_MAX);
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
}
