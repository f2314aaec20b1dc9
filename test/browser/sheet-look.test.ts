import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { expectPicturesShown, expectShown } from './expect-shown.ts';
import { Inspection, LOOKS } from './looks.ts';
import { OpenHouse } from './open-house.ts';
import { expectPictures } from './studio-steps.ts';
import type { Visitor } from './visitor.ts';

let house: OpenHouse;
beforeAll(async () => {
  house = await OpenHouse.open();
});
afterEach(() => house.seeOff());
afterAll(() => house.close());

/** Keeps a screenshot of each state of the sheet, and returns the violations that axe finds. */
async function barriersInEveryState(visitor: Visitor, projectId: string, name: string): Promise<object[]> {
  const { page } = visitor;
  const inspection = new Inspection(`sheet-${name}`);
  const look = async (state: string) => {
    await expectPicturesShown(page);
    await inspection.look(visitor, state);
  };
  await page.goto(`/projects/${projectId}/sheet#key=${house.key}`);
  await expectPictures(page, 4);
  await look('grid');
  await page.keyboard.press('ControlOrMeta+a');
  await expectShown(page.getByText('4 selected'));
  await look('selected');
  await page.getByRole('button', { name: 'Background…' }).click();
  await expectShown(page.getByText('4 × 3 = 12 credits → 8 left'));
  await look('batch');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByText('Lineage', { exact: true }).click();
  await expectPictures(page, 4);
  await look('lineage');
  await page.goto(`/projects/${projectId}/studio`);
  await expectPictures(page, 4);
  await page.getByRole('button', { name: 'More ways to download' }).click();
  await look('downloads');
  await page.getByRole('menuitem', { name: /^Web banner/ }).click();
  await expectShown(page.locator('canvas[data-drawn]'));
  await look('channel');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Full screen' }).click();
  await expectShown(page.getByRole('dialog', { name: 'Full screen' }).locator('img[data-shown]').last());
  await look('full-screen');
  return inspection.found;
}

test.each(LOOKS)('the sheet, downloads and the full screen have no barrier: $name', async ({ name, ...look }) => {
  const prompts = ['A lamp', 'A green dress in a forest', 'Sunglasses on a beach', 'A mug'];
  const projectId = await house.newSheet({ name: 'Looks', credits: 40, prompts });
  const visitor = await house.visitor({ isStill: true, ...look });
  expect(await barriersInEveryState(visitor, projectId, name)).toEqual([]);
});
