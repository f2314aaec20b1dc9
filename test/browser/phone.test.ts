import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Locator } from 'playwright-core';
import { until } from '../support/until.ts';
import { boxOf } from './box-of.ts';
import { expectBalance, expectConnection, expectShown } from './expect-shown.ts';
import { OpenHouse } from './open-house.ts';
import { expectPictures, formHandle, paintMiddle, performButton, pickAction, shownPicture } from './studio-steps.ts';

let house: OpenHouse;
beforeAll(async () => {
  house = await OpenHouse.open();
});
afterEach(() => house.seeOff());
afterAll(() => house.close());

const WINDOW_PX = 844;

/** Whether the whole element lies within the window. */
async function isInView(what: Locator): Promise<boolean> {
  const { y, height } = await boxOf(what.first());
  return y >= 0 && y + height <= WINDOW_PX;
}

test('on a phone the form has three heights, and the picture stays in view while the user paints and performs', async () => {
  const projectId = await house.newSheet({ name: 'Phone', credits: 40, prompts: ['A red cap on grass'] });
  const visitor = await house.comeIn(`/projects/${projectId}/studio`, { isPhone: true, isStill: true });
  const { page } = visitor;
  await expectShown(shownPicture(page));
  expect(await formHandle(page).getAttribute('aria-valuetext')).toBe('half');
  expect([await isInView(shownPicture(page)), await isInView(performButton(page))]).toEqual([true, true]);
  await visitor.shoot('phone-half');

  await formHandle(page).focus();
  await page.keyboard.press('ArrowUp');
  expect(await formHandle(page).getAttribute('aria-valuetext')).toBe('full');
  await expectShown(page.getByRole('textbox', { name: 'Prompt' }));
  await visitor.shoot('phone-full');
  const { x, y, width, height } = await boxOf(formHandle(page));
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width / 2, y + 400, { steps: 5 });
  await page.mouse.up();
  expect(await formHandle(page).getAttribute('aria-valuetext')).toBe('low');
  expect(await page.getByRole('textbox', { name: 'Prompt' }).isVisible()).toBe(false);
  await expectPictures(page, 1);
  await visitor.shoot('phone-low');
  await formHandle(page).click();
  expect(await formHandle(page).getAttribute('aria-valuetext')).toBe('half');

  await pickAction(page, 'BACKGROUND');
  await page.getByRole('textbox', { name: 'Background' }).fill('a beach');
  await page.getByRole('radio', { name: 'What I paint on the picture' }).check();
  expect(await formHandle(page).getAttribute('aria-valuetext')).toBe('low');
  await paintMiddle(page);
  await page.mouse.move(0, 0);
  await visitor.shoot('phone-painting');
  const all = [shownPicture(page), page.getByRole('group', { name: 'Brush' }), performButton(page)];
  expect(await Promise.all(all.map(isInView))).toEqual([true, true, true]);
  expect((await boxOf(shownPicture(page).first())).height).toBeGreaterThan(WINDOW_PX / 3);
  expect(await page.evaluate('document.documentElement.scrollHeight <= innerHeight')).toBe(true);
  await performButton(page).click();
  await expectShown(page.getByRole('img', { name: /Background: a beach/ }));
});

/** Whether two boxes have a point in common. */
async function doOverlap(one: Locator, other: Locator): Promise<boolean> {
  const [a, b] = [await boxOf(one), await boxOf(other)];
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

test('on a phone the notice of a lost connection covers neither the project nor its balance nor a control', async () => {
  const projectId = await house.newSheet({ name: 'Away', credits: 40, prompts: ['A blue cap on grass'] });
  const visitor = await house.comeIn(`/projects/${projectId}/studio`, { isPhone: true, isStill: true });
  const { page } = visitor;
  await expectBalance(page, '35 credits');
  await expectShown(shownPicture(page));
  await house.stopServer();
  await expectConnection(page, 'Reconnecting');
  const notice = page.getByText(/^Reconnecting\. Balances are as of/);
  await expectShown(notice);
  const others = [
    page.getByRole('heading', { name: 'Away' }),
    page.getByTestId('project-balance'),
    page.getByRole('button', { name: 'You' }),
    page.getByRole('link', { name: 'Studio' }),
    shownPicture(page),
    performButton(page),
  ];
  await until(async () => {
    const covered = await Promise.all(others.map((other) => doOverlap(notice, other.first())));
    return !covered.includes(true);
  });
  expect(await Promise.all([notice, ...others].map(isInView))).toEqual([true, true, true, true, true, true, true]);
  await visitor.shoot('phone-reconnecting');
  await house.restartServer();
  await expectConnection(page, 'Live');
});
