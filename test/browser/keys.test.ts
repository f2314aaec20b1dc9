import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { expectBalance, expectShown } from './expect-shown.ts';
import { OpenHouse } from './open-house.ts';
import { expectPictures, shownPicture } from './studio-steps.ts';

let house: OpenHouse;
beforeAll(async () => {
  house = await OpenHouse.open();
});
afterEach(() => house.seeOff());
afterAll(() => house.close());

/** Opens the palette, types, and chooses the first option, which must be the expected one. */
async function find(page: Page, typed: string, expected: string | RegExp): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox', { name: 'Find' }).pressSequentially(typed);
  await expectShown(page.getByRole('option', { name: expected, selected: true }));
  await page.keyboard.press('Enter');
  await page.getByRole('combobox', { name: 'Find' }).waitFor({ state: 'detached' });
}

test('the palette finds projects, pages, pictures by their prompts, actions and themes, by keyboard alone', async () => {
  const projectId = await house.newSheet({
    name: 'Lamps of spring',
    credits: 20,
    prompts: ['A red lamp', 'A blue chair'],
  });
  const visitor = await house.comeIn('/', { isStill: true });
  const { page } = visitor;
  await expectShown(page.getByText('Lamps of spring'));
  await find(page, 'lamps spr', 'Lamps of spring');
  await expectPictures(page, 2);
  await find(page, 'red lamp', 'Prompt: A red lamp');
  await expectShown(page.getByRole('img', { name: 'A red lamp' }));
  await find(page, 'another back', /^Put it before another Background/);
  expect(await page.evaluate('document.activeElement.dataset.field')).toBe('background');
  await page.keyboard.type('a beach');
  expect(await page.getByRole('textbox', { name: 'Background' }).inputValue()).toBe('a beach');
  await find(page, 'admin audit', 'Admin: Audit log');
  await expectShown(page.getByText('What admins did to this workspace.'));
  await page.keyboard.press('ControlOrMeta+k');
  await visitor.shoot('palette');
  await page.keyboard.press('Escape');
  await page.getByRole('combobox', { name: 'Find' }).waitFor({ state: 'detached' });
  await find(page, 'theme dark', 'Theme: dark');
  await page.locator('html[data-mantine-color-scheme="dark"]').waitFor();
  await page.goto(`/projects/${projectId}/studio`);
  await expectPictures(page, 2);
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox', { name: 'Find' }).fill('chair');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expectShown(page.getByText('1 picture', { exact: true })); // the sheet, searched
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox', { name: 'Find' }).fill('perform');
  await expectShown(page.getByText(/Nothing is called that|Search the sheet/));
  expect(await page.getByRole('option', { name: /for the price/ }).count()).toBe(0);
});

test('each shortcut works, "?" lists them, and none of them works while the user types', async () => {
  const projectId = await house.newSheet({ name: 'One key', credits: 20, prompts: ['A lamp', 'A chair'] });
  const visitor = await house.comeIn(`/projects/${projectId}/studio`, { isStill: true });
  const { page } = visitor;
  await expectShown(shownPicture(page));
  await page.keyboard.press('?');
  const keys = page.getByRole('dialog', { name: 'Keys' });
  await expectShown(keys.getByText('Find projects, pictures, pages and actions'));
  await visitor.shoot('keys');
  await page.keyboard.press('f'); // has no effect while a dialog is open
  await page.keyboard.press('Escape');
  await keys.waitFor({ state: 'detached' });
  expect(await page.getByRole('dialog', { name: 'Full screen' }).count()).toBe(0);

  await page.keyboard.press('j');
  await expectShown(page.getByRole('img', { name: 'A lamp' }));
  await page.keyboard.press('s');
  await expectShown(page.getByRole('button', { name: 'Favorite', pressed: true }));
  await page.keyboard.press('f');
  await expectShown(page.getByRole('dialog', { name: 'Full screen' }));
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('f');
  await page.getByRole('dialog', { name: 'Full screen' }).waitFor({ state: 'detached' });
  await expectShown(page.getByRole('img', { name: 'A chair' }));
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('d')]);
  expect(download.suggestedFilename()).toBe('A chair.png');
  await page.keyboard.press('r');
  await expectShown(page.locator('[data-field="prompt"]').filter({ hasText: 'A chair' }));
  await page.keyboard.press('Delete');
  await page.getByRole('button', { name: 'Keep it' }).click();

  await page.keyboard.press('x');
  await expectShown(page.getByRole('slider', { name: 'Pixels to add: right' }));
  await page.keyboard.press('p');
  await page.getByRole('textbox', { name: 'Prompt' }).fill('');
  await page.keyboard.type('fjksdx2?[');
  expect(await page.getByRole('textbox', { name: 'Prompt' }).inputValue()).toBe('fjksdx2?[');
  expect(await page.getByRole('dialog').count()).toBe(0);
  await expectBalance(page, '10 credits, low');

  await page.getByRole('main').focus();
  await page.keyboard.press('2');
  await expectPictures(page, 2);
  await page.keyboard.press('/');
  await page.keyboard.type('lamp');
  await expectShown(page.getByText('1 picture', { exact: true }));
  await page.getByRole('main').focus();
  await page.keyboard.press('3');
  await expectShown(page.getByRole('link', { name: 'History', exact: true }).and(page.locator('[aria-current]')));
});
