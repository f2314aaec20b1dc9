import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { performPrompt } from '../support/operations.ts';
import { expectBalance, expectConnection, expectShown } from './expect-shown.ts';
import { OpenHouse } from './open-house.ts';

let house: OpenHouse;
beforeAll(async () => {
  house = await OpenHouse.open();
});
afterEach(() => house.seeOff());
afterAll(() => house.close());

/** The id of a project that is made on the projects page. */
async function newProject(page: Page, name: string): Promise<string> {
  await page.getByRole('button', { name: 'New project' }).first().click();
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByRole('button', { name: 'Create project' }).click();
  await page.getByRole('heading', { name }).waitFor();
  return /prj_\w+/.exec(page.url())?.[0] ?? '';
}

test('a project is made in one window, and its balance moves in another', async () => {
  const one = await house.comeIn();
  const projectId = await newProject(one.page, 'Necklace spring');
  await expectShown(one.page.getByText('This project has no credits'));

  const other = await house.comeIn(`/projects/${projectId}/history`, { scheme: 'dark' });
  await expectBalance(other.page, '0 credits, low');
  await one.page.getByRole('button', { name: 'Add credits' }).first().click();
  await one.page.getByRole('dialog').getByRole('button', { name: 'Add credits' }).click();
  await expectBalance(one.page, '100 credits');
  await expectBalance(other.page, '100 credits');
  await expectShown(other.page.getByRole('cell', { name: '+100' }));

  const prompt = 'A silver necklace on marble, soft light';
  await house.client.send(performPrompt, { input: { projectId, prompt, idempotencyKey: 'one' } });
  await expectBalance(one.page, '95 credits');
  await expectBalance(other.page, '95 credits');
  await expectShown(one.page.getByRole('img', { name: prompt }));
  await expectShown(other.page.getByRole('cell', { name: '−5' }));

  await one.page.getByRole('link', { name: 'All projects' }).click();
  await expectShown(one.page.getByRole('list', { name: 'Projects' }).getByRole('link', { name: 'Necklace spring' }));
});

test('a project is renamed, archived after a word of warning, restored, and erased once its name is typed', async () => {
  const { page } = await house.comeIn();
  await newProject(page, 'Sunglasses');
  await page.getByRole('banner').getByRole('button', { name: 'More about Sunglasses' }).click();
  await page.getByRole('menuitem', { name: 'Name and low-balance notice' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Sunglasses, summer');
  await page.getByRole('button', { name: 'Save' }).click();
  await expectShown(page.getByRole('heading', { name: 'Sunglasses, summer' }));

  await page.getByRole('banner').getByRole('button', { name: 'More about Sunglasses, summer' }).click();
  await page.getByRole('menuitem', { name: 'Archive' }).click();
  await expectShown(page.getByText('an admin can restore the project'));
  await page.getByRole('button', { name: 'Archive project' }).click();
  await expectShown(page.getByText('It takes no actions and no credits'));
  await page.goto('/?show=archived');
  const cards = page.getByRole('list', { name: 'Projects' });
  await expectShown(cards.getByRole('link', { name: 'Sunglasses, summer' }));

  await page.getByRole('main').getByRole('button', { name: 'More about Sunglasses, summer' }).click();
  await page.getByRole('menuitem', { name: 'Restore' }).click();
  await expectShown(page.getByText('Sunglasses, summer is restored.'));
  await page.goto('/');
  await cards.getByRole('link', { name: 'Sunglasses, summer' }).click();
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Archive this project' }).click();
  await page.getByRole('button', { name: 'Archive project' }).click();
  await page.getByRole('button', { name: 'Erase for good…' }).click();
  const erase = page.getByRole('dialog').getByRole('button', { name: 'Erase for good' });
  expect(await erase.isDisabled()).toBe(true);
  await page.getByLabel('Type its name to go on').fill('Sunglasses, summer');
  await erase.click();
  await expectShown(page.getByRole('heading', { name: 'Erased project' }));
  await expectShown(page.getByText('Its pictures and words are gone'));
});

test('a long name that is written from right to left is cut at its end, as any other', async () => {
  const name = `نظارات شمسية ${'للصيف '.repeat(30)}`.trim();
  await house.newSheet({ name, credits: 0 });
  const { page } = await house.comeIn('/?search=نظارات');
  const link = page.getByRole('list', { name: 'Projects' }).getByRole('link');
  await expectShown(link);
  expect(await link.first().evaluate((card) => getComputedStyle(card as Element).direction)).toBe('rtl');
});

test('a project is found by a part of its name, which stands in the address', async () => {
  await house.newSheet({ name: 'Rings', credits: 0 });
  const { page } = await house.comeIn();
  const found = page.getByRole('list', { name: 'Projects' }).getByRole('link');
  await found.nth(1).waitFor();
  await page.getByLabel('Search projects by name').fill('rings');
  await found.filter({ hasNotText: 'Rings' }).first().waitFor({ state: 'detached' });
  expect(page.url()).toBe(`${house.url}/?search=rings`);
  await page.reload();
  await found.filter({ hasText: 'Rings' }).waitFor();
  expect(await found.count()).toBe(1);
  await page.getByLabel('Search projects by name').fill('nothing like it');
  await expectShown(page.getByText('No project is called'));
  await page.getByRole('button', { name: 'Clear the search' }).click();
  await found.nth(1).waitFor();
  expect(page.url()).toBe(`${house.url}/`);
});

test('a project that is not there is told in words', async () => {
  const { page } = await house.comeIn('/projects/prj_01k00000000000000000000000/studio');
  await expectShown(page.getByRole('heading', { name: 'There is nothing here' }));
});

test('a restart of the server is told in words, and nothing is missed', async () => {
  const projectId = await house.newSheet({ name: 'Watches', credits: 50 });
  const { page } = await house.comeIn(`/projects/${projectId}/history`);
  await expectBalance(page, '50 credits');
  await house.stopServer();
  await expectConnection(page, 'Reconnecting');
  await expectShown(page.getByText(/Reconnecting. Balances are as of \d\d:\d\d/));
  await house.restartServer();
  await house.client.send(performPrompt, { input: { projectId, prompt: 'A watch', idempotencyKey: 'while away' } });
  await expectShown(page.getByText('Connected again. Nothing was missed.'));
  await expectBalance(page, '45 credits');
  await expectShown(page.getByRole('cell', { name: '−5' }));
  await expectConnection(page, 'Live');
});

test('a part of the page that could not be fetched comes as soon as Darkroom is back', async () => {
  const projectId = await house.newSheet({ name: 'Belts', credits: 50 });
  const { page } = await house.visitor();
  let isAway = true;
  let asked = 0;
  await page.route(`${house.url}/assets/history-tab-*.js`, (route) => (isAway ? route.abort() : route.continue()));
  await page.route(`${house.url}/`, (route, request) => {
    if (request.method() !== 'HEAD') return route.continue();
    asked += 1;
    isAway = asked < 2;
    return isAway ? route.abort() : route.continue();
  });
  await page.goto(`/projects/${projectId}/history#key=${house.key}`);
  await expectShown(page.getByTestId('balance-line'));
  expect(asked).toBe(2);
});

test('a part that Darkroom has no more, because a newer page is there, is told in words with the way out', async () => {
  const projectId = await house.newSheet({ name: 'Hats', credits: 50 });
  const { page } = await house.visitor({ mayLog: /Failed to (load|fetch dynamically imported module)/ });
  await page.route(`${house.url}/assets/settings-tab-*.js`, (route) => route.fulfill({ status: 404 }));
  await page.goto(`/projects/${projectId}/settings#key=${house.key}`);
  await expectShown(page.getByText('A newer version of the page may be there: load it again.'));
  await page.unrouteAll();
  await page.getByRole('button', { name: 'Load the page again' }).click();
  await expectShown(page.getByRole('textbox', { name: 'Name' }));
});
