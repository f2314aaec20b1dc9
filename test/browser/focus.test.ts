import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { expectShown } from './expect-shown.ts';
import { OpenHouse } from './open-house.ts';
import { expectPictures } from './studio-steps.ts';

let house: OpenHouse;
beforeAll(async () => {
  house = await OpenHouse.open();
});
afterEach(() => house.seeOff());
afterAll(() => house.close());

interface Opener {
  readonly button: string | RegExp;
  /** Of the menu that the button opens, what opens a dialog. */
  readonly item?: string | RegExp;
}

/** Opens it by keyboard, leaves it by Escape, and answers what has the focus then where that is not what opened it. */
async function strayFocus(page: Page, { button, item }: Opener): Promise<string[]> {
  const opener = page.getByRole('button', { name: button }).first();
  await opener.focus();
  const before = await page.evaluate<string>('document.activeElement.outerHTML');
  await page.keyboard.press('Enter');
  const over = page.getByRole(item === undefined ? 'dialog' : 'menu').or(page.getByRole('menu'));
  await expectShown(over);
  if (item !== undefined) {
    await page.getByRole('menuitem', { name: item }).focus();
    await page.keyboard.press('Enter');
    await expectShown(page.getByRole('dialog'));
  }
  await page.keyboard.press('Escape');
  await page.locator('[role="dialog"], [role="menu"]').first().waitFor({ state: 'detached' });
  const told = `(() => { const it = document.activeElement; return [it.tagName, it.getAttribute('aria-label') ?? it.textContent].join(' '); })()`;
  const same = `document.activeElement.tagName === 'BUTTON' && document.activeElement !== document.body`;
  const back = await page
    .waitForFunction(same, undefined, { timeout: 2_000 })
    .then(() => page.evaluate<string>('document.activeElement.outerHTML'))
    .catch(() => '');
  return nameIn(back) === nameIn(before)
    ? []
    : [`${String(button)} ${String(item ?? '')}: ${await page.evaluate<string>(told)}`];
}

/** What a menu says of itself changes while it is open. */
function nameIn(html: string): string {
  return html.replaceAll(/ (aria-expanded|aria-controls|data-expanded|data-[a-z-]+|id|style)(="[^"]*")?/g, '');
}

test('whatever is opened over the page, Escape gives the focus back to what opened it', async () => {
  const projectId = await house.newSheet({ name: 'Focus', credits: 40, prompts: ['A lamp', 'A chair'] });
  const { page } = await house.comeIn(`/projects/${projectId}/studio`, { isStill: true });
  await expectPictures(page, 2);
  const stray: string[] = [];
  const go = async (address: string, openers: readonly Opener[]) => {
    if (address !== '') await page.goto(address);
    for (const opener of openers) stray.push(...(await strayFocus(page, opener)));
  };
  await go('', [
    { button: 'You' },
    { button: 'You', item: /^Keys/ },
    { button: 'Theme' },
    { button: 'Find anything' },
    { button: 'New project' },
    { button: 'More about Focus' },
    { button: 'More about Focus', item: 'Add credits' },
    { button: 'More about Focus', item: 'Name and low-balance notice' },
    { button: 'More about Focus', item: 'Archive' },
    { button: 'Again' },
    { button: 'More ways to download' },
    { button: 'More ways to download', item: /^Amazon/ },
    { button: 'Full screen' },
    { button: 'Presets' },
    { button: 'Delete' },
  ]);
  await page.goto(`/projects/${projectId}/sheet`);
  await expectPictures(page, 2);
  await page.keyboard.press('ControlOrMeta+a');
  await go('', [{ button: 'Background…' }, { button: 'Expand…' }, { button: 'Delete…' }]);
  await go(`/projects/${projectId}/credits`, [{ button: 'Add credits' }, { button: 'Move credits' }]);
  await go('/admin', [{ button: 'New key' }]);
  await go('/admin?show=prices', [{ button: 'Change prices' }]);
  await go('/admin?show=webhooks', [{ button: 'New webhook' }]);
  expect(stray).toEqual([]);
});
