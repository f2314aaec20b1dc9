import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { createApiKey } from '../support/access-operations.ts';
import { archiveProject, grantCredits, performPrompt } from '../support/operations.ts';
import { until } from '../support/until.ts';
import { expectShown } from './expect-shown.ts';
import { OpenHouse } from './open-house.ts';

/** More than a page of the list, so that what the server does and what the page does can be told apart. */
const PROJECTS = 60;

let house: OpenHouse;
const ids: string[] = [];
beforeAll(async () => {
  house = await OpenHouse.open();
  for (let number = 1; number <= PROJECTS; number += 1) {
    ids.push(await house.newSheet({ name: `Campaign ${number}`, credits: 0 }));
  }
});
afterEach(() => house.seeOff());
afterAll(() => house.close());

/** The names on the page of all projects, as they stand there. */
function shownNames(page: Page): Promise<string[]> {
  return page.getByRole('list', { name: 'Projects' }).getByRole('link').allTextContents();
}

test('the project that was worked in last comes first, however long ago it was made, and none is shown twice', async () => {
  const [first = ''] = ids;
  await house.client.send(grantCredits, { input: { projectId: first, credits: 30, idempotencyKey: 'first' } });
  const { page } = await house.comeIn();
  await expectShown(page.getByRole('list', { name: 'Projects' }).getByRole('link'));
  expect((await shownNames(page)).slice(0, 3)).toEqual(['Campaign 1', 'Campaign 60', 'Campaign 59']);
  await page.getByRole('main').getByRole('button', { name: 'Show more' }).click();
  await page.getByRole('main').getByRole('button', { name: 'Show more' }).waitFor({ state: 'detached' });
  const names = await shownNames(page);
  expect(names).toHaveLength(PROJECTS + 1); // and the one that was there at first
  expect(new Set(names).size).toBe(names.length);
});

test('a refetch of the list keeps its second page', async () => {
  const { page } = await house.comeIn('/help');
  let answers = 0;
  page.on('requestfinished', (request) => {
    if (request.postData()?.includes('query ProjectCards')) answers += 1;
  });
  await page.goto('/');
  const more = page.getByRole('main').getByRole('button', { name: 'Show more' });
  await more.click();
  await more.waitFor({ state: 'detached' });
  await until(() => answers === 3); // the first page, the second one, and both again
  expect(await shownNames(page)).toHaveLength(PROJECTS + 1);
});

test('a page that is requested during a refetch of the list is appended after it', async () => {
  const { page } = await house.comeIn('/help');
  const [again, held] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  let queries = 0;
  await page.route('**/graphql', async (route) => {
    const isList = route.request().postData()?.includes('query ProjectCards') ?? false;
    if (isList && (queries += 1) === 2) {
      again.resolve();
      await held.promise;
    }
    await route.continue();
  });
  await page.goto('/');
  await again.promise;
  const more = page.getByRole('main').getByRole('button', { name: 'Show more' });
  await more.click();
  held.resolve();
  await more.waitFor({ state: 'detached' });
  expect(await shownNames(page)).toHaveLength(PROJECTS + 1);
});

test('archived projects do not thin out the pages of the others, and are found apart', async () => {
  const [, second = '', third = ''] = ids;
  for (const id of [second, third]) await house.client.send(archiveProject, { id });
  const { page } = await house.comeIn('/?show=archived');
  await expectShown(page.getByRole('list', { name: 'Projects' }).getByRole('link'));
  expect(await shownNames(page)).toEqual(['Campaign 3', 'Campaign 2']);
  await page.getByText('Active', { exact: true }).click();
  await expectShown(page.getByRole('main').getByRole('button', { name: 'Show more' }));
  expect(await shownNames(page)).toHaveLength(48);
});

test('a card moves to the front with its new balance and its new picture the moment that they are there', async () => {
  const [first = '', , , fourth = ''] = ids;
  await house.client.send(grantCredits, { input: { projectId: fourth, credits: 1, idempotencyKey: 'fourth' } });
  const { page } = await house.comeIn();
  const cards = page.getByRole('list', { name: 'Projects' }).getByRole('listitem');
  await expectShown(cards.first().getByRole('link', { name: 'Campaign 4', exact: true }));
  await expectShown(page.getByTestId('connection').getByText('Live', { exact: true }));
  const prompt = 'A perfume bottle on marble';
  await house.client.send(performPrompt, { input: { projectId: first, prompt, idempotencyKey: 'live' } });
  const front = cards.first();
  await expectShown(front.getByRole('link', { name: 'Campaign 1', exact: true }));
  await expectShown(front.getByText('25 credits'));
  await expectShown(front.locator('img[data-shown]'));
});

test('the rail finds a project that it does not show at first, and makes new ones', async () => {
  const { page } = await house.comeIn('/help');
  const rail = page.getByRole('navigation', { name: 'Projects and more' });
  await expectShown(rail.getByRole('link', { name: /^Campaign 60/ }));
  expect(await rail.getByRole('link', { name: /^Campaign 17/ }).count()).toBe(0);
  await rail.getByLabel('Find a project').fill('campaign 17');
  await rail.getByRole('link', { name: /^Campaign 17/ }).click();
  await expectShown(page.getByRole('heading', { name: 'Campaign 17' }));
  await rail.getByRole('button', { name: 'New project' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Winter');
  await page.getByRole('button', { name: 'Create project' }).click();
  await expectShown(page.getByRole('heading', { name: 'Winter' }));
});

test('a key is made for a project that no list has shown, and told by the name of it', async () => {
  const input = { name: 'Archivist', role: 'VIEWER' as const, projectIds: ids.slice(1, 2) };
  await house.client.send(createApiKey, { input });
  const { page } = await house.comeIn('/admin');
  const keys = page.getByRole('table', { name: 'Keys' }).getByRole('row');
  await expectShown(keys.filter({ hasText: 'Archivist' }).getByText('Campaign 2', { exact: true }));
  await page.getByRole('button', { name: 'New key' }).click();
  const name = page.getByLabel('Name');
  await name.and(page.locator(':focus')).waitFor(); // the dialog puts the cursor there when it has opened
  await name.fill('Freelancer');
  await page.getByRole('combobox', { name: 'Projects' }).fill('campaign 5');
  await page.getByRole('option', { name: 'Campaign 5', exact: true }).click();
  await page.getByRole('combobox', { name: 'Projects' }).fill('campaign 17');
  await page.getByRole('option', { name: 'Campaign 17', exact: true }).click();
  await page.getByRole('listbox').waitFor({ state: 'hidden' }); // what is left to choose would lie over the button
  await page.getByRole('button', { name: 'Make key' }).click();
  await page.getByRole('button', { name: 'I have it' }).click();
  await expectShown(keys.filter({ hasText: 'Freelancer' }).getByText('Campaign 5, Campaign 17'));
});
