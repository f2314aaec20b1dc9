import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { ledgerOf } from '../support/operations.ts';
import { boxOf } from './box-of.ts';
import { expectBalance, expectShown } from './expect-shown.ts';
import { insertManyPictures } from './insert-many-pictures.ts';
import { OpenHouse } from './open-house.ts';
import {
  expectPictures,
  failBackground,
  mugFile,
  performButton,
  pickAction,
  tiles,
  uploadFile,
} from './studio-steps.ts';

let house: OpenHouse;
beforeAll(async () => {
  house = await OpenHouse.open();
});
afterEach(() => house.seeOff());
afterAll(() => house.close());

function select(page: Page, name: RegExp): Promise<void> {
  return page.getByRole('checkbox', { name }).click({ force: true }); // it shows while its tile is pointed at
}

async function downloaded(page: Page, press: () => Promise<void>) {
  const [download] = await Promise.all([page.waitForEvent('download'), press()]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

/** The names in the directory at the end of a ZIP. */
function namesInZip(bytes: Buffer): string[] {
  const names: string[] = [];
  for (let at = bytes.indexOf('PK\u0001\u0002'); at >= 0; at = bytes.indexOf('PK\u0001\u0002', at + 1)) {
    names.push(bytes.toString('utf8', at + 46, at + 46 + bytes.readUInt16LE(at + 28)));
  }
  return names;
}

/** Replaces the browser's file dialog, which no test can operate, by a file in the private file system of the page. */
const CHOOSE_FILE_OF_THE_PAGE = `window.showSaveFilePicker = async ({ suggestedName }) =>
  (window.chosen = await (await navigator.storage.getDirectory()).getFileHandle(suggestedName, { create: true }))`;
const READ_CHOSEN_FILE = `(async () => {
  const bytes = new Uint8Array(await (await window.chosen.getFile()).arrayBuffer());
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
})()`;

test('the sheet is filtered by what a picture is, by its mark and by its words, and the address keeps it', async () => {
  const prompts = ['A red lamp at night', 'A blue chair', 'A red mug'];
  const projectId = await house.newSheet({ name: 'Filters', credits: 40, prompts });
  await failBackground(house, projectId);
  const { page } = await house.comeIn(`/projects/${projectId}/sheet`);
  await expectPictures(page, 4); // and one that failed
  const show = async (name: string) => page.getByRole('radiogroup', { name: 'Show' }).getByText(name).click();
  await page.getByRole('searchbox', { name: 'Words of the prompt' }).fill('red night');
  await expectShown(page.getByText('1 picture', { exact: true }));
  await page.getByRole('searchbox', { name: 'Words of the prompt' }).fill('red');
  await expectShown(page.getByText('2 pictures', { exact: true }));
  await page.reload();
  await expectShown(page.getByText('2 pictures', { exact: true }));
  await page.getByRole('searchbox', { name: 'Words of the prompt' }).fill('');
  await show('Failed');
  await expectShown(page.getByText('1 picture', { exact: true }));
  await show('Uploaded');
  await expectShown(page.getByText('1 picture', { exact: true })); // its mask is not shown
  await show('All');
  await expectPictures(page, 4);
  await select(page, /A blue chair/);
  await page.getByRole('button', { name: 'Favorite' }).click();
  await expectShown(page.getByLabel('A favorite'));
  await show('Favorites');
  await expectShown(page.getByText('1 picture', { exact: true }));
  await page.reload();
  await expectShown(page.getByText('1 picture', { exact: true })); // the server keeps the mark
  await tiles(page)
    .first()
    .click({ modifiers: ['ControlOrMeta'] });
  await page.keyboard.press('Escape');
  await tiles(page).first().click();
  await expectShown(page.getByRole('button', { name: 'Favorite', pressed: true }));
});

test('pictures that are selected by Shift, by a frame or all at once are downloaded as one ZIP with unique names', async () => {
  const projectId = await house.newSheet({ name: 'Zip', credits: 40, prompts: ['A lamp', 'A chair', 'A mug'] });
  const { page } = await house.comeIn(`/projects/${projectId}/studio`);
  await expectPictures(page, 3);
  await page.getByRole('button', { name: 'Again' }).click();
  await page.getByRole('menuitem', { name: /^Again, the same words/ }).click();
  await expectPictures(page, 4);
  await page.getByRole('link', { name: 'Sheet', exact: true }).click();
  await expectPictures(page, 4);
  await select(page, /A lamp/);
  await tiles(page)
    .nth(2)
    .click({ modifiers: ['Shift'] });
  await expectShown(page.getByText('2 selected'));
  await page.keyboard.press('Escape');
  const [first, second] = [await boxOf(tiles(page).first()), await boxOf(tiles(page).nth(1))];
  await page.mouse.move(first.x + 20, first.y + 20);
  await page.mouse.down();
  await page.mouse.move(second.x + 60, second.y + 80, { steps: 4 });
  await page.mouse.up();
  await expectShown(page.getByText('2 selected'));
  await page.keyboard.press('ControlOrMeta+a');
  await expectShown(page.getByText('4 selected'));
  const all = ['A chair.png', 'A lamp.png', 'A mug (2).png', 'A mug.png'];
  await page.evaluate('delete window.showSaveFilePicker'); // as in browsers without it
  const zip = await downloaded(page, () => page.getByRole('button', { name: 'Download ZIP' }).click());
  expect([zip.name, namesInZip(zip.bytes).toSorted()]).toEqual(['Zip.zip', all]);

  await page.evaluate(CHOOSE_FILE_OF_THE_PAGE);
  await page.getByRole('button', { name: 'Download ZIP' }).click();
  await expectShown(page.getByText('Zip.zip is complete.').nth(1));
  const written = Buffer.from(await page.evaluate<string>(READ_CHOSEN_FILE), 'latin1');
  expect(namesInZip(written).toSorted()).toEqual(all);
});

test('Background over a selection says the price of all, makes as many as the credits pay for, and charges each once', async () => {
  const projectId = await house.newSheet({ name: 'Batch', credits: 22, prompts: ['A lamp', 'A chair', 'A mug'] });
  const { page } = await house.comeIn(`/projects/${projectId}/sheet`);
  await expectPictures(page, 3);
  await tiles(page).first().focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Shift+End');
  await expectShown(page.getByText('3 selected'));
  await page.getByRole('button', { name: 'Background…' }).click();
  await page.getByRole('textbox', { name: 'Background' }).fill('a beach');
  await expectShown(page.getByText('2 × 3 = 6 credits → 1 left'));
  await expectShown(page.getByText('All 3 need 9 credits, and 7 are left: enough for the first 2.'));
  let isLost = false;
  await page.route('**/graphql', async (route) => {
    if (isLost || !route.request().postData()?.includes('mutation PerformBatch')) return route.fallback();
    isLost = true;
    await route.fetch(); // the server has charged, and the answer is lost
    await route.abort('connectionreset');
  });
  await page.getByRole('button', { name: 'Perform 2 · 6 credits' }).dblclick();
  await expectPictures(page, 5);
  await expectBalance(page, '1 credit, low');
  const { project } = await house.client.send(ledgerOf, { id: projectId, first: 20 });
  const charges = project?.transactions.nodes.filter(({ kind }) => kind === 'CHARGE').map(({ amount }) => amount);
  expect(charges).toEqual([-3, -3, -5, -5, -5]);
});

test('selected pictures are deleted after a confirmation, and the others stay', async () => {
  const projectId = await house.newSheet({ name: 'Deleting', credits: 20, prompts: ['A lamp', 'A chair', 'A mug'] });
  const { page } = await house.comeIn(`/projects/${projectId}/sheet`);
  await expectPictures(page, 3);
  await select(page, /A lamp/);
  await select(page, /A chair/);
  await page.getByRole('button', { name: 'Delete…' }).click();
  await page.getByRole('button', { name: 'Delete 2 pictures' }).click();
  await expectShown(page.getByText('1 picture', { exact: true }));
  await page.reload();
  await expectShown(page.getByText('1 picture', { exact: true }));
  await expectShown(tiles(page).and(page.getByTitle('Prompt: A mug')));
  await expectBalance(page, '5 credits, low');
});

test('a picture is downloaded as JPEG and WebP, cut out, and in the size of a channel', async () => {
  const projectId = await house.newSheet({ name: 'Downloads', credits: 20, prompts: ['A red cap on grass'] });
  const { page } = await house.comeIn(`/projects/${projectId}/studio`);
  await expectPictures(page, 1);
  const pick = async (name: string | RegExp) => {
    await page.getByRole('button', { name: 'More ways to download' }).click();
    await page.getByRole('menuitem', { name }).click();
  };
  const jpeg = await downloaded(page, () => pick(/^JPEG/));
  expect([jpeg.name, (await sharp(jpeg.bytes).metadata()).format]).toEqual(['A red cap on grass.jpg', 'jpeg']);
  const webp = await downloaded(page, () => pick(/^WebP/));
  expect((await sharp(webp.bytes).metadata()).format).toBe('webp');
  const cut = await downloaded(page, () => pick(/^Cut-out/));
  expect(cut.name).toBe('A red cap on grass, cut out.png');
  const { channels } = await sharp(cut.bytes).stats();
  expect([channels[3]?.min, channels[3]?.max]).toEqual([0, 255]); // some of it transparent, some not
  await pick(/^Amazon/);
  await page.getByText('Fit, on white').click();
  await expectShown(page.getByText(/is enlarged/));
  const amazon = await downloaded(page, () => page.getByRole('button', { name: 'Download JPEG' }).click());
  const { width, height, format } = await sharp(amazon.bytes).metadata();
  expect([amazon.name, width, height, format]).toEqual([
    'A red cap on grass, Amazon 2000x2000.jpg',
    2000,
    2000,
    'jpeg',
  ]);
});

test('what is in the form is kept as a preset that somebody else starts from', async () => {
  const projectId = await house.newSheet({ name: 'Velvets', credits: 20 });
  const { page } = await house.comeIn(`/projects/${projectId}/studio`);
  await page.getByRole('textbox', { name: 'Prompt' }).fill('A ring on velvet');
  await page.getByRole('textbox', { name: /^Styling/ }).fill('soft light');
  await page.getByRole('combobox', { name: 'Aspect ratio' }).selectOption('4:5');
  await page.getByRole('button', { name: 'Presets' }).click();
  await page.getByRole('menuitem', { name: 'Save what is in the form…' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Velvet');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expectShown(page.getByText('Saved as "Velvet" for everyone in the workspace.'));
  const { page: other } = await house.comeIn(`/projects/${projectId}/studio`);
  await other.getByRole('button', { name: 'Presets' }).click();
  await other.getByRole('menuitem', { name: /^Velvet/ }).click();
  expect(await other.getByRole('textbox', { name: 'Prompt' }).inputValue()).toBe('A ring on velvet');
  expect(await other.getByRole('textbox', { name: /^Styling/ }).inputValue()).toBe('soft light');
  expect(await other.getByRole('combobox', { name: 'Aspect ratio' }).inputValue()).toBe('4:5');
  await other.getByRole('button', { name: 'Presets' }).click();
  await other.getByRole('menuitem', { name: 'Delete presets…' }).click();
  await other.getByRole('button', { name: 'Delete Velvet' }).click();
  await expectShown(other.getByText('No presets are left.'));
});

test('the stage has most of the window, and a picture is zoomed, compared and walked through on the whole screen', async () => {
  const projectId = await house.newSheet({ name: 'Stage', credits: 30, prompts: ['A lamp', 'A red cap on grass'] });
  const { page } = await house.comeIn(`/projects/${projectId}/studio`, { isStill: true });
  await expectPictures(page, 2);
  await pickAction(page, 'BACKGROUND');
  await page.getByRole('textbox', { name: 'Background' }).fill('a beach');
  await performButton(page).click();
  await expectPictures(page, 3);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Fold the form away' }).click();
  const stage = await boxOf(page.getByTestId('zoom-area'));
  expect((stage.width * stage.height) / (1440 * 900)).toBeGreaterThan(0.6);
  await page.mouse.move(stage.x + stage.width / 2, stage.y + stage.height / 2);
  await page.mouse.wheel(0, -400);
  await expectShown(page.locator('[data-testid="zoom-area"][data-zoomed]'));
  await page.getByRole('button', { name: /fit the picture/ }).click();
  await page.locator('[data-testid="zoom-area"]:not([data-zoomed])').waitFor();

  await page.getByRole('button', { name: 'Compare' }).click();
  await page.getByText('Side by side').click();
  await expectShown(page.getByTestId('side-by-side').getByRole('img', { name: 'Before' }));
  await page.getByText('Blink').click();
  const hold = page.getByRole('button', { name: 'Hold to see what was before' });
  await hold.focus();
  await page.keyboard.down('Space');
  await expectShown(page.getByTestId('blink').getByText('Before', { exact: true }));
  await page.keyboard.up('Space');
  await expectShown(page.getByTestId('blink').getByText('After', { exact: true }));

  await page.getByRole('button', { name: 'Full screen' }).click();
  const viewer = page.getByRole('dialog', { name: 'Full screen' });
  await expectShown(viewer.getByText('2 of 3 · Background: a beach'));
  await page.keyboard.press('ArrowRight');
  await expectShown(viewer.getByText('3 of 3 · Prompt: A lamp'));
  await page.keyboard.press('1');
  await expectShown(viewer.getByText('100%'));
  await page.keyboard.press('Escape');
  await expectShown(page.getByRole('img', { name: 'A lamp' })); // where one was last
});

test('of 5,000 pictures fewer than 2,000 nodes stand on the page, at the beginning and at the end', async () => {
  const projectId = await house.newSheet({ name: 'Thousands', credits: 0 });
  const { page } = await house.comeIn(`/projects/${projectId}/studio`);
  await uploadFile(page, await mugFile());
  await expectPictures(page, 1);
  await house.withDatabase((client) => insertManyPictures(client, projectId, 4_999));
  await page.goto(`/projects/${projectId}/sheet`);
  await expectPictures(page, 20);
  const nodes = () => page.evaluate<number>('document.querySelectorAll("*").length');
  await tiles(page).first().focus();
  expect(await nodes()).toBeLessThan(2_000);
  while (!(await page.getByText('5,000 pictures', { exact: true }).isVisible())) await page.keyboard.press('End');
  await page.keyboard.press('End');
  await expectShown(page.getByTitle('Picture 1.jpg'));
  expect(await nodes()).toBeLessThan(2_000);
});
