import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { createApiKey } from '../support/access-operations.ts';
import { setAllowance } from '../support/credit-operations.ts';
import { GraphqlClient } from '../support/graphql-client.ts';
import { performPrompt } from '../support/operations.ts';
import { expectConnection, expectShown } from './expect-shown.ts';
import { LOOKS } from './looks.ts';
import { OpenHouse } from './open-house.ts';

let house: OpenHouse;
beforeAll(async () => {
  house = await OpenHouse.open();
});
afterEach(() => house.seeOff());
afterAll(() => house.close());

async function newPerson(name: string, credits: number): Promise<{ secret: string; client: GraphqlClient }> {
  const input = { name, role: 'EDITOR' as const, creditCap: { credits, per: 'MONTH' as const } };
  const { createApiKey: made } = await house.client.send(createApiKey, { input });
  return { secret: made.secret, client: new GraphqlClient(house.url, made.secret) };
}

test('people see how much of their cap and of the allowance is used, and each charge updates it', async () => {
  const projectId = await house.newSheet({ name: 'Caps', credits: 0 });
  await house.client.send(setAllowance, { input: { projectId, allowance: { credits: 40, every: 'MONTH' } } });
  const { secret, client } = await newPerson('Maria', 20);
  for (const [place, { name, ...look }] of LOOKS.entries()) {
    const maria = await house.visitor({ ...look, isStill: true });
    const { page } = maria;
    await page.goto(`/projects/${projectId}/studio#key=${secret}`);
    await expectConnection(page, 'Live');
    const used = place * 5;
    const cap = page.getByTestId('own-cap');
    if (!look.isPhone) await expectShown(cap.getByText(`${used} of 20 this month`));
    await client.send(performPrompt, { input: { projectId, prompt: 'A ring', idempotencyKey: name } });
    if (!look.isPhone) await expectShown(cap.getByText(`${used + 5} of 20 this month`));
    await maria.shoot(`cap-studio-${name}`);
    await page.goto(`/projects/${projectId}/credits`);
    await expectShown(cap.getByText(`${used + 5} of 20 this month`));
    await expectShown(page.getByTestId('allowance').getByText(`${used + 5} of 40 used this month`));
    expect(await maria.barriers()).toEqual([]);
    await maria.shoot(`cap-credits-${name}`);
    await page.getByRole('button', { name: 'You' }).click();
    await expectShown(page.getByRole('menu').getByText(`${used + 5} of 20 credits of your cap are spent this month`));
    await maria.shoot(`cap-menu-${name}`);
  }
  await client.close();
});

test('an admin sees the spending of the workspace by person, key or action, and saves it as CSV', async () => {
  const projectId = await house.newSheet({ name: 'Spending', credits: 100, prompts: ['A ring', 'A cap', 'A shoe'] });
  const { client } = await newPerson('=HYPERLINK("evil")', 50);
  await client.send(performPrompt, { input: { projectId, prompt: 'A ring', idempotencyKey: 'spent' } });
  await client.close();
  for (const { name, ...look } of LOOKS) {
    const admin = await house.comeIn('/admin?show=spending', { ...look, isStill: true });
    const { page } = admin;
    const table = page.getByRole('table', { name: 'Spending' });
    const first = table.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'First key' }) });
    await expectShown(first.getByRole('cell', { name: '15', exact: true }));
    await admin.shoot(`spending-${name}`);
    expect(await admin.barriers()).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    await page.getByText('Action', { exact: true }).first().click();
    await expectShown(table.getByRole('rowheader', { name: 'Prompt' }));
    expect(new URL(page.url()).searchParams.get('by')).toBe('KIND');
    await page.reload();
    await expectShown(table.getByRole('rowheader', { name: 'Prompt' }));
    await page.getByText('Key', { exact: true }).last().click();
    await expectShown(table.getByRole('rowheader', { name: '=HYPERLINK' }));
    if (look.isPhone) continue;
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'CSV' }).click(),
    ]);
    const csv = await readFile(await download.path(), 'utf8');
    const today = new Date().toISOString().slice(0, 10);
    expect(csv).toMatch(/^day_utc,spent_by,api_key_id,actions,credits\r\n/);
    expect(csv).toMatch(new RegExp(`${today},First key,key_\\w+,3,15\r\n`));
    expect(csv).toMatch(new RegExp(`${today},"'=HYPERLINK\\(""evil""\\)",key_\\w+,1,5\r\n`));
  }
});

test('a sign-in link is not used up when it is opened: its button signs in once, and is refused the second time', async () => {
  const admin = await house.comeIn('/admin');
  const { page } = admin;
  await page.getByRole('button', { name: 'New key' }).click();
  await page.getByLabel('Name').fill('Jo');
  await page.getByLabel('A link that signs in once').check();
  await admin.shoot('link-new');
  await page.getByRole('button', { name: 'Make key' }).click();
  const link = (await page.getByTestId('secret').textContent()) ?? '';
  expect(link).toMatch(new RegExp(`^${house.url}/#link=dkl_[0-9a-f]{64}$`));
  await admin.shoot('link-made');
  await page.getByRole('button', { name: 'I have it' }).click();
  const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: /^Jo/ }) });
  await expectShown(row.getByText(/a link waits until/));
  for (const { name, ...look } of LOOKS) {
    const opened = await house.visitor({ ...look, isStill: true });
    await opened.page.goto(link);
    await expectShown(opened.page.getByRole('heading', { name: 'Your link to the studio' }));
    expect(opened.page.url()).toBe(`${house.url}/`);
    await opened.shoot(`link-${name}`);
    expect(await opened.barriers()).toEqual([]);
  }
  const jo = await house.visitor();
  await jo.page.goto(link);
  await jo.page.getByRole('button', { name: 'Sign in' }).click();
  await expectShown(jo.page.getByRole('heading', { name: 'Projects' }));
  expect(await jo.page.evaluate('localStorage.getItem("darkroom.key")')).toMatch(/^dkr_/);
  const late = await house.visitor();
  await late.page.goto(link);
  await late.page.getByRole('button', { name: 'Sign in' }).click();
  await expectShown(late.page.getByText(/This link was used before/));

  await row.getByRole('button', { name: 'Sign-in link for Jo' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Make the link' }).click();
  const next = (await page.getByTestId('secret').textContent()) ?? '';
  await page.getByRole('button', { name: 'I have it' }).click();
  await late.page.goto(next);
  await late.page.getByRole('button', { name: 'Sign in' }).click();
  await expectShown(late.page.getByRole('heading', { name: 'Projects' }));
  await expectShown(jo.page.getByRole('heading', { name: 'Your key has ended' }));
});
