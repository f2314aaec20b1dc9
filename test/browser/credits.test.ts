import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { createApiKey } from '../support/access-operations.ts';
import { performPrompt } from '../support/operations.ts';
import { expectBalance, expectShown } from './expect-shown.ts';
import { OpenHouse } from './open-house.ts';
import { lowerForm } from './studio-steps.ts';
import { DAY_MS } from '../../src/instant.ts';

let house: OpenHouse;
beforeAll(async () => {
  house = await OpenHouse.open();
});
afterEach(() => house.seeOff());
afterAll(() => house.close());

/** As a date field is filled: so many days from now, by the calendar of this machine and of the browser on it. */
function daysFromNow(days: number): string {
  const at = new Date(Date.now() + days * DAY_MS);
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
  await expectShown(onlooker.page.getByText('None of them expire.'));

  await admin.page.getByRole('main').getByRole('button', { name: 'Add credits' }).click();
  const dialog = admin.page.getByRole('dialog');
  await dialog.getByLabel('Credits').fill('40');
  await dialog.getByLabel('Where they come from').selectOption('Promotion');
  await dialog.getByLabel('Expires on').fill(daysFromNow(11));
  await dialog.getByLabel('Note').fill('Spring promotion');
  await dialog.getByRole('button', { name: 'Add credits' }).click();

  await expectBalance(onlooker.page, '140 credits');
  await expectShown(onlooker.page.getByText(/^40 credits expire on .+, in 11 days\.$/));
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

describe.each([
  ['a desktop', {}],
  ['a phone', { isPhone: true }],
] as const)('on %s', (device, options) => {
  test('an action is refunded from its line and from its picture, once one has read what comes back', async () => {
    const projectId = await house.newSheet({ name: `Refunds, ${device}`, credits: 20, prompts: ['a ring', 'a pearl'] });
    const { page } = await house.comeIn(`/projects/${projectId}/history`, options);
    const refunds = page.getByRole('button', { name: /^Refund the Prompt of/ });
    await expectShown(refunds.nth(1));
    await refunds.first().click();
    const dialog = page.getByRole('dialog');
    await expectShown(dialog.getByRole('row', { name: 'Balance 10 credits → 15 credits' }));
    await dialog.getByRole('button', { name: 'Refund' }).click();
    await expectShown(dialog.getByText('Say why.'));
    await dialog.getByLabel('Reason').fill('blurred');
    await dialog.getByRole('button', { name: 'Refund' }).click();
    await expectBalance(page, '15 credits');
    await expectShown(page.getByRole('row', { name: /refunded.*blurred/ }));
    await refunds.nth(1).waitFor({ state: 'detached' });

    await page.goto(`/projects/${projectId}/studio`);
    await page.getByRole('region', { name: 'Contact sheet' }).locator('[data-item]').nth(1).click();
    await lowerForm(page);
    await page.getByRole('button', { name: 'Refund this action' }).click();
    await expectShown(dialog.getByRole('row', { name: 'Balance 15 credits → 20 credits' }));
    await dialog.getByLabel('Reason').fill('blurred, too');
    await dialog.getByRole('button', { name: 'Refund' }).click();
    await expectShown(page.getByText('5 credits refunded', { exact: true }));
    await page.getByRole('button', { name: 'Refund this action' }).waitFor({ state: 'detached' });
  });

  test('credits are moved to another project, and a grant is taken back, once one has read the figures', async () => {
    const other = `Receiver, ${device}`;
    await house.newSheet({ name: other, credits: 3 });
    const projectId = await house.newSheet({ name: `Giver, ${device}`, credits: 20 });
    const { page } = await house.comeIn(`/projects/${projectId}/credits`, options);
    await page.getByRole('button', { name: 'Move credits' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'To' }).fill(other);
    await page.getByRole('option', { name: other }).click();
    await dialog.getByRole('textbox', { name: 'Credits' }).fill('8');
    await expectShown(dialog.getByRole('row', { name: `${other} 3 credits → 11 credits` }));
    await expectShown(dialog.getByRole('row', { name: `Giver, ${device} 20 credits → 12 credits` }));
    await dialog.getByRole('button', { name: 'Move credits' }).click();
    await expectBalance(page, '12 credits');

    await page.getByRole('button', { name: 'Take back grant 1' }).click();
    await expectShown(dialog.getByRole('row', { name: 'Taken back 12 credits of 20 credits' }));
    await expectShown(dialog.getByRole('row', { name: 'Balance 12 credits → 0 credits' }));
    await dialog.getByLabel('Reason').fill('unpaid');
    await dialog.getByRole('button', { name: 'Take it back' }).click();
    await expectShown(page.getByText('There is nothing to spend'));
  });

  test('an allowance is set, changed and ended in the settings, which show its next date', async () => {
    const projectId = await house.newSheet({ name: `Allowance, ${device}`, credits: 20 });
    const { page } = await house.comeIn(`/projects/${projectId}/settings`, options);
    await page.getByRole('button', { name: 'Set an allowance' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Credits' }).fill('50');
    await dialog.getByLabel('How often').selectOption('every week');
    await dialog.getByRole('button', { name: 'See what happens' }).click();
    await expectShown(dialog.getByRole('row', { name: 'Balance 20 credits → 70 credits' }));
    await expectShown(dialog.getByRole('row', { name: 'A year brings about 2,600 credits' }));
    await dialog.getByRole('button', { name: 'Set it' }).click();
    await expectShown(page.getByText(/^50 credits every week\. .+ The next come in on /));
    await expectBalance(page, '70 credits');

    await page.getByRole('button', { name: 'Change the allowance' }).click();
    await dialog.getByLabel('Keep what is left when the next come in').check();
    await dialog.getByRole('textbox', { name: 'Keep at the most' }).fill('30');
    await dialog.getByRole('button', { name: 'See what happens' }).click();
    await expectShown(dialog.getByRole('row', { name: 'Balance 70 credits' }));
    await dialog.getByRole('button', { name: 'Set it' }).click();
    await expectShown(page.getByText(/What is left is kept, up to 30 credits/));

    await page.getByRole('button', { name: 'End it' }).click();
    await expectShown(
      dialog.getByText(/^The 50 credits of .+ will not come in\. The 70 credits that the project has stay/),
    );
    await dialog.getByRole('button', { name: 'End the allowance' }).click();
    await expectShown(page.getByText('No credits come in by themselves.'));
    await expectBalance(page, '70 credits');
  });

  test('credits are imported from a file, once one has seen what will happen and which rows are wrong', async () => {
    const name = `Import, ${device}`;
    const projectId = await house.newSheet({ name, credits: 1 });
    const { page } = await house.comeIn('/admin?show=credits', options);
    const text = `project,credits,expiry,note\n"${name}",40,2099-12-31,spring\n${projectId},2,,\nNobody,5,,\n`;
    for (const said of ['2 granted.', '0 granted, 2 had been granted by this file before.']) {
      await page.getByRole('button', { name: 'Import a CSV' }).click();
      const dialog = page.getByRole('dialog');
      const file = { name: 'credits.csv', mimeType: 'text/csv', buffer: Buffer.from(text) };
      await dialog.locator('input[type=file]').setInputFiles(file);
      await expectShown(dialog.getByText('2 grants, 42 credits in all, to 1 project. 1 row is wrong and left out.'));
      await expectShown(dialog.getByText('Left out: no open project has this name or id.'));
      await dialog.getByRole('button', { name: 'Grant 2' }).click();
      await expectShown(dialog.getByText(said));
      await dialog.getByRole('button', { name: 'Done' }).click();
    }
    await page.goto(`/projects/${projectId}/credits`);
    await expectBalance(page, '43 credits');
  });
});
