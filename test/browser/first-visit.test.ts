import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { DarkroomHouse } from '../support/darkroom.ts';
import type { GraphqlClient } from '../support/graphql-client.ts';
import { createProject, grantCredits, performPrompt } from '../support/operations.ts';
import { until } from '../support/until.ts';
import { openBrowser, Visitor, type VisitorOptions } from './visitor.ts';

const FIRST_PAGE_MAX_KB = 350;

let house: DarkroomHouse;
let url: string;
let client: GraphqlClient;
let key: string;
let browser: Browser;
const visitors: Visitor[] = [];

beforeAll(async () => {
  house = new DarkroomHouse();
  ({ url, client } = await house.serve());
  key = await house.firstKey();
  browser = await openBrowser();
});
afterEach(async () => {
  for (const visitor of visitors) visitor.expectNothingOdd();
  await Promise.all(visitors.splice(0).map((visitor) => visitor.leave()));
});
afterAll(async () => {
  await browser.close();
  await client.close();
  await house.remove();
});

async function come(options?: VisitorOptions): Promise<Visitor> {
  const visitor = await Visitor.come(browser, url, options);
  visitors.push(visitor);
  return visitor;
}

/** Comes by the printed link. */
async function comeIn(options?: VisitorOptions, address = '/'): Promise<Visitor> {
  const visitor = await come(options);
  await visitor.page.goto(`${address}#key=${key}`);
  return visitor;
}

async function newProject(page: Page, name: string): Promise<string> {
  await page.getByRole('button', { name: 'New project' }).first().click();
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByRole('button', { name: 'Create project' }).click();
  await page.getByRole('heading', { name }).waitFor();
  return /prj_\w+/.exec(page.url())?.[0] ?? '';
}

/** Waits until the project page tells this balance. */
async function sees(page: Page, balance: string): Promise<void> {
  const told = page.getByTestId('project-balance').getByTestId('balance');
  await told.filter({ hasText: new RegExp(`^${balance}$`) }).waitFor({ state: 'attached' });
}

describe('sign-in', () => {
  test('by the printed link takes the key out of the address at once', async () => {
    const { page } = await comeIn();
    await page.getByRole('heading', { name: 'Projects' }).waitFor();
    expect(page.url()).toBe(`${url}/`);
    await page.reload();
    await page.getByRole('link', { name: 'My first project' }).first().waitFor();
  });

  test('by pasting a key says when it is not known, and keeps it for the tab alone unless asked', async () => {
    const visitor = await come();
    const { page } = visitor;
    await page.goto('/');
    await page.getByLabel('Key', { exact: true }).fill('dkr_nobody');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('This key is not known here.').waitFor();
    await page.getByLabel('Key', { exact: true }).fill(key);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Projects' }).waitFor();
    expect(await page.evaluate('localStorage.getItem("darkroom.key")')).toBeNull();

    await page.getByRole('button', { name: 'You' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in to your studio' }).waitFor();
    expect(await page.evaluate('sessionStorage.getItem("darkroom.key")')).toBeNull();
  });
});

describe('a project', () => {
  test('is made in one window, and its balance moves in another', async () => {
    const one = await comeIn();
    const projectId = await newProject(one.page, 'Necklace spring');
    await one.page.getByText('This project has no credits').waitFor();

    const other = await comeIn({ scheme: 'dark' }, `/projects/${projectId}/history`);
    await sees(other.page, '0 credits, low');
    await one.page.getByRole('button', { name: 'Add credits' }).first().click();
    await one.page.getByRole('dialog').getByRole('button', { name: 'Add credits' }).click();
    await sees(one.page, '100 credits');
    await sees(other.page, '100 credits');
    await other.page.getByRole('cell', { name: '+100' }).waitFor();

    const input = { projectId, prompt: 'A silver necklace on marble, soft light' };
    await client.send(performPrompt, { input: { ...input, idempotencyKey: 'one' } });
    await sees(one.page, '95 credits');
    await sees(other.page, '95 credits');
    await one.page.getByRole('img', { name: input.prompt }).waitFor();
    await other.page.getByRole('cell', { name: '−5' }).waitFor();

    await one.page.getByRole('link', { name: 'All projects' }).click();
    await one.page.getByRole('link', { name: 'Necklace spring' }).first().waitFor();
  });

  test('is renamed, gets a low-balance notice, and is archived after a word of warning', async () => {
    const { page } = await comeIn();
    await newProject(page, 'Sunglasses');
    await page.getByRole('main').getByRole('button', { name: 'More about Sunglasses' }).click();
    await page.getByRole('menuitem', { name: 'Name and low-balance notice' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Sunglasses, summer');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: 'Sunglasses, summer' }).waitFor();

    await page.getByRole('main').getByRole('button', { name: 'More about Sunglasses, summer' }).click();
    await page.getByRole('menuitem', { name: 'Archive' }).click();
    await page.getByText('this cannot be undone').waitFor();
    await page.getByRole('button', { name: 'Archive project' }).click();
    await page.getByText('It takes no actions and no credits').waitFor();
    await page.goto('/?show=archived');
    await page.getByRole('link', { name: 'Sunglasses, summer' }).waitFor();
  });

  test('is found by a part of its name, which stands in the address', async () => {
    await newSheet('Rings', 0, []);
    const { page } = await comeIn();
    await page.getByLabel('Search projects by name').fill('rings');
    const found = page.getByRole('list', { name: 'Projects' }).getByRole('link');
    await found.filter({ hasNotText: 'Rings' }).first().waitFor({ state: 'detached' });
    expect(page.url()).toBe(`${url}/?search=rings`);
    await page.reload();
    await found.filter({ hasText: 'Rings' }).waitFor();
    expect(await found.count()).toBe(1);
    await page.getByLabel('Search projects by name').fill('nothing like it');
    await page.getByText('No project is called').waitFor();
  });

  test('that is not there is told in words', async () => {
    const { page } = await comeIn({}, '/projects/prj_01k00000000000000000000000/studio');
    await page.getByRole('heading', { name: 'There is nothing here' }).waitFor();
  });
});

/** A project that has been granted credits and has performed a Prompt for each text. */
async function newSheet(name: string, credits: number, prompts: readonly string[]): Promise<void> {
  const { createProject: project } = await client.send(createProject, { input: { name, lowBalanceThreshold: 10 } });
  const projectId = project.id;
  if (credits > 0) await client.send(grantCredits, { input: { projectId, credits, idempotencyKey: 'grant' } });
  for (const prompt of prompts) {
    await client.send(performPrompt, { input: { projectId, prompt, idempotencyKey: prompt } });
  }
}

describe('the way the page looks', () => {
  const everyPage = async (visitor: Visitor, name: string) => {
    const { page } = visitor;
    const look = async (part: string) => {
      await page.evaluate('document.fonts.ready');
      await visitor.expectAccessible();
      await visitor.shoot(`${name}-${part}`);
    };
    await page.goto('/');
    await page.getByRole('heading', { name: 'Sign in to your studio' }).waitFor();
    await look('sign-in');
    await page.goto(`/#key=${key}`);
    const necklace = page.getByRole('list', { name: 'Projects' }).getByRole('link', { name: 'Necklace', exact: true });
    await necklace.waitFor();
    await until(async () => (await page.locator('img:not([data-shown])').count()) === 0);
    await look('projects');
    await necklace.click();
    await page.getByRole('img').first().waitFor();
    await until(async () => (await page.locator('img:not([data-shown])').count()) === 0);
    await look('studio');
    await page.getByRole('link', { name: 'History' }).click();
    await page.getByRole('cell', { name: '+100' }).waitFor();
    await look('history');
    await page.goto('/help');
    await page.getByRole('cell', { name: '5 credits' }).waitFor();
    await look('help');
    await page.goto('/admin');
    await page.getByRole('rowheader', { name: 'First key' }).waitFor();
    await look('admin');
    await page.goto('/');
    await page.getByRole('button', { name: 'New project' }).click();
    await page.getByRole('dialog').waitFor();
    await look('new-project');
  };

  test('is accessible in both themes, on a desktop and on a phone', async () => {
    await newSheet('Perfume', 12, ['A perfume bottle on marble']);
    await newSheet('Caps', 0, []);
    await newSheet('Handbags, autumn campaign', 48, ['A red handbag in a city at night']);
    await newSheet('Necklace', 100, [
      'A silver necklace on marble, soft light',
      'Sunglasses on a beach at sunset',
      'A perfume bottle on black concrete',
      'A green dress in a forest',
    ]);
    await everyPage(await come({ isStill: true }), 'desktop-light');
    await everyPage(await come({ isStill: true, scheme: 'dark' }), 'desktop-dark');
    await everyPage(await come({ isStill: true, isPhone: true }), 'phone-light');
    await everyPage(await come({ isStill: true, isPhone: true, scheme: 'dark' }), 'phone-dark');
  });
});
