import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Locator } from 'playwright-core';
import { until } from '../support/until.ts';
import { boxOf } from './box-of.ts';
import { expectShown } from './expect-shown.ts';
import { OpenHouse } from './open-house.ts';
import {
  drawnMask,
  expectPictures,
  failBackground,
  paintMiddle,
  pickAction,
  shownPicture,
  tiles,
} from './studio-steps.ts';

let house: OpenHouse;
beforeAll(async () => {
  house = await OpenHouse.open();
});
afterEach(() => house.seeOff());
afterAll(() => house.close());

/** Whether no message covers the middle of an element. */
async function isUncovered(what: Locator): Promise<boolean> {
  const box = await boxOf(what.first());
  const at = `document.elementFromPoint(${box.x + box.width / 2}, ${box.y + box.height / 2})`;
  return what.page().evaluate<boolean>(`${at}.closest('.toasts') === null`);
}

test('a failed tile can be dismissed in this browser, the next picture is shown, and no message covers a control', async () => {
  const projectId = await house.newSheet({ name: 'Away', credits: 40, prompts: ['A lamp'] });
  await failBackground(house, projectId);
  const visitor = await house.comeIn(`/projects/${projectId}/studio`, { isStill: true });
  const { page } = visitor;
  await page.getByRole('button', { name: /, failed,/ }).click();
  await expectShown(page.getByRole('heading', { name: 'Background failed' }));
  await page.getByRole('button', { name: 'Dismiss', exact: true }).last().click();
  await page.getByRole('heading', { name: 'Background failed' }).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: /, failed,/ }).waitFor({ state: 'detached' });
  await expectShown(shownPicture(page));
  await page.reload();
  await expectShown(shownPicture(page));
  expect(await page.getByRole('button', { name: /, failed,/ }).count()).toBe(0);

  await page.keyboard.press('Delete');
  await page.getByRole('button', { name: 'Delete picture' }).click();
  await expectShown(page.getByText(/ is deleted\.$/));
  await expectShown(page.getByRole('group', { name: 'Zoom' }));
  const controls = [
    page.getByRole('group', { name: 'Zoom' }),
    page.getByRole('button', { name: 'Full screen' }),
    page.getByRole('button', { name: /^Perform/ }),
    tiles(page),
  ];
  await visitor.shoot('studio-toast');
  expect(await Promise.all(controls.map((control) => isUncovered(control)))).toEqual([true, true, true, true]);
});

/** Whether a URL is that of a picture in full size, not of a scaled copy. */
function isLarge({ pathname, searchParams }: URL): boolean {
  return pathname.startsWith('/pictures/') && !searchParams.has('width');
}

test('while a large picture loads, the page shows its thumbnail and says that it is loading', async () => {
  const projectId = await house.newSheet({ name: 'Slow', credits: 20, prompts: ['A lamp'] });
  const { page } = await house.visitor({ isStill: true });
  await page.route(isLarge, () => {}); // it is never answered
  await page.goto(`/projects/${projectId}/studio#key=${house.key}`);
  await expectPictures(page, 1);
  const stage = page.getByRole('region', { name: 'Picture', exact: true });
  await expectShown(stage.getByText('Loading the full picture'));
  const thumb = `document.querySelector('section[aria-label="Picture"] img[data-shown]')`;
  expect(await page.evaluate(`${thumb}.complete && ${thumb}.naturalWidth > 0`)).toBe(true);
});

test('what is painted on a picture is kept while the user looks at the history', async () => {
  const projectId = await house.newSheet({ name: 'Painted', credits: 20, prompts: ['A lamp'] });
  const { page } = await house.comeIn(`/projects/${projectId}/studio`, { isStill: true });
  await expectPictures(page, 1);
  await pickAction(page, 'BACKGROUND');
  await page.getByRole('radio', { name: 'What I paint on the picture' }).check();
  const empty = await drawnMask(page);
  await paintMiddle(page);
  const painted = await drawnMask(page);
  expect(painted).not.toBe(empty);
  await page.getByRole('link', { name: 'History' }).click();
  await expectShown(page.getByRole('cell', { name: '−5' }));
  await page.goBack();
  await until(async () => (await drawnMask(page)) === painted);
});

test('a name that is too long is kept as it was pasted, and not sent', async () => {
  const { page } = await house.comeIn('/', { isStill: true });
  await page.getByRole('button', { name: 'New project' }).first().click();
  const name = page.getByRole('dialog').getByRole('textbox', { name: 'Name' });
  await name.fill('n'.repeat(203));
  await expectShown(page.getByText('3 characters too many: at the most 200.'));
  await page.keyboard.press('Enter');
  expect((await name.inputValue()).length).toBe(203);
  expect(await page.evaluate('document.activeElement.value.length')).toBe(203);
  await name.fill('n'.repeat(200));
  await page.keyboard.press('Enter');
  await expectShown(page.getByRole('heading', { name: 'n'.repeat(200) }));
});
