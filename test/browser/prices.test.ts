import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { publishPriceList } from '../support/price-operations.ts';
import { expectBalance, expectShown } from './expect-shown.ts';
import { OpenHouse } from './open-house.ts';

let house: OpenHouse;
beforeAll(async () => {
  house = await OpenHouse.open();
});
afterEach(() => house.seeOff());
afterAll(() => house.close());

test('prices are changed once one has read what that means, and a planned change is taken back', async () => {
  const { page } = await house.comeIn('/admin?show=prices', { isPhone: true });
  const lists = page.getByRole('table', { name: 'Price lists' });
  await expectShown(lists.getByText('List 1, in force'));
  await page.getByRole('button', { name: 'Change prices' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Prompt', exact: true }).fill('8');
  await dialog.getByLabel('From').fill('2020-01-01T00:00');
  await dialog.getByRole('button', { name: 'See what changes' }).click();
  await expectShown(dialog.getByText('That has passed. Empty means now.'));
  await dialog.getByLabel('From').fill('2099-01-01T00:00');
  await dialog.getByRole('button', { name: 'See what changes' }).click();
  await expectShown(dialog.getByText(/^From Jan 1, 2099, 00:00 on, in every project\./));
  const prompt = dialog.getByRole('row', { name: /^Prompt 5/ });
  expect(await prompt.getByRole('cell').allInnerTexts()).toEqual(['5 → 8', '+3', '20 → 12']);
  await dialog.getByRole('button', { name: 'Publish' }).click();
  await expectShown(lists.getByText('List 2, planned'));
  await expectShown(lists.getByText('List 1, in force'));

  await lists.getByRole('button', { name: 'Take back list 2' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Take it back' }).click();
  await lists.getByText('List 2, planned').waitFor({ state: 'detached' });
});

test('who has seen an older price is not charged the new one, and is shown it', async () => {
  const projectId = await house.newSheet({ name: 'Rings', credits: 100 });
  const { page } = await house.comeIn(`/projects/${projectId}/studio`);
  await page.getByRole('textbox', { name: 'Prompt' }).fill('A ring');
  await expectShown(page.getByRole('button', { name: /^Perform · 5/ }));
  await page.clock.install(); // from here on the page asks for nothing by itself
  const kinds = ['PROMPT', 'PROMPT_EDIT', 'BACKGROUND', 'EXPAND'] as const;
  await house.client.send(publishPriceList, { input: { prices: kinds.map((kind) => ({ kind, credits: 9 })) } });
  await page.getByRole('button', { name: /^Perform · 5/ }).click();
  await expectShown(page.getByText('The price has changed.'));
  await expectShown(page.getByText(/Nothing was charged\. This costs 9 credits now, not 5 credits\./));
  await page.getByRole('button', { name: /^Perform · 9/ }).click();
  await expectBalance(page, '91 credits');
});
