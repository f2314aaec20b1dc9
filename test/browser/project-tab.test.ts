import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { grantCredits, performPrompt } from '../support/operations.ts';
import { until } from '../support/until.ts';
import { expectBalance, expectConnection, expectShown } from './expect-shown.ts';
import { OpenHouse } from './open-house.ts';

let house: OpenHouse;
beforeAll(async () => {
  house = await OpenHouse.open();
});
afterEach(() => house.seeOff());
afterAll(() => house.close());

/** As the browser tells a page that another tab is in front of it, or none any more. */
async function setVisibility(page: Page, visibility: 'visible' | 'hidden'): Promise<void> {
  await page.evaluate(`(() => {
    Object.defineProperty(document, 'visibilityState', { value: '${visibility}', configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  })()`);
}

/** Asked from outside: the page's own rules let no code in that is a text. */
function titleIs(page: Page, title: string): Promise<boolean> {
  return until(async () => (await page.title()) === title);
}

function iconOf(page: Page): Promise<string> {
  return page.evaluate<string>(`decodeURIComponent(document.querySelector('link[rel="icon"]').href)`);
}

test('the tab shows the project, and a hidden one its balance once that has changed', async () => {
  const projectId = await house.newSheet({ name: 'Necklaces', credits: 100 });
  const { page } = await house.comeIn(`/projects/${projectId}/history`);
  await expectBalance(page, '100 credits');
  await expectConnection(page, 'Live');
  expect(await page.title()).toBe('Necklaces · Darkroom');
  expect(await iconOf(page)).toContain('>N</text>');

  await setVisibility(page, 'hidden');
  expect(await page.title()).toBe('Necklaces · Darkroom');
  await house.client.send(performPrompt, { input: { projectId, prompt: 'A necklace', idempotencyKey: 'one' } });
  await titleIs(page, '95 credits · Necklaces · Darkroom');
  await setVisibility(page, 'visible');
  await titleIs(page, 'Necklaces · Darkroom');

  await page.getByRole('link', { name: 'All projects' }).click();
  await titleIs(page, 'Projects · Darkroom');
  expect(await iconOf(page)).toBe(`${house.url}/favicon.svg`);
});

test('the icon of the tab marks a low balance until credits have come', async () => {
  const projectId = await house.newSheet({ name: '& Sons', credits: 3 });
  const { page } = await house.comeIn(`/projects/${projectId}/settings`);
  await expectBalance(page, '3 credits, low');
  expect(await iconOf(page)).toContain('<circle');
  expect(await iconOf(page)).toContain('>&amp;</text>');
  await house.client.send(grantCredits, { input: { projectId, credits: 50, idempotencyKey: 'more' } });
  await expectBalance(page, '53 credits');
  expect(await iconOf(page)).not.toContain('<circle');
});

test.each([
  ['on a desktop', { isPhone: false }],
  ['on a phone', { isPhone: true }],
])('nothing above the tabs moves from one to the next: %s', async (_where, options) => {
  const projectId = await house.newSheet({ name: 'Hats', credits: 50 });
  const { page } = await house.comeIn(`/projects/${projectId}/studio`, options);
  const parts = [
    page.getByRole('heading', { name: 'Hats' }),
    page.getByTestId('project-balance'),
    page.getByRole('navigation', { name: 'In this project' }),
  ];
  const places = () => Promise.all(parts.map((part) => part.boundingBox()));
  await expectBalance(page, '50 credits');
  await expectShown(page.getByRole('radiogroup', { name: 'Action' }));
  const inStudio = await places();
  for (const tab of ['History', 'Credits', 'Settings']) {
    await page.getByRole('navigation', { name: 'In this project' }).getByRole('link', { name: tab }).click();
    await page.waitForURL(`**/${tab.toLowerCase()}*`);
    expect(await places()).toEqual(inStudio);
  }
});

test('a new name is seen at once, and the old one again where the server does not take it', async () => {
  const projectId = await house.newSheet({ name: 'Scarves', credits: 50 });
  const { page } = await house.comeIn(`/projects/${projectId}/settings`);
  let answer = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route('**/graphql', async (route) => {
    if (!route.request().postData()?.includes('mutation UpdateProject')) return route.fallback();
    await held;
    await route.abort('connectionreset');
  });
  const name = page.getByRole('textbox', { name: 'Name' });
  await name.fill('Shawls');
  await page.getByRole('button', { name: 'Save' }).click();
  await expectShown(page.getByRole('heading', { name: 'Shawls' }));
  answer();
  await expectShown(page.getByRole('heading', { name: 'Scarves' }));
  await expectShown(page.getByRole('alert'));
  expect(await name.inputValue()).toBe('Shawls');
});
