import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { graphql } from '../support/generated/index.ts';
import { ledgerOf } from '../support/operations.ts';
import { boxOf } from './box-of.ts';
import { expectBalance, expectShown } from './expect-shown.ts';
import { OpenHouse } from './open-house.ts';
import {
  dropFile,
  expectPictures,
  findSubject,
  masksIn,
  mugFile,
  paintMiddle,
  performButton,
  pickAction,
  shownPicture,
  tiles,
  uploadFile,
} from './studio-steps.ts';

let house: OpenHouse;
beforeAll(async () => {
  house = await OpenHouse.open();
});
afterEach(() => house.seeOff());
afterAll(() => house.close());

test('a photo is uploaded and goes through the four actions, and another window sees 100, 95, 94, 91, 88', async () => {
  const projectId = await house.newSheet({ name: 'Necklace spring', credits: 100 });
  const { page } = await house.comeIn(`/projects/${projectId}/studio`);
  const other = await house.comeIn(`/projects/${projectId}/history`, { scheme: 'dark' });
  await expectBalance(other.page, '100 credits');

  await uploadFile(page, await mugFile());
  await expectShown(page.getByRole('img', { name: 'mug.jpg' }));
  await expectShown(page.getByRole('img', { name: 'The product photo' }));
  await expectBalance(page, '100 credits');

  await page.getByRole('textbox', { name: 'Prompt' }).fill('A mug on a wooden table, morning light');
  await expectShown(page.getByRole('button', { name: 'Perform · 5 credits → 95 left' }));
  await performButton(page).click();
  await expectBalance(other.page, '95 credits');
  await expectPictures(page, 2);

  await pickAction(page, 'PROMPT_EDIT');
  const refined = page.getByRole('textbox', { name: 'Refined prompt' });
  expect(await refined.inputValue()).toBe('A mug on a wooden table, morning light');
  await refined.fill('A mug on a wooden table, at dusk');
  await performButton(page).click();
  await expectBalance(other.page, '94 credits');
  await expectPictures(page, 3);

  await pickAction(page, 'BACKGROUND');
  await page.getByRole('textbox', { name: 'Background' }).fill('a forest in fog');
  await page.getByRole('radio', { name: 'What I paint on the picture' }).check();
  await paintMiddle(page);
  await performButton(page).click();
  await expectBalance(other.page, '91 credits');
  await expectPictures(page, 4);

  await pickAction(page, 'EXPAND');
  await page.getByRole('button', { name: '16:9' }).click();
  await performButton(page).click();
  await expectBalance(other.page, '88 credits');
  await expectPictures(page, 5);
  await expectShown(page.getByText('1820 × 1024 px').first());
  await expectBalance(page, '88 credits');

  const { project } = await house.client.send(ledgerOf, { id: projectId, first: 10 });
  const balances = project?.transactions.nodes.map(({ balanceAfter }) => balanceAfter);
  expect(balances).toEqual([88, 91, 94, 95, 100]);
});

test('the subject is seen before it is paid for, corrected and performed, and downloaded under a name of sense', async () => {
  const projectId = await house.newSheet({ name: 'Mugs on the beach', credits: 20 });
  const { page } = await house.comeIn(`/projects/${projectId}/studio`);
  await uploadFile(page, await mugFile());
  await expectShown(shownPicture(page));
  await pickAction(page, 'BACKGROUND');
  await page.getByRole('textbox', { name: 'Background' }).fill('a beach at noon');
  await page.getByRole('radio', { name: 'What I paint on the picture' }).check();
  await findSubject(page);
  await expectBalance(page, '20 credits');
  await performButton(page).click();
  await expectPictures(page, 2);
  await expectShown(page.getByText('made by the preview engine'));
  const { masks, images } = await masksIn(house, projectId);
  expect(masks).toHaveLength(1);
  expect(images).not.toContain(masks[0]); // found, and not painted

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download the picture' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('a beach at noon.png');

  await tiles(page).last().click();
  await paintMiddle(page); // what was found is corrected by hand
  await performButton(page).click();
  await expectPictures(page, 3);
  await expectBalance(page, '14 credits');

  await tiles(page).nth(1).click(); // the one with the found mask; what was painted last is another
  await page.getByRole('radio', { name: 'The subject, found for you' }).check();
  await page.getByRole('button', { name: 'Again' }).click();
  await page.getByRole('menuitem', { name: /^Again, different/ }).click();
  await page.getByText('made by the preview engine').waitFor({ state: 'detached' });
  expect(await page.getByRole('radio', { name: 'What I paint on the picture' }).isChecked()).toBe(true);
  await performButton(page).click();
  await expectPictures(page, 4);
  const [repeated, corrected, found] = (await masksIn(house, projectId)).masks;
  expect(repeated).toBe(found);
  expect(corrected).not.toBe(found);
});

test('a new user is refused a picture without a subject, makes another picture of the same words, and the first one again by its seed', async () => {
  const projectId = await house.newSheet({ name: 'First walk', credits: 30 });
  const { page } = await house.comeIn(`/projects/${projectId}/studio`);
  const fog = await sharp({ create: { width: 640, height: 480, channels: 3, background: '#8a97a3' } })
    .jpeg()
    .toBuffer();
  await pickAction(page, 'BACKGROUND'); // a photo that is uploaded for a Prompt is its product
  await uploadFile(page, { name: 'fog.jpg', mimeType: 'image/jpeg', buffer: fog });
  await expectShown(shownPicture(page));
  await page.getByRole('textbox', { name: 'Background' }).fill('a beach at noon');
  await performButton(page).click();
  await expectShown(page.getByRole('heading', { name: 'Background failed' }));
  await expectShown(page.getByText('The subject could not be told from its background. Paint what to keep.'));
  await expectShown(page.getByText('Refunded: 3 credits came back.'));
  await expectBalance(page, '30 credits');

  await pickAction(page, 'PROMPT');
  await uploadFile(page, await mugFile());
  await expectShown(page.getByRole('img', { name: 'The product photo' }));
  await page.getByLabel('Show and correct what is kept of it').check();
  await findSubject(page);
  await page.getByRole('textbox', { name: 'Prompt' }).fill('A mug on a wooden table');
  await performButton(page).click();
  await expectPictures(page, 3);
  await page.getByRole('button', { name: 'Again' }).click();
  await page.getByRole('menuitem', { name: /^Again, different/ }).click();
  await performButton(page).click();
  await expectPictures(page, 4);
  const first = await seedsOf(projectId);
  expect(new Set(first.map(({ seed }) => seed)).size).toBe(3);

  await page.getByRole('textbox', { name: 'Seed' }).fill(String(first[0]?.seed));
  await performButton(page).click();
  await expectPictures(page, 5);
  await expectBalance(page, '15 credits');
  const [repeated, other] = await seedsOf(projectId);
  expect(repeated?.seed).toBe(other?.seed);

  await page.getByRole('button', { name: 'Again' }).click();
  await page.getByRole('menuitem', { name: 'Again, the same words · 5 credits' }).click();
  await expectPictures(page, 6);
  await expectBalance(page, '10 credits, low');
  expect((await seedsOf(projectId))[0]?.seed).not.toBe(repeated?.seed);
  await tiles(page)
    .and(page.getByTitle(/^Prompt: A mug on a wooden table/))
    .last()
    .click();
  await page.getByRole('button', { name: 'Again' }).click();
  await page.getByRole('menuitem', { name: /^Use these settings/ }).click();
  expect(await page.getByRole('textbox', { name: 'Seed' }).inputValue()).toMatch(/^\d+$/);
});

const seeds = graphql(`
  query SeedsOfActions($id: ID!) {
    project(id: $id) {
      actions {
        nodes {
          seed
        }
      }
    }
  }
`);

/** The newest action first. */
async function seedsOf(projectId: string) {
  return (await house.client.send(seeds, { id: projectId })).project?.actions.nodes ?? [];
}
test('an edge of the frame is dragged, and what was typed for an action is kept while another is looked at', async () => {
  const projectId = await house.newSheet({ name: 'Rings', credits: 20, prompts: ['A gold ring'] });
  const { page } = await house.comeIn(`/projects/${projectId}/studio`);
  await page.getByRole('textbox', { name: 'Prompt' }).fill('A ring in the rain');
  await pickAction(page, 'EXPAND');
  const edge = page.getByRole('slider', { name: 'Pixels to add: right' });
  const box = await boxOf(edge);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + 40, box.y + box.height / 2, { steps: 4 });
  await page.mouse.up();
  const right = Number(await page.getByRole('textbox', { name: 'Right' }).inputValue());
  expect(right).toBeGreaterThan(50);
  await expectShown(page.getByText(`${1024 + right} × 1024 px`));
  await pickAction(page, 'PROMPT');
  expect(await page.getByRole('textbox', { name: 'Prompt' }).inputValue()).toBe('A ring in the rain');
  await pickAction(page, 'EXPAND');
  expect(await page.getByRole('textbox', { name: 'Right' }).inputValue()).toBe(String(right));
});

test('a dropped file is uploaded, one that is no picture is refused in words, and a picture has an address', async () => {
  const projectId = await house.newSheet({ name: 'Mugs', credits: 10 });
  const { page } = await house.comeIn(`/projects/${projectId}/studio`);
  await expectShown(page.getByText('No picture yet'));
  await dropFile(page, await mugFile());
  await expectShown(shownPicture(page));
  expect(page.url()).toMatch(/\?picture=img_\w+$/);

  const notes = { name: 'notes.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('not a picture at all') };
  await uploadFile(page, notes);
  await expectShown(page.getByRole('alert').getByText('notes.jpg was not taken.'));
  await expectShown(page.getByText('It is no PNG, JPEG or WebP.'));
  expect(await page.getByRole('button', { name: 'Try again' }).count()).toBe(0); // it would be refused again
  const broken = { ...(await mugFile('broken.jpg')), buffer: (await mugFile()).buffer.subarray(0, 900) };
  await uploadFile(page, broken);
  await expectShown(page.getByRole('alert').getByText('broken.jpg was not taken.'));
  await page.getByRole('button', { name: 'Dismiss' }).first().click();

  await page.route('**/uploads/**', () => {}); // it is never answered
  await uploadFile(page, await mugFile('slow.jpg'));
  await page.getByRole('button', { name: 'Stop uploading slow.jpg' }).click();
  await page.getByText('slow.jpg', { exact: true }).waitFor({ state: 'detached' });

  await page.reload();
  await expectShown(shownPicture(page));
  await expectBalance(page, '10 credits, low');
});

test('a picture is compared, downloaded and continued from where it came from', async () => {
  const projectId = await house.newSheet({ name: 'Caps', credits: 30, prompts: ['A red cap on grass'] });
  const { page } = await house.comeIn(`/projects/${projectId}/studio`);
  await expectPictures(page, 1);
  await pickAction(page, 'BACKGROUND');
  await page.getByRole('textbox', { name: 'Background' }).fill('a beach');
  await performButton(page).click();
  await expectPictures(page, 2);

  await page.getByRole('button', { name: 'Compare' }).click();
  const slider = page.getByRole('slider', { name: 'Where before ends and after begins' });
  await slider.press('ArrowRight');
  expect(await slider.inputValue()).toBe('51');
  await page.getByRole('button', { name: 'Compare' }).click();

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download the picture' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('a beach.png');

  await pickAction(page, 'PROMPT_EDIT');
  const refined = page.getByRole('textbox', { name: 'Refined prompt' });
  expect(await refined.inputValue()).toBe('A red cap on grass'); // what the picture is of, said two steps ago
  await pickAction(page, 'BACKGROUND');
  const trail = page.getByRole('navigation', { name: 'How this picture came to be' });
  await trail.getByRole('button', { name: 'Prompt' }).click();
  await expectShown(page.getByRole('img', { name: 'A red cap on grass' }));
  await page.getByRole('textbox', { name: 'Background' }).fill('a city at night');
  await performButton(page).click();
  await expectPictures(page, 3);
  expect(await tiles(page).count()).toBe(3);
  await page.goBack();
  await expectShown(page.getByRole('img', { name: 'A red cap on grass' }));
});
