import type { Locator, Page } from 'playwright-core';
import sharp from 'sharp';
import type { ActionKind } from '../support/generated/graphql.ts';
import { performBackground } from '../support/operations.ts';
import { photograph } from '../support/photograph.ts';
import { masksOf } from '../support/picture-operations.ts';
import { boxOf } from './box-of.ts';
import { expectShown } from './expect-shown.ts';
import type { OpenHouse } from './open-house.ts';

/** The published names, as the studio writes them. */
const TITLES: Readonly<Record<ActionKind, RegExp>> = {
  PROMPT: /^Prompt \d/,
  PROMPT_EDIT: /^Prompt \(Edit\)/,
  BACKGROUND: /^Background/,
  EXPAND: /^Expand/,
};

/** The handle that sets the height of the form on a phone. */
export function formHandle(page: Page): Locator {
  return page.getByRole('slider', { name: 'Height of the form' });
}

/** Raises the form on a phone if it is at its lowest height, as it is after painting begins. */
export async function drawUpForm(page: Page): Promise<void> {
  const handle = formHandle(page);
  const isLow = (await handle.isVisible()) && (await handle.getAttribute('aria-valuetext')) === 'low';
  if (isLow) await handle.press('ArrowUp');
}

/** The choice of an action in the form. */
export function actionChoice(page: Page, kind: ActionKind): Locator {
  return page.getByRole('radiogroup', { name: 'Action' }).getByRole('radio', { name: TITLES[kind] });
}

export async function pickAction(page: Page, kind: ActionKind): Promise<void> {
  await drawUpForm(page);
  await actionChoice(page, kind).check();
}

export function performButton(page: Page): Locator {
  return page.getByRole('button', { name: /^Perform ·/ });
}

/** Lowers the form on a phone, so that the facts about the picture are shown. */
export async function lowerForm(page: Page): Promise<void> {
  const handle = formHandle(page);
  if (await handle.isVisible()) await handle.press('Home');
}

/** Everything on the contact sheet, in the order in which the arrow keys walk it. */
export function tiles(page: Page): Locator {
  return page.getByRole('region', { name: 'Contact sheet' }).locator('[data-item]');
}

/** Waits until the contact sheet has so many pictures, each of them drawn. */
export function expectPictures(page: Page, count: number): Promise<void> {
  const drawn = tiles(page).filter({ has: page.locator('img[data-shown]') });
  return drawn.nth(count - 1).waitFor();
}

/** The picture in the middle, once it is sharp. */
export function shownPicture(page: Page): Locator {
  return page
    .getByRole('region', { name: 'Picture', exact: true })
    .locator('img[data-shown]:not([data-blurred])')
    .last(); // the thumbnail is below it
}

/** A photograph of a mug, as a file that can be picked or dropped. */
export async function mugFile(name = 'mug.jpg') {
  const { bytes } = await photograph({ width: 1200, height: 900 });
  return { name, mimeType: 'image/jpeg', buffer: Buffer.from(bytes) };
}

export async function uploadFile(page: Page, file: Awaited<ReturnType<typeof mugFile>>): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Upload', exact: true }).click(),
  ]);
  await chooser.setFiles(file);
}

/** Drops a file on the page as from the desktop; `over` is called while it hangs above the page. */
export async function dropFile(
  page: Page,
  file: Awaited<ReturnType<typeof mugFile>>,
  over: () => Promise<void> = async () => {},
): Promise<void> {
  const { name, mimeType } = file;
  const bytes = file.buffer.toString('base64');
  const transfer = await page.evaluateHandle(
    `(() => {
      const bytes = Uint8Array.from(atob(${JSON.stringify(bytes)}), (letter) => letter.charCodeAt(0));
      const transfer = new DataTransfer();
      transfer.items.add(new File([bytes], ${JSON.stringify(name)}, { type: ${JSON.stringify(mimeType)} }));
      return transfer;
    })()`,
  );
  await page.dispatchEvent('body', 'dragover', { dataTransfer: transfer });
  await page.getByTestId('drop-zone').waitFor();
  await over();
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
}

function maskCanvas(page: Page): Locator {
  return page.getByRole('application', { name: /Paint what stays/ });
}

/** The mask over the picture, as a data URL. */
export function drawnMask(page: Page): Promise<string> {
  return maskCanvas(page).evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL()); // the element that has this role
}

/** Draws a zigzag over the middle of the picture. */
export async function paintMiddle(page: Page): Promise<void> {
  const canvas = maskCanvas(page);
  await canvas.scrollIntoViewIfNeeded();
  const box = await boxOf(canvas);
  const at = (x: number, y: number) => page.mouse.move(box.x + box.width * x, box.y + box.height * y);
  await at(0.35, 0.35);
  await page.mouse.down();
  for (let row = 0; row < 8; row += 1) {
    await at(0.65, 0.35 + row * 0.05);
    await at(0.35, 0.375 + row * 0.05);
  }
  await page.mouse.up();
}

/** Somebody else performs a Background whose mask keeps everything: it is accepted, and then fails. */
export async function failBackground(house: OpenHouse, projectId: string): Promise<void> {
  const white = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#fff' } })
    .png()
    .toBuffer();
  const [imageId, maskImageId] = [await house.upload(projectId, white), await house.upload(projectId, white)];
  const input = { projectId, imageId, maskImageId, background: 'a desert', idempotencyKey: 'fails' };
  await house.client.send(performBackground, { input });
}

/** Lets the engine find the subject, free of charge. */
export async function findSubject(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Find the subject' }).click();
  await expectShown(page.getByText('Found. Sure.'));
}

/** What was painted or found on the pictures of a project, and its images. */
export async function masksIn(house: OpenHouse, projectId: string): Promise<{ masks: string[]; images: string[] }> {
  const { project } = await house.client.send(masksOf, { id: projectId });
  const masks = project?.actions.nodes.flatMap(({ mask }) => (mask ? [mask.id] : [])) ?? [];
  return { masks, images: project?.images.nodes.map(({ id }) => id) ?? [] };
}
