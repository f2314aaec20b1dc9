import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { expectConnection, expectShown } from './expect-shown.ts';
import { OpenHouse } from './open-house.ts';

let house: OpenHouse;
beforeAll(async () => {
  house = await OpenHouse.open();
});
afterEach(() => house.seeOff());
afterAll(() => house.close());

/** What stays on a device when nobody is signed in: how the page is laid out. */
const LAYOUT = ['darkroom.rail'];

function entriesOf(page: Page): Promise<unknown> {
  return page.evaluate('[...Object.keys(sessionStorage), ...Object.keys(localStorage)]');
}

test('the printed link signs in, and its key is out of the address at once', async () => {
  const { page } = await house.comeIn();
  await expectShown(page.getByRole('heading', { name: 'Projects' }));
  expect(page.url()).toBe(`${house.url}/`);
  await page.reload();
  await expectShown(page.getByRole('link', { name: 'My first project' }));
});

test('a link that is opened in a new tab is signed in as the tab that it came from, until one of them signs out', async () => {
  const { page } = await house.comeIn();
  const opened = page.context().waitForEvent('page');
  await page
    .getByRole('list', { name: 'Projects' })
    .getByRole('link')
    .first()
    .click({ modifiers: ['Control'] });
  const tab = await opened;
  await expectShown(tab.getByRole('radiogroup', { name: 'Action' }));
  expect(await tab.evaluate('localStorage.getItem("darkroom.key")')).toBeNull();
  await tab.getByRole('button', { name: 'You' }).click();
  await tab.getByRole('menuitem', { name: 'Sign out' }).click();
  await expectShown(page.getByRole('heading', { name: 'Sign in to your studio' }));
});

test('who came by the printed link is offered to stay signed in on the device', async () => {
  const { page } = await house.comeIn();
  await page.getByRole('button', { name: 'Keep me signed in' }).click();
  await expectShown(page.getByText('You stay signed in on this device'));
  expect(await page.evaluate('localStorage.getItem("darkroom.key")')).toBe(house.key);
});

test('a key that is pasted is refused when it is not known, and else kept for the tab alone', async () => {
  const { page } = await house.visitor();
  await page.goto('/');
  await page.getByLabel('Key', { exact: true }).fill('dkr_nobody');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expectShown(page.getByText('This key is not known here.'));
  await page.getByLabel('Key', { exact: true }).fill(house.key);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expectShown(page.getByRole('heading', { name: 'Projects' }));
  expect(await page.evaluate('localStorage.getItem("darkroom.key")')).toBeNull();
  expect(await page.evaluate('sessionStorage.getItem("darkroom.key")')).toBe(house.key);
});

test('who asks for it stays signed in on the device, until signing out there', async () => {
  const { page } = await house.visitor();
  await page.goto('/');
  await page.getByLabel('Key', { exact: true }).fill(house.key);
  await page.getByLabel('Keep me signed in on this device').check();
  await page.getByRole('button', { name: 'Sign in' }).click();
  const other = await page.context().newPage();
  await other.goto('/');
  await expectShown(other.getByRole('heading', { name: 'Projects' }));

  await page.getByRole('button', { name: 'You' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expectShown(page.getByRole('heading', { name: 'Sign in to your studio' }));
  await expectShown(other.getByRole('heading', { name: 'Sign in to your studio' }));
  expect(await entriesOf(page)).toEqual(LAYOUT);
});

test('a key that is revoked ends the session at once, and is forgotten', async () => {
  const made = await house.client.ask<{ createApiKey: { secret: string; apiKey: { id: string } } }, object>(
    'mutation { createApiKey(input: { name: "For a day", role: EDITOR }) { secret apiKey { id } } }',
  );
  const { page } = await house.visitor();
  await page.goto(`/#key=${made.data?.createApiKey.secret}`);
  await expectConnection(page, 'Live');
  await house.client.ask(`mutation { revokeApiKey(id: "${made.data?.createApiKey.apiKey.id}") { id } }`);
  await expectShown(page.getByRole('heading', { name: 'Your key has ended' }));
  expect(await entriesOf(page)).toEqual(LAYOUT);
});
