import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { expectShown } from './expect-shown.ts';
import { OpenHouse } from './open-house.ts';
import { expectPictures, pickAction } from './studio-steps.ts';

let house: OpenHouse;
beforeAll(async () => {
  house = await OpenHouse.open();
});
afterEach(() => house.seeOff());
afterAll(() => house.close());

interface Opener {
  readonly button: string | RegExp;
  /** The item that opens a dialog, if the button opens a menu. */
  readonly item?: string | RegExp;
}

/** Opens a dialog or a menu by keyboard and closes it by Escape. Returns the focused element if it is not the opener. */
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
  const focused = `(() => { const it = document.activeElement; return [it.tagName, it.getAttribute('aria-label') ?? it.textContent].join(' '); })()`;
  const back = await page
    .waitForFunction(`document.activeElement.tagName === 'BUTTON'`, undefined, { timeout: 2_000 })
    .then(() => page.evaluate<string>('document.activeElement.outerHTML'))
    .catch(() => '');
  return withoutState(back) === withoutState(before)
    ? []
    : [`${String(button)} ${String(item ?? '')}: ${await page.evaluate<string>(focused)}`];
}

/** The label of a button, without attributes that change while its menu is open. */
function withoutState(html: string): string {
  return html.replaceAll(/ (aria-expanded|aria-controls|data-[a-z-]+|id|style)(="[^"]*")?/g, '');
}

test('Escape closes each dialog and each menu, and returns the focus to the button that opened it', async () => {
  const projectId = await house.newSheet({ name: 'Focus', credits: 40, prompts: ['A lamp', 'A chair'] });
  const { page } = await house.comeIn(`/projects/${projectId}/studio`, { isStill: true });
  await expectPictures(page, 2);
  const stray: string[] = [];
  const check = async (openers: readonly Opener[]) => {
    for (const opener of openers) stray.push(...(await strayFocus(page, opener)));
  };
  await check([
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
  await check([{ button: 'Background…' }, { button: 'Expand…' }, { button: 'Delete…' }]);
  await page.goto(`/projects/${projectId}/credits`);
  await check([{ button: 'Add credits' }, { button: 'Move credits' }]);
  await page.goto('/admin');
  await check([{ button: 'New key' }]);
  await page.goto('/admin?show=prices');
  await check([{ button: 'Change prices' }]);
  await page.goto('/admin?show=webhooks');
  await check([{ button: 'New webhook' }]);
  expect(stray).toEqual([]);
});

/** More than any page has elements that Tab reaches. */
const TABS_MAX = 150;

/**
 * The name of the focused element, and the class of the element that covers its middle, null if none does. The whole is null after the
 * last element of the page. A control that its label draws, such as a radio button, is measured by its label.
 */
const COVERED = `(async () => {
  for (let frames = 0; frames < 2; frames += 1) await new Promise((next) => requestAnimationFrame(next)); // ends a transition
  const it = document.activeElement;
  if (it === null || it === document.body) return null;
  const drawn = it.closest('label') ?? it.labels?.[0] ?? it;
  const box = drawn.getBoundingClientRect();
  const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  const isCovered = top === null || !(drawn.contains(top) || top.contains(drawn) || it.contains(top));
  const name = it.getAttribute('aria-label') ?? it.labels?.[0]?.textContent ?? it.textContent;
  return { name: name.trim().slice(0, 60), by: isCovered ? (top?.className ?? 'nothing') : null };
})()`;

/** Tabs through a page, and returns the elements that were covered when they had the focus. */
async function coveredElements(page: Page): Promise<string[]> {
  const covered: string[] = [];
  for (let presses = 0; presses < TABS_MAX; presses += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate<{ name: string; by: string | null } | null>(COVERED);
    if (focused === null) return covered;
    if (focused.by !== null) covered.push(`${focused.name} by ${focused.by}`);
  }
  throw new Error(`Tab does not leave the page after ${TABS_MAX} elements`);
}

test.each([{ isPhone: false }, { isPhone: true }])('the focused element is never covered: %j', async (options) => {
  const projectId = await house.newSheet({ name: 'Covered', credits: 40, prompts: ['A lamp', 'A chair'] });
  const { page } = await house.comeIn(`/projects/${projectId}/studio`, { isStill: true, ...options });
  if (!options.isPhone) await page.setViewportSize({ width: 1280, height: 560 }); // so that the form is longer than the window
  await expectPictures(page, 2);
  const covered: string[] = [];
  for (const kind of ['PROMPT', 'PROMPT_EDIT', 'BACKGROUND', 'EXPAND'] as const) {
    await pickAction(page, kind);
    await page.evaluate('document.activeElement.blur()');
    covered.push(...(await coveredElements(page)));
  }
  for (const tab of ['sheet', 'history', 'credits', 'settings']) {
    await page.goto(`/projects/${projectId}/${tab}`);
    await expectShown(page.getByRole('heading', { name: 'Covered' }));
    covered.push(...(await coveredElements(page)));
  }
  expect(covered).toEqual([]);
});
