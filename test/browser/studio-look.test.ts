import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { createApiKey } from '../support/access-operations.ts';
import { expectPicturesShown, expectShown } from './expect-shown.ts';
import { Inspection, LOOKS } from './looks.ts';
import { OpenHouse } from './open-house.ts';
import {
  dropFile,
  expectPictures,
  failBackground,
  mugFile,
  paintMiddle,
  performButton,
  pickAction,
  tiles,
  uploadFile,
} from './studio-steps.ts';
import type { Visitor } from './visitor.ts';

let house: OpenHouse;
let idle: OpenHouse;
let projectId: string;
let viewerKey: string;

/** A sheet with lineages, a branch and an upload; another house where nothing is ever begun. */
beforeAll(async () => {
  house = await OpenHouse.open();
  idle = await OpenHouse.open({ WORKERS: '0' });
  const input = { name: 'Guest', role: 'VIEWER' } as const;
  viewerKey = (await house.client.send(createApiKey, { input })).createApiKey.secret;
  projectId = await house.newSheet({
    name: 'Necklace spring',
    credits: 100,
    prompts: ['Sunglasses on a beach at sunset', 'A silver necklace on marble, soft light'],
  });
  const { page } = await house.comeIn(`/projects/${projectId}/studio`);
  await uploadFile(page, await mugFile());
  await expectPictures(page, 3);
  await pickAction(page, 'BACKGROUND');
  await page.getByRole('textbox', { name: 'Background' }).fill('a wooden table at a window');
  await performButton(page).click();
  await expectPictures(page, 4);
  await tiles(page).nth(2).click();
  await pickAction(page, 'PROMPT_EDIT');
  await page.getByRole('textbox', { name: 'Refined prompt' }).fill('A gold necklace on marble, soft light');
  await performButton(page).click();
  await expectPictures(page, 5);
  await pickAction(page, 'BACKGROUND');
  for (const [place, background] of ['black concrete', 'a forest in morning fog'].entries()) {
    await page.getByRole('textbox', { name: 'Background' }).fill(background);
    await performButton(page).click();
    await expectPictures(page, 6 + place);
    await page.getByRole('button', { name: 'Prompt (Edit): A gold necklace on marble, soft light' }).click();
  }
  await house.seeOff();
});
afterEach(async () => {
  await house.seeOff();
  await idle.seeOff();
});
afterAll(async () => {
  await house.close();
  await idle.close();
});

/** Keeps a screenshot of each state of the studio, and returns the violations that axe finds. */
async function barriersInEveryState(visitor: Visitor, name: string): Promise<object[]> {
  const { page } = visitor;
  const inspection = new Inspection(`studio-${name}`);
  const look = async (state: string) => {
    await expectPicturesShown(page);
    await inspection.look(visitor, state);
  };
  await page.goto(`/projects/${projectId}/studio#key=${house.key}`);
  await expectPictures(page, 7);
  await look('prompt');
  await tiles(page)
    .filter({ has: page.locator('img') })
    .nth(2)
    .click();
  await pickAction(page, 'BACKGROUND');
  await page.getByRole('textbox', { name: 'Background' }).fill('a beach at noon');
  await page.getByRole('radio', { name: 'What I paint on the picture' }).check();
  await paintMiddle(page);
  await look('brush');
  await pickAction(page, 'EXPAND');
  await page.getByRole('button', { name: '4:5' }).click();
  await expectShown(page.getByText('1024 × 1280 px'));
  await page.getByTestId('expand-frame').scrollIntoViewIfNeeded();
  await look('expand');
  await pickAction(page, 'PROMPT_EDIT');
  await page.getByRole('button', { name: 'Compare' }).click();
  await look('compare');
  return inspection.found;
}

test.each(LOOKS)('the studio has no barrier: $name', async ({ name, ...look }) => {
  expect(await barriersInEveryState(await house.visitor({ isStill: true, ...look }), name)).toEqual([]);
});

test.each(LOOKS)('its other states have no barrier: $name', async ({ name, ...options }) => {
  const inspection = new Inspection(`studio-${name}`);
  const look = (visitor: Visitor, state: string) => inspection.look(visitor, state);
  const still = { isStill: true, ...options };

  const reader = await house.visitor(still);
  await reader.page.goto(`/projects/${projectId}/studio#key=${viewerKey}`);
  await expectPictures(reader.page, 7);
  await look(reader, 'read-only');

  const empty = await idle.newSheet({ name: 'Empty', credits: 3 });
  const poor = await idle.comeIn(`/projects/${empty}/studio`, still);
  await expectShown(poor.page.getByText('5 needed, 3 left'));
  await look(poor, 'empty');

  const queue = await idle.newSheet({ name: 'Queue', credits: 60 });
  const maker = await idle.comeIn(`/projects/${queue}/studio`, still);
  const { page } = maker;
  await page.getByRole('textbox', { name: 'Prompt' }).fill('A silver necklace on marble');
  await performButton(page).click();
  await expectShown(page.getByRole('heading', { name: 'Prompt is queued' }));
  await expectShown(performButton(page));
  await look(maker, 'queued');
  await page.getByRole('button', { name: 'Cancel · 5 credits come back' }).click();
  await expectShown(page.getByRole('heading', { name: 'Prompt was canceled' }));
  await look(maker, 'canceled');
  await page.context().setOffline(true);
  await expectShown(page.getByText('You are offline. What you typed is kept.'));
  await expectShown(page.getByText(/Reconnecting. Balances are as of/));
  await look(maker, 'offline');

  const failing = await house.newSheet({ name: 'Failing', credits: 60, prompts: ['A table lamp'] });
  const unlucky = await house.comeIn(`/projects/${failing}/studio`, still);
  await expectPictures(unlucky.page, 1);
  await failBackground(house, failing);
  await unlucky.page.getByRole('button', { name: /, failed,/ }).click();
  await expectShown(unlucky.page.getByRole('heading', { name: 'Background failed' }));
  await look(unlucky, 'failed');
  await unlucky.page.route('**/uploads/**', () => {}); // it never gets a response
  await dropFile(unlucky.page, await mugFile('mug from the left.jpg'), () => look(unlucky, 'drop'));
  await uploadFile(unlucky.page, { name: 'notes.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('no picture') });
  await expectShown(unlucky.page.getByText('mug from the left.jpg'));
  await look(unlucky, 'uploading');

  const loading = await house.visitor(still);
  await loading.page.route('**/graphql', async (route) => {
    if (!route.request().postData()?.includes('query SheetActions')) await route.fallback();
  });
  await loading.page.goto(`/projects/${projectId}/studio#key=${house.key}`);
  await expectShown(loading.page.getByRole('radiogroup', { name: 'Action' }));
  await look(loading, 'loading');
  expect(inspection.found).toEqual([]);
});
