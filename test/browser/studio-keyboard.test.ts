import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { expectBalance, expectShown } from './expect-shown.ts';
import { OpenHouse } from './open-house.ts';
import { expectPictures } from './studio-steps.ts';

let house: OpenHouse;
beforeAll(async () => {
  house = await OpenHouse.open();
});
afterEach(() => house.seeOff());
afterAll(() => house.close());

const TABS_MAX = 40;

/** Presses Tab until the focus is on what has this name. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  for (let presses = 0; presses < TABS_MAX; presses += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate<string>(
      `(() => { const { activeElement: it } = document;
        return it?.getAttribute('aria-label') ?? (it?.labels?.[0] ?? it)?.textContent ?? ''; })()`,
    );
    if (typeof name === 'string' ? focused.startsWith(name) : name.test(focused)) return;
  }
  throw new Error(`no Tab leads to ${String(name)}`);
}

test('everything in the studio goes by keyboard alone', async () => {
  const projectId = await house.newSheet({ name: 'Keys', credits: 100, prompts: ['A lamp', 'A chair'] });
  const { page } = await house.comeIn(`/projects/${projectId}/studio`);
  await expectPictures(page, 2);

  await tabTo(page, /^Prompt5/);
  await tabTo(page, 'Prompt');
  await page.keyboard.type('A perfume bottle on black concrete');
  await page.keyboard.press('Control+Enter');
  await expectPictures(page, 3);
  await expectBalance(page, '85 credits');

  await page.getByRole('main').focus();
  await tabTo(page, /^Prompt5/);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await tabTo(page, 'Background');
  await page.keyboard.type('a forest');
  await tabTo(page, 'The subject, found for you');
  await page.keyboard.press('ArrowDown');
  await expectShown(page.getByRole('application', { name: /Paint what stays/ }));
  await tabTo(page, 'Paint what stays');
  for (const key of ['Space', 'ArrowRight', 'Space', 'ArrowDown', 'Space', 'Control+z']) await page.keyboard.press(key);
  await page.keyboard.press('Control+Enter');
  await expectPictures(page, 4);
  await expectBalance(page, '82 credits');

  await page.getByRole('main').focus();
  await tabTo(page, /^Background3/);
  await page.keyboard.press('ArrowDown');
  await expectShown(page.getByRole('slider', { name: 'Pixels to add: right' }));
  await tabTo(page, 'Pixels to add: right');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  await expectShown(page.getByText('1168 × 1024 px'));
  await page.keyboard.press('Control+Enter');
  await expectPictures(page, 5);
  await expectBalance(page, '79 credits');

  await tabTo(page, /^Whole sheet$/);
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowLeft');
  await expectShown(page.getByRole('img', { name: 'Background: a forest' }));
  expect(await page.evaluate('document.activeElement.title')).toBe('Background: a forest');
  await page.keyboard.press('Home');
  await expectShown(page.getByRole('img', { name: 'A perfume bottle on black concrete' }));
  await page.keyboard.press('End');
  await expectShown(page.getByRole('img', { name: 'A lamp' }));
});
