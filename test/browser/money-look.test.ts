import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { createApiKey } from '../support/access-operations.ts';
import { workOnCampaign } from './campaign.ts';
import { expectPicturesShown, expectShown } from './expect-shown.ts';
import { Inspection, LOOKS } from './looks.ts';
import type { OpenHouse } from './open-house.ts';
import { PastHouse } from './past-house.ts';
import type { Visitor } from './visitor.ts';

let past: PastHouse;
let house: OpenHouse;
let projectId: string;
beforeAll(async () => {
  past = await PastHouse.open(28);
  house = past.house;
  projectId = await workOnCampaign(past);
  const spring = {
    name: 'Shop window server',
    role: 'EDITOR' as const,
    creditCap: { credits: 200, per: 'MONTH' as const },
  };
  await house.client.send(createApiKey, { input: { ...spring, projectIds: [projectId] } });
});
afterEach(() => house.seeOff());
afterAll(() => past.close());

/** Opens each page about credits, takes a screenshot, and returns the violations of accessibility and the texts that are cut off. */
async function barriersAboutMoney(visitor: Visitor, name: string): Promise<object[]> {
  const { page } = visitor;
  const inspection = new Inspection(`money-${name}`);
  const look = async (state: string) => {
    await inspection.look(visitor, state);
    const hiddenPx = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
    if (hiddenPx > 0) inspection.found.push({ state, hiddenPx });
  };
  const project = `/projects/${projectId}`;
  await page.goto(`${project}/history#key=${house.key}`);
  await expectShown(page.getByTestId('balance-line'));
  await expectShown(page.getByRole('cell', { name: '−1' }));
  await look('history');
  await page.getByRole('heading', { name: 'Transactions' }).scrollIntoViewIfNeeded();
  await page.getByRole('region', { name: 'Transactions' }).evaluate((part) => part.scrollIntoView());
  await page.evaluate('new Promise(requestAnimationFrame)');
  await look('transactions');
  await page.evaluate('scrollTo(0, 0)');
  await page.getByTestId('spent').first().click();
  await expectShown(page.getByRole('button', { name: /show the whole period again/ }));
  await look('history-bar');
  await page.getByText('Numbers', { exact: true }).click();
  await look('history-numbers');
  await page.goto(`${project}/history?kind=EXPIRY`);
  await expectShown(page.getByText('No line is like that'));
  await look('history-nothing');
  await page.goto(`${project}/credits`);
  await expectShown(page.getByText('drawn next'));
  await look('credits');
  await page.getByRole('main').getByRole('button', { name: 'Add credits' }).click();
  await expectShown(page.getByRole('dialog'));
  await look('add-credits');
  await page.goto(`${project}/settings`);
  await expectShown(page.getByRole('button', { name: 'Save' }));
  await look('settings');
  await page.goto('/help');
  await expectShown(page.getByRole('cell', { name: '5 credits' }));
  await look('help');
  await page.getByRole('heading', { name: 'Which action when' }).evaluate((heading) => heading.scrollIntoView());
  await page.evaluate(
    'Promise.all([...document.images].map((image) => { image.loading = "eager"; return image.decode(); }))',
  );
  await expectPicturesShown(page);
  await look('help-actions');
  await page.goto('/admin');
  await expectShown(page.getByRole('rowheader', { name: /^Shop window server/ }));
  await look('admin-keys');
  await page.getByRole('button', { name: 'New key' }).click();
  await page.getByLabel('Name').fill(`${name} key`);
  await look('new-key');
  await page.getByRole('button', { name: 'Make key' }).click();
  await expectShown(page.getByTestId('secret'));
  await look('created-key');
  await page.getByRole('button', { name: 'I have it' }).click();
  await page.getByRole('button', { name: 'Revoke Shop window server' }).click();
  await expectShown(page.getByRole('dialog'));
  await look('revoke-key');
  await page.goto('/admin?show=credits');
  await expectShown(page.getByRole('table', { name: 'Balances' }));
  await look('admin-credits');
  await page.goto('/admin?show=audit');
  await expectShown(page.getByRole('table', { name: 'Audit log' }));
  await look('admin-audit');
  return inspection.found;
}

test.each(LOOKS)('nothing about money has a barrier: $name', async ({ name, ...look }) => {
  expect(await barriersAboutMoney(await house.visitor({ isStill: true, ...look }), name)).toEqual([]);
});
