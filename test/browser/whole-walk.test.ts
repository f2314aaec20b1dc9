import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { graphql } from '../support/generated/index.ts';
import { ledgerOf, performPrompt } from '../support/operations.ts';
import { expectBalance, expectConnection, expectShown } from './expect-shown.ts';
import { OpenHouse } from './open-house.ts';
import { expectPictures, mugFile, paintMiddle, performButton, pickAction, uploadFile } from './studio-steps.ts';
import { DAY_MS } from '../../src/instant.ts';

const usageOf = graphql(`
  query UsageOf($id: ID!, $from: DateTime!, $to: DateTime!) {
    project(id: $id) {
      usage(from: $from, to: $to, interval: DAY) {
        credits
        byKind {
          kind
          actions
          credits
        }
      }
    }
  }
`);

let house: OpenHouse;
beforeAll(async () => {
  house = await OpenHouse.open();
});
afterEach(() => house.seeOff());
afterAll(() => house.close());

test('from the first link through a cut and a restart to a history that the API tells as well', async () => {
  const projectId = await house.newSheet({ name: 'Spring', credits: 100 });
  const { page } = await house.comeIn('/');
  await page
    .getByRole('link', { name: /Spring/ })
    .first()
    .click();
  const { page: other } = await house.comeIn(`/projects/${projectId}/history`, { scheme: 'dark' });
  await expectBalance(other, '100 credits');

  await uploadFile(page, await mugFile());
  await expectShown(page.getByRole('img', { name: 'The product photo' }));
  await page.getByRole('textbox', { name: 'Prompt' }).fill('A mug on a wooden table, morning light');
  await performButton(page).click();
  await expectBalance(other, '95 credits');
  await expectPictures(page, 2);

  // The other window loses its connection while the next credit is spent.
  await other.context().setOffline(true);
  await pickAction(page, 'PROMPT_EDIT');
  await page.getByRole('textbox', { name: 'Refined prompt' }).fill('A mug on a wooden table, at dusk');
  await performButton(page).click();
  await expectBalance(page, '94 credits');
  await expectPictures(page, 3);
  await other.context().setOffline(false);
  await expectBalance(other, '94 credits');

  await pickAction(page, 'BACKGROUND');
  await page.getByRole('textbox', { name: 'Background' }).fill('a forest in fog');
  await page.getByRole('radio', { name: 'What I paint on the picture' }).check();
  await paintMiddle(page);
  await performButton(page).click();
  await expectBalance(other, '91 credits');
  await expectPictures(page, 4);

  await house.stopServer();
  await expectConnection(page, 'Reconnecting');
  await house.restartServer();
  await expectConnection(page, 'Live');
  await pickAction(page, 'EXPAND');
  await page.getByRole('button', { name: '16:9' }).click();
  await performButton(page).click();
  await expectBalance(other, '88 credits');
  await expectBalance(page, '88 credits');
  await expectPictures(page, 5);

  // The transactions, and the totals beside the chart, say what the API says.
  const { project } = await house.client.send(ledgerOf, { id: projectId, first: 10 });
  const lines = other.getByRole('table', { name: 'Transactions' }).getByRole('row').filter({ hasText: 'First key' });
  await expectShown(lines.nth(4));
  const shown = (await lines.allInnerTexts()).map((text) =>
    /([−+]\d+)\s+credits?\s+(\d+)\s*$/.exec(text)?.slice(1).join(' '),
  );
  expect(shown).toEqual(
    project?.transactions.nodes.map(
      ({ amount, balanceAfter }) => `${amount < 0 ? '−' : '+'}${Math.abs(amount)} ${balanceAfter}`,
    ),
  );
  const now = Date.now();
  const range = { from: new Date(now - DAY_MS).toISOString(), to: new Date(now + DAY_MS).toISOString() };
  const usage = (await house.client.send(usageOf, { id: projectId, ...range })).project?.usage;
  expect(usage?.credits).toBe(12);
  const totals = other.getByRole('region', { name: 'Totals' });
  await expectShown(totals.getByText('12 credits spent'));
  for (const { actions, credits } of usage?.byKind ?? []) {
    await expectShown(
      totals
        .getByRole('button')
        .filter({ hasText: `× ${actions}` })
        .filter({ hasText: `${credits}` }),
    );
  }
});

test('the CSV is what the list is filtered to', async () => {
  const projectId = await house.newSheet({ name: 'Autumn', credits: 40, prompts: ['A scarf'] });
  const input = { projectId, prompt: 'A hat', idempotencyKey: 'hat' };
  await house.client.send(performPrompt, { input });
  const { page } = await house.comeIn(`/projects/${projectId}/history?kind=GRANT`);
  await expectShown(page.getByRole('table', { name: 'Transactions' }));
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download CSV' }).click(),
  ]);
  const text = await readFile(await download.path(), 'utf8');
  const [head, ...rows] = text.trim().split('\r\n');
  const { project } = await house.client.send(ledgerOf, { id: projectId, first: 10 });
  const shownLines = await page
    .getByRole('table', { name: 'Transactions' })
    .getByRole('row')
    .filter({ hasText: 'First key' })
    .count();
  expect(head).toContain('balance');
  expect(rows).toHaveLength(shownLines);
  expect(project?.transactions.nodes.length).toBeGreaterThanOrEqual(rows.length);
});
