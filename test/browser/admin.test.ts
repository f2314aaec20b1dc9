import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { createApiKey } from '../support/access-operations.ts';
import { error, FakeProvider, says } from '../engines/http/fake-provider.ts';
import { GraphqlClient } from '../support/graphql-client.ts';
import { performPrompt } from '../support/operations.ts';
import { expectBalance, expectConnection, expectShown } from './expect-shown.ts';
import { OpenHouse } from './open-house.ts';

let house: OpenHouse;
beforeAll(async () => {
  house = await OpenHouse.open();
});
afterEach(() => house.seeOff());
afterAll(() => house.close());

test('a key is made, used in another window, and revoked: that window says that it has ended', async () => {
  const projectId = await house.newSheet({ name: 'Necklaces', credits: 100 });
  const { page } = await house.comeIn('/admin');
  await page.getByRole('button', { name: 'New key' }).click();
  await page.getByRole('button', { name: 'Make key' }).click();
  await expectShown(page.getByText('Give it a name, 1 to 200 characters'));
  await page.getByLabel('Name').fill('Maria');
  await page.getByLabel('Cap').fill('20');
  await page.getByRole('button', { name: 'Make key' }).click();
  const secret = (await page.getByTestId('secret').textContent()) ?? '';
  expect(secret).toMatch(/^dkr_/);
  await page.getByRole('button', { name: 'I have it' }).click();
  expect(await page.content()).not.toContain(secret);

  const maria = await house.visitor({ scheme: 'dark' });
  await maria.page.goto(`/projects/${projectId}/history#key=${secret}`);
  await expectConnection(maria.page, 'Live');
  const client = new GraphqlClient(house.url, secret);
  await client.send(performPrompt, { input: { projectId, prompt: 'A necklace', idempotencyKey: 'one' } });
  await client.close();
  await expectBalance(maria.page, '95 credits');
  await page.reload();
  const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: /^Maria/ }) });
  await expectShown(row.getByRole('cell', { name: /5 of 20 this month/ }));

  await row.getByRole('button', { name: 'Revoke Maria' }).click();
  const dialog = page.getByRole('dialog');
  expect(await dialog.getByRole('button', { name: 'Revoke key' }).isDisabled()).toBe(true);
  await dialog.getByLabel(/Type its name/).fill('Maria');
  await dialog.getByRole('button', { name: 'Revoke key' }).click();
  await expectShown(maria.page.getByRole('heading', { name: 'Your key has ended' }));
  await row.waitFor({ state: 'detached' });
  await page.getByLabel('Also revoked ones').check({ force: true });
  await expectShown(row.getByText('Revoked'));

  await page.getByText('Audit log', { exact: true }).click();
  await expectShown(page.getByRole('row').filter({ hasText: 'Revoked a key' }));
  await expectShown(page.getByRole('row').filter({ hasText: 'Made a key: “Maria”' }));
  expect(new URL(page.url()).search).toBe('?show=audit');
});

test('the last admin key is not revoked, and the page says why', async () => {
  const { page } = await house.comeIn('/admin');
  await page.getByRole('button', { name: 'Revoke First key' }).click();
  await page.getByLabel(/Type its name/).fill('First key');
  await page.getByRole('button', { name: 'Revoke key' }).click();
  await expectShown(page.getByText('First key cannot be revoked.'));
  await expectShown(page.getByText(/It is the last ADMIN key for every project that does not expire/));
  await expectShown(page.getByText(/Make another such key first, then revoke this one/));
});

test('an admin sees which engines make previews, what pictures cost and bring in, and what an engine lacks', async () => {
  const fake = await new FakeProvider().listen();
  const provided = await OpenHouse.open({
    ENGINE_PROMPT: 'openai:gpt-image-2',
    ENGINE_URL: `${fake.origin}/v1`,
    OPENAI_API_KEY: 'key-1',
    ENGINE_COSTS: '{"openai:gpt-image-2":{"picture":0.04}}',
    CREDIT_PRICE: '0.02',
  });
  try {
    const projectId = await provided.newSheet({ name: 'Rings', credits: 100, prompts: ['A ring'] });
    fake.fail(says(401, error('invalid_api_key')));
    await provided.client.send(performPrompt, { input: { projectId, prompt: 'A ring', idempotencyKey: 'refused' } });
    const { page } = await provided.comeIn(`/projects/${projectId}/history`);
    await expectBalance(page, '95 credits');
    await page.goto('/admin?show=engines');
    await expectShown(page.getByRole('alert').getByText('openai:gpt-image-2 makes no pictures.'));
    await expectShown(page.getByRole('alert').getByText(/does not accept the key.*check OPENAI_API_KEY/));
    const inUse = page.getByRole('table', { name: 'Engines in use' });
    await expectShown(inUse.getByRole('row', { name: 'Prompt openai:gpt-image-2', exact: true }));
    await expectShown(inUse.getByRole('row', { name: 'Expand builtin Preview', exact: true }));
    const today = new Date().toLocaleDateString('en-US', { dateStyle: 'medium', timeZone: 'UTC' });
    const calls = page.getByRole('table', { name: 'Calls of engines' }).getByRole('row').last();
    await expectShown(calls.filter({ hasText: `${today}Prompt` }).filter({ hasText: '1 failed' }));
    expect(await calls.getByRole('cell').allTextContents()).toEqual([
      today,
      expect.stringContaining('Prompt'),
      'openai:gpt-image-2',
      '11 failed',
      expect.stringMatching(/^\d+\.\d$/),
      '5',
      '0.04',
      '0.06',
    ]);
  } finally {
    await provided.close();
    await fake.close();
  }
});

test('an admin of some projects adds credits to them, and is shown no keys', async () => {
  const projectId = await house.newSheet({ name: 'Rings', credits: 3 });
  await house.newSheet({ name: 'Somebody else’s', credits: 3 });
  const input = { name: 'Admin of rings', role: 'ADMIN' as const, projectIds: [projectId] };
  const { createApiKey: made } = await house.client.send(createApiKey, { input });
  const { page } = await house.visitor();
  await page.goto(`/admin#key=${made.secret}`);
  const balances = page.getByRole('table', { name: 'Balances' });
  await expectShown(balances.getByRole('rowheader', { name: 'Rings' }));
  expect(await balances.getByRole('rowheader').count()).toBe(1);
  expect(await page.getByText('Audit log').count()).toBe(0);
  await page.getByRole('button', { name: 'Add credits to Rings' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Add credits' }).click();
  await expectShown(balances.getByRole('cell', { name: '103' }));
});
