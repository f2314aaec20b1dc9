import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import type { CreditTransactionFilter } from '../support/generated/graphql.ts';
import { graphql } from '../support/generated/index.ts';
import { performPrompt } from '../support/operations.ts';
import { until } from '../support/until.ts';
import { workOnCampaign } from './campaign.ts';
import { expectBalance, expectShown } from './expect-shown.ts';
import type { OpenHouse } from './open-house.ts';
import { PastHouse } from './past-house.ts';
import { DAY_MS } from '../../src/instant.ts';

const told = graphql(`
  query Told($id: ID!, $from: DateTime!, $to: DateTime!, $timeZone: String!, $filter: CreditTransactionFilter!) {
    project(id: $id) {
      usage(from: $from, to: $to, interval: DAY, timeZone: $timeZone, groupBy: ACTOR) {
        groups {
          actor
          credits
        }
        credits
        buckets {
          credits
          balanceAfter
          byKind {
            credits
          }
        }
      }
      transactions(first: 200, filter: $filter) {
        nodes {
          sequence
          amount
          balanceAfter
        }
      }
    }
  }
`);

let past: PastHouse;
let house: OpenHouse;
let projectId: string;
beforeAll(async () => {
  past = await PastHouse.open(28);
  house = past.house;
  projectId = await workOnCampaign(past);
});
afterEach(() => house.seeOff());
afterAll(() => past.close());

/** What the API tells of the last thirty days, by the calendar of the browser. */
async function whatTheApiTells(page: Page, filter: CreditTransactionFilter = {}) {
  const [timeZone, midnight] = await page.evaluate<[string, number]>(
    '[new Intl.DateTimeFormat().resolvedOptions().timeZone, new Date().setHours(24, 0, 0, 0)]',
  );
  const range = { from: new Date(midnight - 30 * DAY_MS).toISOString(), to: new Date(midnight).toISOString() };
  const { project } = await house.client.send(told, {
    id: projectId,
    ...range,
    timeZone,
    filter: { from: range.from, ...filter },
  });
  if (!project) throw new Error('the project is not there');
  return { ...project, lines: project.transactions.nodes };
}

function amount(credits: number): string {
  return credits > 0 ? `+${credits}` : `−${-credits}`;
}

/** Scrolls down by half a viewport, or from the end to the beginning. Returns the table's row count and its rendered rows by index. */
const SCROLL_AND_READ = `(() => {
  const isAtEnd = scrollY + innerHeight >= document.documentElement.scrollHeight - 1;
  scrollBy(0, isAtEnd ? -scrollY : innerHeight / 2);
  const table = document.querySelector('table[aria-label="Transactions"]');
  return {
    count: Number(table?.ariaRowCount ?? -1),
    rows: [...(table?.querySelectorAll('tbody > tr[aria-rowindex]') ?? [])].map((row) => ({
      place: Number(row.ariaRowIndex),
      isLine: row.querySelector('time') !== null,
      cells: [...row.querySelectorAll('td')].slice(-2).map((cell) => cell.innerText.split('\\n')[0] ?? ''),
    })),
  };
})()`;

interface ReadTable {
  readonly count: number;
  readonly rows: readonly { readonly place: number; readonly isLine: boolean; readonly cells: readonly string[] }[];
}

/** The amounts and balances of the list of transactions, read while it is scrolled: only rows near the viewport are rendered. */
async function transactionTable(page: Page): Promise<string[][]> {
  const read = new Map<number, ReadTable['rows'][number]>();
  await until(async () => {
    const { count, rows } = await page.evaluate<ReadTable>(SCROLL_AND_READ);
    for (const row of rows) read.set(row.place, row);
    return count >= 0 && read.size === count - 1; // without the header
  });
  return [...read.values()]
    .filter(({ isLine }) => isLine)
    .toSorted((one, other) => one.place - other.place)
    .map(({ cells: [credits = '', balance = ''] }) => [credits.replace(/ credits?$/, ''), balance]);
}

test('the transactions and the chart tell what the API tells', async () => {
  const { page } = await house.comeIn(`/projects/${projectId}/history`);
  await expectShown(page.getByTestId('balance-line'));
  const { usage, lines } = await whatTheApiTells(page);
  await expectShown(page.getByRole('region', { name: 'Totals' }).getByText(`${usage.credits} credits spent`));
  expect(lines.length).toBeGreaterThan(40);
  expect(await transactionTable(page)).toEqual(
    lines.map(({ amount: credits, balanceAfter }) => [amount(credits), String(balanceAfter)]),
  );

  await page.getByText('Numbers', { exact: true }).click();
  const rows = page.getByRole('table', { name: 'Usage' }).getByRole('row');
  const shown = await rows.evaluateAll((found) =>
    found.slice(1).map((row) => [...row.querySelectorAll('td')].map((cell) => cell.innerText)),
  );
  expect(shown).toEqual(
    usage.buckets
      .toReversed()
      .map(({ byKind, credits, balanceAfter }) =>
        [...byKind.map((kind) => kind.credits), credits, balanceAfter].map(String),
      ),
  );
});

test('filters stand in the address, hold after a reload, and narrow what is shown', async () => {
  const { page } = await house.comeIn(`/projects/${projectId}/history`);
  await page.getByRole('button', { name: 'Kinds: All kinds' }).click();
  await page.getByRole('checkbox', { name: 'Credits added' }).check();
  await page.keyboard.press('Escape');
  await page.getByRole('cell', { name: '−', exact: false }).first().waitFor({ state: 'detached' });
  expect(new URL(page.url()).search).toBe('?kind=GRANT');
  await page.reload();
  const { lines } = await whatTheApiTells(page, { kinds: ['GRANT'] });
  expect((await transactionTable(page)).map(([credits]) => credits)).toEqual(lines.map((line) => amount(line.amount)));

  await page.goto(`/projects/${projectId}/history?by=nobody`);
  await expectShown(page.getByText('No line is like that'));
  await page.getByRole('main').getByRole('button', { name: 'Clear filters' }).first().click();
  await expectShown(page.getByRole('cell', { name: '−5' }));
  expect(new URL(page.url()).search).toBe('');
});

test('who spent it is told by name and by key, and a name that is pressed narrows the list', async () => {
  const { page } = await house.comeIn(`/projects/${projectId}/history`);
  const spenders = page.getByRole('region', { name: 'Who spent it' });
  const { usage } = await whatTheApiTells(page);
  expect(usage.groups.reduce((sum, { credits }) => sum + credits, 0)).toBe(usage.credits);
  const figures = usage.groups.map(({ actor, credits }) => `${actor}\n${credits}`);
  await until(async () => (await spenders.getByRole('listitem').count()) === figures.length);
  expect(await spenders.getByRole('listitem').allInnerTexts()).toEqual(figures);
  const [first] = usage.groups;
  await spenders.getByRole('button', { name: first?.actor ?? '' }).click();
  await until(() => new URL(page.url()).searchParams.get('by') === first?.actor);
  await spenders.getByText('API key', { exact: true }).click();
  await expectShown(spenders.getByText(String(usage.credits)));
  expect(await spenders.getByRole('button').count()).toBe(0);
});

test('a click on a bar shows the lines behind it', async () => {
  const { page } = await house.comeIn(`/projects/${projectId}/history`);
  const bars = page.getByTestId('spent');
  await bars.first().click();
  await expectShown(page.getByText('Spent', { exact: true })); // at the bar, and the balance below it, each once
  expect(await page.getByTestId('tooltip').getByText('Balance after').count()).toBe(1);
  const chosen = await until(() => new URL(page.url()).searchParams.get('bar'));
  const from = new Date(`${chosen}T00:00:00`).toISOString();
  const to = new Date(Date.parse(from) + DAY_MS).toISOString();
  const { lines } = await whatTheApiTells(page, { from, to });
  const spent = -lines.reduce((sum, line) => sum + Math.min(0, line.amount), 0);
  await expectShown(page.getByRole('region', { name: 'Totals' }).getByText(`${spent} credits spent`));
  expect((await transactionTable(page)).map(([credits]) => credits)).toEqual(lines.map((line) => amount(line.amount)));
  await page.getByRole('button', { name: /show the whole period again/ }).click();
  await until(() => !new URL(page.url()).searchParams.has('bar'));
});

test('the CSV holds what is filtered', async () => {
  const { page } = await house.comeIn(`/projects/${projectId}/history?action=PROMPT`);
  await expectShown(page.getByRole('cell', { name: '−5' }));
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download CSV' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^Handbags- autumn campaign transactions \d{4}-\d\d-\d\d\.csv$/);
  const text = await readFile(await download.path(), 'utf8');
  const { lines } = await whatTheApiTells(page, { actionKinds: ['PROMPT'] });
  const records = text
    .trim()
    .split('\r\n')
    .slice(1)
    .map((record) => record.split(','));
  expect(records.map(([, , , credits, balance, , , sequence]) => [sequence, credits, balance].map(Number))).toEqual(
    lines.map(({ sequence, amount: credits, balanceAfter }) => [sequence, credits, balanceAfter]),
  );
  await expectShown(page.getByRole('heading', { name: 'Transactions' })); // the page is still there
});

test('a line slides into every list that wants it, and the totals follow', async () => {
  const filtered = await house.comeIn(`/projects/${projectId}/history?kind=CHARGE&action=PROMPT`);
  const elsewhere = await house.comeIn(`/projects/${projectId}/history?kind=GRANT`, { scheme: 'dark' });
  const rowsOf = (page: Page) => page.getByRole('table', { name: 'Transactions' }).getByRole('row');
  await expectShown(filtered.page.getByRole('cell', { name: '−5' }));
  await expectShown(elsewhere.page.getByRole('cell', { name: '+240' }));
  const grants = await rowsOf(elsewhere.page).count();
  const { usage } = await whatTheApiTells(filtered.page);
  const input = { projectId, prompt: 'A blue handbag', idempotencyKey: 'while they look' };
  const { performPrompt: performed } = await house.client.send(performPrompt, { input });
  if (performed.__typename !== 'PerformedAction') throw new Error(performed.__typename);
  const { balanceAfter } = performed.transaction;
  await expectShown(
    rowsOf(filtered.page)
      .nth(2)
      .getByRole('cell', { name: String(balanceAfter), exact: true }),
  );
  await expectBalance(elsewhere.page, `${balanceAfter} credits`);
  expect(await rowsOf(elsewhere.page).count()).toBe(grants);
  const totals = filtered.page.getByRole('region', { name: 'Totals' });
  await expectShown(totals.getByText(`${usage.credits + 5} credits spent`));
});

test('a project of which nothing happened in the time says so', async () => {
  const { page } = await house.comeIn(`/projects/${projectId}/history?period=2001-01-01..2001-01-31`);
  await expectShown(page.getByText('No credit has moved in this time'));
  await expectShown(page.getByRole('region', { name: 'Totals' }).getByText('0 credits spent'));
});
