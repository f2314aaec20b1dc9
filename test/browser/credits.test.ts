import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { createApiKey } from '../support/access-operations.ts';
import { performPrompt } from '../support/operations.ts';
import { expectBalance, expectShown } from './expect-shown.ts';
import { OpenHouse } from './open-house.ts';

let house: OpenHouse;
beforeAll(async () => {
  house = await OpenHouse.open();
});
afterEach(() => house.seeOff());
afterAll(() => house.close());

/** As a date field is filled: so many days from now, by the calendar of this machine and of the browser on it. */
function daysFromNow(days: number): string {
  const at = new Date(Date.now() + days * 86_400_000);
  return [at.getFullYear(), String(at.getMonth() + 1).padStart(2, '0'), String(at.getDate()).padStart(2, '0')].join(
    '-',
  );
}

test('a grant appears where somebody looks on, in the order in which it will be drawn', async () => {
  const projectId = await house.newSheet({ name: 'Necklaces', credits: 100 });
  const address = `/projects/${projectId}/credits`;
  const admin = await house.comeIn(address);
  const onlooker = await house.comeIn(address, { scheme: 'dark' });
  const stack = onlooker.page
    .getByRole('list', { name: /in the order in which they are drawn/i })
    .getByRole('listitem');
  await expectShown(onlooker.page.getByText('None of them lapse.'));

  await admin.page.getByRole('main').getByRole('button', { name: 'Add credits' }).click();
  const dialog = admin.page.getByRole('dialog');
  await dialog.getByLabel('Credits').fill('40');
  await dialog.getByLabel('Where they come from').selectOption('Promotion');
  await dialog.getByLabel('Lapse on').fill(daysFromNow(11));
  await dialog.getByLabel('Note').fill('Spring promotion');
  await dialog.getByRole('button', { name: 'Add credits' }).click();

  await expectBalance(onlooker.page, '140 credits');
  await expectShown(onlooker.page.getByText(/^40 credits lapse on .+, in 11 days\.$/));
  await expectShown(stack.first().getByText('Spring promotion'));
  expect(await stack.count()).toBe(2);
  await house.client.send(performPrompt, { input: { projectId, prompt: 'A necklace', idempotencyKey: 'one' } });
  await expectShown(stack.first().getByText('35 credits'));
  await expectShown(stack.nth(1).getByText('100 credits'));
});

test('who may only look is told what there is, and offered nothing that would be refused', async () => {
  const projectId = await house.newSheet({ name: 'Rings', credits: 0 });
  const { createApiKey: made } = await house.client.send(createApiKey, { input: { name: 'Onlooker', role: 'VIEWER' } });
  const { page } = await house.visitor();
  await page.goto(`/projects/${projectId}/credits#key=${made.secret}`);
  await expectShown(page.getByText('There is nothing to spend'));
  await expectShown(page.getByText(/Ask an admin of .+ to add some/));
  expect(await page.getByRole('button', { name: 'Add credits' }).count()).toBe(0);
  await page.getByRole('link', { name: 'Settings' }).click();
  await expectShown(page.getByText('Your key may look.'));
  expect(await page.getByRole('main').getByRole('textbox').count()).toBe(0);
  await page.goto('/admin');
  await expectShown(page.getByRole('heading', { name: 'There is nothing here' }));
});

test('settings are saved and seen elsewhere, and a project is archived once one has read what that means', async () => {
  const projectId = await house.newSheet({ name: 'Watches', credits: 30 });
  const { page } = await house.comeIn(`/projects/${projectId}/settings`);
  await page.getByRole('textbox', { name: 'Name' }).fill('Watches, winter');
  await page.getByRole('textbox', { name: 'Low-balance notice' }).fill('30');
  await page.getByRole('button', { name: 'Save' }).click();
  await expectShown(page.getByRole('heading', { name: 'Watches, winter' }));
  await expectBalance(page, '30 credits, low');
  await page.getByRole('button', { name: 'Archive this project' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Archive project' }).click();
  await expectShown(page.getByText(/^Archived on .+\. It takes no actions and no credits/));
});
