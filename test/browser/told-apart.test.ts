import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { expectShown } from './expect-shown.ts';
import { LOOKS } from './looks.ts';
import { OpenHouse } from './open-house.ts';
import { shownPicture } from './studio-steps.ts';

let house: OpenHouse;
beforeAll(async () => {
  house = await OpenHouse.open();
});
afterEach(() => house.seeOff());
afterAll(() => house.close());

function colorOf(what: Locator): Promise<string> {
  return what.evaluate((element) => getComputedStyle(element as Element).color);
}

/** The value of a CSS variable for a color in the current theme, such as `--darkroom-credit`. */
function themeColor(page: Page, name: string): Promise<string> {
  return page.evaluate<string>(`(() => {
    const probe = document.body.appendChild(document.createElement('i'));
    probe.style.color = 'var(${name})';
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color;
  })()`);
}

/** The sign of the toast with this text. */
async function toastSign(page: Page, text: string): Promise<Locator> {
  const toast = page.locator('.toasts .mantine-Notification-root').filter({ hasText: text });
  await expectShown(toast);
  return toast.locator('.mantine-Notification-icon');
}

test.each(LOOKS)(
  'a toast of success has neither the color nor the sign of an error: $name',
  async ({ name, ...options }) => {
    const prompts = ['A lamp', 'A vase'];
    const projectId = await house.newSheet({ name: `Toasts ${name}`, credits: 20, prompts });
    const { page } = await house.comeIn(`/projects/${projectId}/studio`, { isStill: true, ...options });
    await expectShown(shownPicture(page));
    await page.route('**/graphql', (route) => route.abort());
    await page.keyboard.press('s');
    const failed = await toastSign(page, 'Darkroom cannot be reached.');
    expect(await colorOf(failed)).toBe(await themeColor(page, '--darkroom-failure'));
    const failedSign = await failed.innerHTML();
    await page.unroute('**/graphql');
    await page.keyboard.press('Delete');
    await page.getByRole('button', { name: 'Delete picture' }).click();
    const done = await toastSign(page, ' is deleted.');
    expect(await colorOf(done)).toBe(await themeColor(page, '--darkroom-credit'));
    expect(await done.innerHTML()).not.toBe(failedSign);
  },
);

test.each(LOOKS)(
  'the link of a page that does not exist is underlined, not only of another color: $name',
  async ({ scheme, isPhone }) => {
    const { page } = await house.comeIn('/nowhere', { scheme, isPhone });
    const link = page.getByRole('link', { name: 'Go to your projects' });
    await expectShown(link);
    expect(await link.evaluate((element) => getComputedStyle(element as Element).textDecorationLine)).toBe('underline');
  },
);
