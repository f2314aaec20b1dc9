import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Page, Route } from 'playwright-core';
import { createApiKey } from '../support/access-operations.ts';
import { grantCredits, ledgerOf } from '../support/operations.ts';
import { expectBalance, expectShown } from './expect-shown.ts';
import { OpenHouse } from './open-house.ts';
import { expectPictures, performButton, tiles } from './studio-steps.ts';

let house: OpenHouse;
beforeAll(async () => {
  house = await OpenHouse.open();
});
afterEach(() => house.seeOff());
afterAll(() => house.close());

const PROMPT = 'A silver necklace on marble';

/** A studio of a new project in which a Prompt has been written. */
async function written(name: string, credits: number): Promise<{ page: Page; projectId: string }> {
  const projectId = await house.newSheet({ name, credits });
  const { page } = await house.comeIn(`/projects/${projectId}/studio`);
  await page.getByRole('textbox', { name: 'Prompt' }).fill(PROMPT);
  return { page, projectId };
}

async function chargesOf(projectId: string): Promise<number[]> {
  const { project } = await house.client.send(ledgerOf, { id: projectId, first: 20 });
  const lines = project?.transactions.nodes ?? [];
  return lines.filter(({ kind }) => kind === 'CHARGE').map(({ amount }) => amount);
}

/** Does this with the next Prompt that is sent, once. */
async function withNextPrompt(page: Page, what: (route: Route) => Promise<void>): Promise<void> {
  let isDone = false;
  await page.route('**/graphql', async (route) => {
    if (isDone || !route.request().postData()?.includes('mutation PerformPrompt')) return route.fallback();
    isDone = true;
    await what(route);
  });
}

test('a double click charges once', async () => {
  const { page, projectId } = await written('Double click', 50);
  await performButton(page).dblclick();
  await expectPictures(page, 1);
  await expectBalance(page, '45 credits');
  expect(await chargesOf(projectId)).toEqual([-5]);
});

test('pressing Ctrl and Enter again and again while the request is under way charges once', async () => {
  const { page, projectId } = await written('Keys', 50);
  const field = page.getByRole('textbox', { name: 'Prompt' });
  const pressedAll = Promise.withResolvers<void>();
  await withNextPrompt(page, async (route) => {
    await pressedAll.promise;
    await route.continue();
  });
  for (let time = 0; time < 5; time += 1) await field.press('Control+Enter');
  pressedAll.resolve();
  await expectPictures(page, 1);
  expect(await chargesOf(projectId)).toEqual([-5]);
});

test('loading the page again while the request is under way charges once, and finds out what became of it', async () => {
  const { page, projectId } = await written('Reload', 50);
  const arrived = new Promise<void>((resolve) => {
    void withNextPrompt(page, async (route) => {
      await route.fetch(); // the server has charged, and the answer never comes
      resolve();
    });
  });
  await performButton(page).click();
  await arrived;
  await page.reload();
  await expectPictures(page, 1);
  await expectBalance(page, '45 credits');
  expect(await chargesOf(projectId)).toEqual([-5]);
  expect(await tiles(page).count()).toBe(1);
  await page.reload();
  await expectPictures(page, 1);
  expect(await chargesOf(projectId)).toEqual([-5]);
});

test('a request whose answer is lost is sent again with the same key', async () => {
  const { page, projectId } = await written('Lost answer', 50);
  await withNextPrompt(page, async (route) => {
    await route.fetch();
    await route.abort('connectionreset');
  });
  await performButton(page).click();
  await expectPictures(page, 1);
  expect(await chargesOf(projectId)).toEqual([-5]);
});

test('what was accepted can be asked for again on purpose, and is charged again', async () => {
  const { page, projectId } = await written('Twice', 50);
  await performButton(page).click();
  await expectPictures(page, 1);
  await expectShown(page.getByRole('button', { name: 'Perform · 5 credits → 40 left' }));
  await performButton(page).click();
  await expectPictures(page, 2);
  expect(await chargesOf(projectId)).toEqual([-5, -5]);
});

test('a refused action says so and charges nothing', async () => {
  const projectId = await house.newSheet({ name: 'Capped', credits: 50 });
  const { createApiKey: made } = await house.client.send(createApiKey, {
    input: { name: 'Intern', role: 'EDITOR', creditCap: { credits: 4, per: 'DAY' } },
  });
  const { page } = await house.visitor();
  await page.goto(`/projects/${projectId}/studio#key=${made.secret}`);
  await page.getByRole('textbox', { name: 'Prompt' }).fill(PROMPT);
  await performButton(page).click();
  await expectShown(page.getByText('Your key has reached its cap for this day.'));
  await expectShown(page.getByText(/Nothing was charged. 0 credits of 4 credits are spent/));
  await expectBalance(page, '50 credits');
  expect(await chargesOf(projectId)).toEqual([]);
});

function wordsOfPurchases(page: Page): Promise<string[]> {
  return page.getByText(/\b(buy|packs?|purchases?|top-up|cards?|receipts?)\b/i).allTextContents();
}

test('without payments, an editor who lacks credits is told whom to ask, and nothing of purchases is shown', async () => {
  const projectId = await house.newSheet({ name: 'Unpaid', credits: 3 });
  const { createApiKey: made } = await house.client.send(createApiKey, { input: { name: 'Eva', role: 'EDITOR' } });
  const { page } = await house.visitor();
  await page.goto(`/projects/${projectId}/studio#key=${made.secret}`);
  await expectShown(page.getByText(/^Prompt lacks 2 credits\. Ask an admin of .+ to add them\.$/));
  expect(await wordsOfPurchases(page)).toEqual([]);
  await page.getByRole('link', { name: 'Credits', exact: true }).click();
  await expectShown(page.getByText('drawn next'));
  expect(await wordsOfPurchases(page)).toEqual([]);
  const admin = await house.comeIn(`/projects/${projectId}/settings`);
  await expectShown(admin.page.getByRole('button', { name: 'Set an allowance' }));
  expect(await wordsOfPurchases(admin.page)).toEqual([]);
  await admin.page.goto('/admin');
  await expectShown(admin.page.getByRole('button', { name: 'New key' }));
  expect(await wordsOfPurchases(admin.page)).toEqual([]);
});

test('what is not affordable says what is missing, and can be performed once credits have come', async () => {
  const { page, projectId } = await written('Poor', 3);
  await expectShown(page.getByText('5 needed, 3 left'));
  await expectShown(page.getByText('Prompt lacks 2 credits.'));
  await page.getByRole('textbox', { name: 'Prompt' }).press('Control+Enter');
  expect(await chargesOf(projectId)).toEqual([]);
  await house.client.send(grantCredits, { input: { projectId, credits: 10, idempotencyKey: 'more' } });
  await expectShown(page.getByRole('button', { name: 'Perform · 5 credits → 8 left' }));
});

function pickCount(page: Page, count: number): Promise<void> {
  const group = page.getByRole('radiogroup', { name: 'How many pictures' });
  return group.getByText(new RegExp(`^×${count} picture`)).click();
}

test('four pictures of one press are four charges, however often it is clicked, lost or loaded again', async () => {
  const { page, projectId } = await written('Four', 50);
  await pickCount(page, 4);
  await expectShown(page.getByRole('button', { name: 'Perform · 20 credits → 30 left' }));
  let sent = 0;
  const second = Promise.withResolvers<void>();
  await page.route('**/graphql', async (route) => {
    if (!route.request().postData()?.includes('mutation PerformPrompt')) return route.fallback();
    sent += 1;
    if (sent === 1) {
      await route.fetch(); // charged, and the answer is lost
      return route.abort('connectionreset');
    }
    if (sent !== 3) return route.continue();
    await route.fetch(); // the second one: charged, and never answered
    second.resolve();
  });
  await performButton(page).dblclick();
  await second.promise;
  await page.reload();
  await expectPictures(page, 4);
  await expectBalance(page, '30 credits');
  expect(await chargesOf(projectId)).toEqual([-5, -5, -5, -5]);
  expect(await tiles(page).count()).toBe(4);
});

test('with credits for three of four, three are offered, made and charged', async () => {
  const { page, projectId } = await written('Three of four', 17);
  await pickCount(page, 4);
  await expectShown(page.getByText('4 pictures need 20 credits, and 17 are left: enough for 3.'));
  await page.getByRole('button', { name: 'Perform 3 · 15 credits → 2 left' }).click();
  await expectPictures(page, 3);
  expect(await chargesOf(projectId)).toEqual([-5, -5, -5]);
  await expectShown(page.getByText('5 needed, 2 left'));
});

test('where the third of four is refused, it says how many are made and what they cost', async () => {
  const projectId = await house.newSheet({ name: 'Capped in the middle', credits: 50 });
  const { createApiKey: made } = await house.client.send(createApiKey, {
    input: { name: 'Trainee', role: 'EDITOR', creditCap: { credits: 12, per: 'DAY' } },
  });
  const { page } = await house.visitor();
  await page.goto(`/projects/${projectId}/studio#key=${made.secret}`);
  await page.getByRole('textbox', { name: 'Prompt' }).fill(PROMPT);
  await pickCount(page, 4);
  await performButton(page).click();
  await expectShown(page.getByText('2 of 4 are being made, for 10 credits.'));
  await expectShown(page.getByText(/^Not the other 2: Your key has reached its cap for this day\. 10 credits of 12/));
  await expectPictures(page, 2);
  await expectBalance(page, '40 credits');
  expect(await chargesOf(projectId)).toEqual([-5, -5]);
});

test('Ctrl+Enter before the price is known sends nothing and says so; afterwards it charges once', async () => {
  const projectId = await house.newSheet({ name: 'Early', credits: 50 });
  const { page } = await house.visitor();
  const pressed = Promise.withResolvers<void>();
  await page.route('**/graphql', async (route) => {
    if (route.request().postData()?.includes('query PriceList')) await pressed.promise;
    await route.fallback();
  });
  await page.goto(`/projects/${projectId}/studio#key=${house.key}`);
  const field = page.getByRole('textbox', { name: 'Prompt' });
  await field.fill(PROMPT);
  await field.press('Control+Enter');
  const nothingSent = page.getByText('Nothing was sent, because the price is not known yet.');
  await expectShown(nothingSent);
  pressed.resolve();
  await expectShown(page.getByRole('button', { name: 'Perform · 5 credits → 45 left' }));
  expect(await nothingSent.count()).toBe(0);
  expect(await field.inputValue()).toBe(PROMPT);
  await field.press('Control+Enter');
  await expectPictures(page, 1);
  expect(await chargesOf(projectId)).toEqual([-5]);
});
