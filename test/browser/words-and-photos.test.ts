import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { expectBalance, expectShown } from './expect-shown.ts';
import { OpenHouse } from './open-house.ts';
import { expectPictures, mugFile, performButton, pickAction, shownPicture, tiles, uploadFile } from './studio-steps.ts';
import type { VisitorOptions } from './visitor.ts';

let house: OpenHouse;
beforeAll(async () => {
  house = await OpenHouse.open();
});
afterEach(() => house.seeOff());
afterAll(() => house.close());

async function studio(credits: number, options?: VisitorOptions): Promise<{ page: Page; projectId: string }> {
  const projectId = await house.newSheet({ name: 'Mugs', credits });
  const { page } = await house.comeIn(`/projects/${projectId}/studio`, options);
  return { page, projectId };
}

async function topOf(page: Page, text: string): Promise<number> {
  return (await page.getByText(text, { exact: true }).first().boundingBox())?.y ?? Number.NaN;
}

test('the product photo stands before the words, and says whether one is attached', async () => {
  const { page } = await studio(20, { scheme: 'dark' });
  await expectShown(page.getByText('None attached: the picture is made from words alone.'));
  expect(await topOf(page, 'Product photo')).toBeLessThan(await topOf(page, 'Model who or what is shown'));
  await pickAction(page, 'BACKGROUND'); // a photo that is uploaded here is not attached to a Prompt
  await uploadFile(page, await mugFile());
  await expectShown(shownPicture(page));
  await pickAction(page, 'PROMPT');
  await expectShown(page.getByText('None attached: the picture is made from words alone.'));
  await page.getByRole('button', { name: 'Attach the picture shown' }).click();
  await expectShown(page.getByRole('img', { name: 'The product photo' }));

  await page.getByRole('textbox', { name: 'Prompt' }).fill('A mug in the morning');
  await performButton(page).click();
  await expectPictures(page, 2);
  const trail = page.getByRole('navigation', { name: 'How this picture came to be' });
  await expectShown(trail.getByRole('button', { name: 'Photo' }));
  await trail.getByRole('button', { name: 'Photo' }).click();
  await expectShown(page.getByRole('img', { name: 'mug.jpg' }));
});

test('what is typed or pasted beyond a limit stays whole, and is told before anything is charged', async () => {
  const { page } = await studio(20);
  await uploadFile(page, await mugFile());
  await expectShown(shownPicture(page));
  await pickAction(page, 'BACKGROUND');
  const background = page.getByRole('textbox', { name: 'Background' });
  await background.fill('x'.repeat(1_012));
  await expectShown(page.getByText('12 characters too many: at the most 1,000.'));
  expect((await background.inputValue()).length).toBe(1_012);
  await performButton(page).click();
  await background.fill('x'.repeat(999));
  await expectShown(page.getByText('999 of 1,000 characters'));

  await pickAction(page, 'EXPAND');
  const right = page.getByRole('textbox', { name: 'Right' });
  await right.fill('99999');
  await right.blur();
  expect(await right.inputValue()).toBe('99999');
  await expectShown(page.getByText('101199 pixels wide is too much: at the most 8192.'));
  await performButton(page).click();
  await expectBalance(page, '20 credits');
  expect(await tiles(page).count()).toBe(1);
});

test('of a picture with another background one is asked which picture to start from', async () => {
  const { page } = await studio(20);
  await pickAction(page, 'BACKGROUND');
  await uploadFile(page, await mugFile());
  await expectShown(shownPicture(page));
  expect(await page.getByRole('radiogroup', { name: 'Start from' }).count()).toBe(0);
  await page.getByRole('textbox', { name: 'Background' }).fill('a beach');
  await performButton(page).click();
  await expectPictures(page, 2);
  const before = page.getByRole('radio', { name: 'The picture as it was before' });
  expect(await before.isChecked()).toBe(true);
  await page.getByRole('textbox', { name: 'Background' }).fill('a forest');
  await performButton(page).click();
  await expectPictures(page, 3);
  const trail = page.getByRole('navigation', { name: 'How this picture came to be' }).getByRole('button');
  expect(await trail.allTextContents()).toEqual(['Photo', 'Background']);
});

test('a file that is broken is refused with the way out that can help, and one that is deleted is gone', async () => {
  const { page } = await studio(20, { isPhone: true, mayLog: /status of 4/ });
  const file = await mugFile();
  await uploadFile(page, { ...file, name: 'broken.jpg', buffer: file.buffer.subarray(0, 2_000) });
  await expectShown(page.getByText('broken.jpg was not taken.'));
  expect(await page.getByRole('button', { name: 'Try again' }).count()).toBe(0);
  await page.getByRole('button', { name: 'Dismiss' }).click();

  await uploadFile(page, file);
  await expectShown(page.getByRole('img', { name: 'mug.jpg' }));
  await page.getByRole('slider', { name: 'Height of the form' }).press('ArrowDown');
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByRole('button', { name: 'Delete picture' }).click();
  await expectShown(page.getByText('mug.jpg is deleted.'));
  await tiles(page).first().waitFor({ state: 'detached' });
});
