import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { createApiKey } from '../support/access-operations.ts';
import { archiveProject, performPrompt } from '../support/operations.ts';
import { until } from '../support/until.ts';
import { boxOf } from './box-of.ts';
import { expectBalance, expectShown } from './expect-shown.ts';
import { OpenHouse } from './open-house.ts';
import { expectPictures, failBackground, performButton, pickAction, shownPicture, tiles } from './studio-steps.ts';

let house: OpenHouse;
beforeAll(async () => {
  house = await OpenHouse.open();
});
afterEach(() => house.seeOff());
afterAll(() => house.close());

test('a failed action says why, that its credits came back, and how to go on', async () => {
  const projectId = await house.newSheet({ name: 'Failing', credits: 30, prompts: ['A lamp'] });
  const { page } = await house.comeIn(`/projects/${projectId}/studio`);
  await expectPictures(page, 1);
  await failBackground(house, projectId);
  const tile = page.getByRole('button', { name: 'Background: a desert, failed, 3 credits refunded' });
  await tile.click();
  await expectShown(page.getByRole('heading', { name: 'Background failed' }));
  await expectShown(page.getByText('Refunded: 3 credits came back.'));
  await expectBalance(page, '25 credits');
  await page.getByRole('button', { name: 'Change it and try again' }).click();
  const background = page.getByRole('textbox', { name: 'Background' });
  await until(async () => (await background.inputValue()) === 'a desert');
});

test('a queued action holds its place, and can be canceled for its credits', async () => {
  const waiting = await OpenHouse.open({ WORKERS: '0' });
  try {
    const projectId = await waiting.newSheet({ name: 'Queue', credits: 30 });
    const { page } = await waiting.comeIn(`/projects/${projectId}/studio`);
    await page.getByRole('textbox', { name: 'Prompt' }).fill('A lamp');
    await performButton(page).click();
    await expectShown(page.getByRole('heading', { name: 'Prompt is queued' }));
    await expectShown(tiles(page).filter({ hasText: /Prompt.*0:0\d/ }));
    await expectBalance(page, '25 credits');
    await page.getByRole('button', { name: 'Cancel · 5 credits come back' }).click();
    await expectShown(page.getByRole('heading', { name: 'Prompt was canceled' }));
    await expectBalance(page, '30 credits');
    await waiting.seeOff();
  } finally {
    await waiting.close();
  }
});

test('who may only look sees pictures and prices, and no form', async () => {
  const projectId = await house.newSheet({ name: 'Gallery', credits: 30, prompts: ['A lamp'] });
  const { createApiKey: made } = await house.client.send(createApiKey, { input: { name: 'Guest', role: 'VIEWER' } });
  const { page } = await house.visitor();
  await page.goto(`/projects/${projectId}/studio#key=${made.secret}`);
  await expectShown(page.getByRole('heading', { name: 'You may look' }));
  await expectShown(shownPicture(page));
  expect(await page.getByRole('button', { name: 'Upload' }).count()).toBe(0);
  expect(await performButton(page).count()).toBe(0);
});

test('an archived project keeps its pictures and takes no actions', async () => {
  const projectId = await house.newSheet({ name: 'Old', credits: 30, prompts: ['A lamp'] });
  await house.client.send(archiveProject, { id: projectId });
  const { page } = await house.comeIn(`/projects/${projectId}/studio`);
  await expectShown(page.getByRole('heading', { name: 'Archived' }));
  await expectShown(shownPicture(page));
  expect(await performButton(page).count()).toBe(0);
});

test('what was typed while offline is kept, and pictures made meanwhile are there afterwards', async () => {
  const projectId = await house.newSheet({ name: 'Train', credits: 30, prompts: ['A lamp'] });
  const visitor = await house.comeIn(`/projects/${projectId}/studio`);
  const { page } = visitor;
  await expectPictures(page, 1);
  await page.context().setOffline(true);
  await expectShown(page.getByText('You are offline. What you typed is kept.'));
  await page.getByRole('textbox', { name: 'Prompt' }).fill('A lamp in the dark');
  const input = { projectId, prompt: 'A chair', idempotencyKey: 'meanwhile' };
  await house.client.send(performPrompt, { input });
  await page.context().setOffline(false);
  await expectPictures(page, 2);
  await expectShown(page.getByRole('button', { name: 'Perform · 5 credits → 15 left' }));
  expect(await page.getByRole('textbox', { name: 'Prompt' }).inputValue()).toBe('A lamp in the dark');
});

test('on a phone the word on the connection leaves the button that performs free', async () => {
  const projectId = await house.newSheet({ name: 'Tunnel', credits: 30, prompts: ['A lamp'] });
  const { page } = await house.comeIn(`/projects/${projectId}/studio`, { isPhone: true, isStill: true });
  await expectPictures(page, 1);
  await page.context().setOffline(true);
  const notice = page.getByText(/^Reconnecting\. Balances are as of/);
  await expectShown(notice);
  const told = await boxOf(notice);
  const button = await boxOf(performButton(page));
  expect(told.y + told.height).toBeLessThanOrEqual(button.y);
  await page.context().setOffline(false);
});

test('pictures that nothing has come of share a row of the sheet, and a lineage has rows of its own', async () => {
  const projectId = await house.newSheet({ name: 'Rows', credits: 30, prompts: ['A lamp', 'A chair', 'A mug'] });
  const { page } = await house.comeIn(`/projects/${projectId}/sheet`);
  await expectPictures(page, 3);
  const placeOf = async (name: RegExp) => page.getByRole('button', { name }).boundingBox();
  const [lamp, mug] = [await placeOf(/^Prompt: A lamp/), await placeOf(/^Prompt: A mug/)];
  expect(lamp?.y).toBe(mug?.y);
  expect(lamp?.x).toBeGreaterThan(mug?.x ?? Infinity); // the newest first
  await page.getByRole('button', { name: /^Prompt: A lamp/ }).click();
  await pickAction(page, 'PROMPT_EDIT');
  await page.getByRole('textbox', { name: 'Refined prompt' }).fill('A lamp in the dark');
  await performButton(page).click();
  await expectPictures(page, 4);
  await page.getByRole('link', { name: 'Sheet', exact: true }).click();
  await expectPictures(page, 4);
  await page.getByText('Lineage', { exact: true }).click();
  await expectPictures(page, 4);
  expect((await placeOf(/^Prompt: A lamp/))?.y).toBeLessThan((await placeOf(/^Prompt: A mug/))?.y ?? 0);
});

test('a picture of somebody else comes by itself, and one that is not here is told in words', async () => {
  const projectId = await house.newSheet({ name: 'Team', credits: 30, prompts: ['A lamp'] });
  const { page } = await house.comeIn(`/projects/${projectId}/studio`);
  await expectPictures(page, 1);
  await house.client.send(performPrompt, { input: { projectId, prompt: 'A chair', idempotencyKey: 'theirs' } });
  await expectPictures(page, 2);
  await pickAction(page, 'BACKGROUND');
  await page.goto(`/projects/${projectId}/studio?picture=img_01k00000000000000000000000`);
  await expectShown(page.getByText('This picture is not here'));
  await expectShown(page.getByText('Choose a picture on the contact sheet to start from, or upload one.'));
});

test('a long sheet comes page by page, and one of its pictures can be come back to', async () => {
  const waiting = await OpenHouse.open({ WORKERS: '0' });
  try {
    const projectId = await waiting.newSheet({ name: 'Long', credits: 600 });
    for (let number = 1; number <= 110; number += 1) {
      const input = { projectId, prompt: `Picture ${number}`, idempotencyKey: `${number}` };
      await waiting.client.send(performPrompt, { input });
    }
    const { page } = await waiting.comeIn(`/projects/${projectId}/studio`);
    await tiles(page).first().focus();
    await page.keyboard.press('End'); // the last that are there: then those before them come
    await expectShown(tiles(page).and(page.getByTitle('Prompt: Picture 15, queued')));
    await expectShown(tiles(page).and(page.getByTitle('Prompt: Picture 14, queued')));
    await page.keyboard.press('End');
    await tiles(page).and(page.getByTitle('Prompt: Picture 1, queued')).click();
    await expectShown(
      page.getByRole('region', { name: 'Picture', exact: true }).getByText('Picture 1', { exact: true }),
    );
    await page.reload();
    await expectShown(
      page.getByRole('region', { name: 'Picture', exact: true }).getByText('Picture 1', { exact: true }),
    );
    await waiting.seeOff();
  } finally {
    await waiting.close();
  }
});

test('in a window that stays open, pictures have new addresses before the old ones end', async () => {
  const projectId = await house.newSheet({ name: 'Patient', credits: 30, prompts: ['A lamp'] });
  const { page } = await house.visitor();
  await page.clock.install();
  await page.goto(`/projects/${projectId}/studio#key=${house.key}`);
  await expectShown(shownPicture(page));
  const asked = page.waitForRequest((request) => request.postData()?.includes('SheetImages') ?? false);
  await page.clock.fastForward('46:00');
  await asked;
  await expectPictures(page, 1);
});
