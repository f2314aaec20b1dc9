import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { expectBalance, expectPicturesShown, expectShown } from './expect-shown.ts';
import { OpenHouse } from './open-house.ts';
import { mugFile, performButton, shownPicture } from './studio-steps.ts';

let house: OpenHouse;
beforeAll(async () => {
  house = await OpenHouse.open();
});
afterEach(() => house.seeOff());
afterAll(() => house.close());

const DARK_PHONE = { isPhone: true, scheme: 'dark' } as const;

test('a new user sees the price of the sample project, creates it, and refines a picture by its guide', async () => {
  const visitor = await house.comeIn('/');
  const { page } = visitor;
  await expectShown(page.getByText('No picture yet. Make the first one.'));
  await page.getByRole('button', { name: 'Sample project' }).click();
  const dialog = page.getByRole('dialog', { name: 'Sample project' });
  await expectShown(dialog.getByText('You grant it 22 credits. The three pictures take 11 credits of them'));
  await visitor.shoot('first-run-sample');
  expect(await visitor.barriers()).toEqual([]);
  await dialog.getByRole('button', { name: 'Make the sample project' }).click();
  await page.waitForURL('**/projects/prj_*/studio*');
  await expectBalance(page, '11 credits');
  const guide = page.getByRole('region', { name: 'Your first steps' });
  await expectShown(guide.getByText('0 of 3'));
  await guide.getByRole('button', { name: 'Fill in' }).click({ timeout: 60_000 }); // it appears once the three pictures are made
  const prompt = page.getByRole('textbox', { name: 'Refined prompt' });
  await expectShown(prompt);
  expect(await prompt.inputValue()).toBe('books with lavender, in warm evening light');
  await shownPicture(page).last().waitFor();
  await performButton(page).click();
  await expectBalance(page, '10 credits');
  await expectShown(guide.getByText('1 of 3'));
  await expectPicturesShown(page);
  await visitor.shoot('first-run-guide');
  expect(await visitor.barriers()).toEqual([]);
  await guide.getByRole('button', { name: 'Close the guide' }).click();
  await page.reload();
  await shownPicture(page).last().waitFor();
  expect(await guide.count()).toBe(0);
});

test.each([
  ['on a desktop', {}],
  ['on a dark phone', DARK_PHONE],
] as const)('an example of a trade fills in the form of a first picture: %s', async (where, options) => {
  const projectId = await house.newSheet({ name: `Rings ${where}`, credits: 20 });
  const visitor = await house.comeIn(`/projects/${projectId}/studio`, options);
  const { page } = visitor;
  await page.getByRole('button', { name: 'Start from an example' }).click();
  const dialog = page.getByRole('dialog', { name: 'Start from an example' });
  await dialog.getByText('Jewellery', { exact: true }).click();
  await expectShown(dialog.getByRole('button', { name: /^Engagement ring/ }));
  await dialog.locator('img[data-shown]').first().waitFor();
  await visitor.shoot(`first-run-examples-${where}`);
  expect(await visitor.barriers()).toEqual([]);
  await dialog.getByRole('button', { name: /^Engagement ring/ }).click();
  expect(await page.getByRole('textbox', { name: 'Prompt', exact: true }).inputValue()).toBe(
    'a gold ring with a diamond',
  );
  expect(await page.getByRole('combobox', { name: 'Aspect ratio' }).inputValue()).toBe('1:1');
  await page.getByRole('button', { name: 'Examples' }).click();
  expect(await dialog.getByRole('radio', { name: 'Jewellery' }).isChecked()).toBe(true);
});

test('a project can be created with the guide Three formats: its first step uploads a photo, the next fills in the frame', async () => {
  const { page } = await house.comeIn('/');
  await page.getByRole('button', { name: 'New project' }).first().click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Banner');
  await page.getByRole('combobox', { name: 'Start with' }).selectOption('Three formats');
  await page.getByRole('button', { name: 'Create project' }).click();
  const guide = page.getByRole('region', { name: 'Three formats' });
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    guide.getByRole('button', { name: 'Upload' }).click(),
  ]);
  await chooser.setFiles(await mugFile());
  await expectShown(guide.getByText('1 of 4'));
  await guide.getByRole('button', { name: 'Fill in' }).click();
  await expectShown(page.getByText('1200 × 1200'));
});
