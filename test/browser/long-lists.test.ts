import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import sharp from 'sharp';
import { typeIdOrNull } from '../../src/graphql/ids/type-id.ts';
import { DAY_MS } from '../../src/instant.ts';
import { photograph } from '../support/photograph.ts';
import { createProject, grantCredits, performPrompt } from '../support/operations.ts';
import { addComment, createShareLink } from '../support/share-operations.ts';
import { until } from '../support/until.ts';
import { boxOf } from './box-of.ts';
import { expectConnection, expectShown } from './expect-shown.ts';
import { insertManyPictures } from './insert-many-pictures.ts';
import { OpenHouse } from './open-house.ts';

const MANY = 60;
const PICTURES = 300;
const AWAY = 'While away';

let house: OpenHouse;
let projectId: string;
let imageId: string;
beforeAll(async () => {
  house = await OpenHouse.open({ WORKERS: '0' });
  projectId = await house.newSheet({ name: 'Rings', credits: 5_000 });
  const { bytes } = await photograph({ width: 240, height: 180 });
  imageId = await house.upload(projectId, new Uint8Array(await sharp(bytes).png().toBuffer()));
  for (let number = 1; number <= MANY; number += 1) {
    await perform(`ring ${number}`);
    await house.client.send(createProject, { input: { name: `Campaign ${number}` } });
    await house.client.send(addComment, { imageId, text: `Comment ${number}` });
    await share(`Choice ${number}`);
  }
  await house.withDatabase((client) => insertManyPictures(client, projectId, PICTURES));
  await insertPurchases(1, 30);
});
afterEach(() => house.seeOff());
afterAll(() => house.close());

async function perform(prompt: string): Promise<void> {
  await house.client.send(performPrompt, { input: { projectId, prompt, idempotencyKey: prompt } });
}

async function share(title: string): Promise<void> {
  const endsAt = new Date(Date.now() + DAY_MS).toISOString();
  const input = { projectId, imageIds: [imageId], title, endsAt, allowsComments: true, idempotencyKey: title };
  await house.client.send(createShareLink, { input });
}

async function grant(note: string): Promise<void> {
  await house.client.send(grantCredits, { input: { projectId, credits: 7, note, idempotencyKey: note } });
}

/** Inserts unpaid purchases into the database. The number of each, from `first` to `last`, is also its number of credits. */
async function insertPurchases(first: number, last: number): Promise<void> {
  await house.withDatabase(async (client) => {
    await client.query(
      `insert into purchases (id, workspace_id, project_id, credit_pack_id, credits, minor, currency, source, status,
         saves_payment_method, expires_at, actor, created_at)
       select lpad(to_hex(number), 32, '0')::uuid, workspace_id, id, gen_random_uuid(), number, 1000, 'usd', 'CHECKOUT',
         'EXPIRED', false, now(), 'Ana', now()
       from projects, generate_series($2::int, $3::int) number where projects.id = $1::uuid`,
      [typeIdOrNull('prj', projectId), first, last],
    );
  });
}

interface List {
  readonly name: string;
  readonly path: () => string;
  /** The oldest row, which is not in the first page. */
  readonly oldest: (page: Page) => Locator;
  /** Somebody else adds a row. */
  readonly add: () => Promise<void>;
  readonly added: (page: Page) => Locator;
}

const rowsOf = (page: Page, table: string) => page.getByRole('table', { name: table }).getByRole('row');
const cards = (page: Page) => page.getByRole('main').getByRole('list', { name: 'Projects' }).getByRole('listitem');

const LISTS: readonly List[] = [
  {
    name: 'projects',
    path: () => '/',
    oldest: (page) => cards(page).filter({ has: page.getByRole('link', { name: 'Campaign 1', exact: true }) }),
    add: async () => void (await house.client.send(createProject, { input: { name: AWAY } })),
    added: (page) => cards(page).filter({ hasText: AWAY }),
  },
  {
    name: 'history',
    path: () => `/projects/${projectId}/history`,
    oldest: (page) => page.getByRole('cell', { name: '+5,000' }),
    add: () => grant(`${AWAY}, history`),
    added: (page) => rowsOf(page, 'Transactions').filter({ hasText: `${AWAY}, history` }),
  },
  {
    name: 'sheet',
    path: () => `/projects/${projectId}/sheet`,
    oldest: (page) => page.getByRole('button', { name: 'Picture 1.png', exact: true }),
    add: () => perform(AWAY),
    added: (page) => page.getByRole('button', { name: new RegExp(AWAY) }),
  },
  {
    name: 'purchases',
    path: () => `/projects/${projectId}/credits`,
    oldest: (page) => rowsOf(page, 'Purchases').filter({ has: page.getByRole('cell', { name: '1', exact: true }) }),
    add: () => insertPurchases(777, 777),
    added: (page) => rowsOf(page, 'Purchases').filter({ hasText: '777' }),
  },
  {
    name: 'share links',
    path: () => `/projects/${projectId}/settings`,
    oldest: (page) => page.getByText('Choice 1', { exact: true }),
    add: () => share(AWAY),
    added: (page) => page.getByText(AWAY, { exact: true }),
  },
  {
    name: 'comments',
    path: () => `/projects/${projectId}/studio?picture=${imageId}&comments=1`,
    oldest: (page) => page.getByText('Comment 1', { exact: true }),
    add: async () => void (await house.client.send(addComment, { imageId, text: AWAY })),
    added: (page) => page.getByText(AWAY, { exact: true }),
  },
  {
    name: 'audit log',
    path: () => '/admin?show=audit',
    oldest: (page) => rowsOf(page, 'Audit log').filter({ hasText: '5,000 credits' }),
    add: () => grant(`${AWAY}, audit log`),
    added: (page) => rowsOf(page, 'Audit log').filter({ hasText: `${AWAY}, audit log` }),
  },
];

const SCROLLERS = `[document.documentElement, ...document.querySelectorAll('main *')].filter((element) =>
  element === document.documentElement || /auto|scroll/.test(getComputedStyle(element).overflowY))`;
const SCROLL_DOWN = `${SCROLLERS}.forEach((scroller) => (scroller.scrollTop = scroller.scrollHeight));
  [...document.querySelectorAll('main button:enabled')]
    .filter(({ textContent }) => /^Show (more|earlier)/.test(textContent))
    .forEach((button) => button.click())`;
const SCROLL_UP = `${SCROLLERS}.forEach((scroller) => (scroller.scrollTop = 0))`;

/** Scrolls down, and presses "Show more" where there is such a button, until the row is in view. */
async function goDownTo(page: Page, row: Locator): Promise<void> {
  await until(async () => {
    if (await row.isVisible()) return true;
    await page.evaluate(SCROLL_DOWN);
    return false;
  });
  await row.scrollIntoViewIfNeeded();
}

async function isInView(page: Page, row: Locator): Promise<boolean> {
  if (!(await row.isVisible())) return false;
  const [{ y, height }, windowPx] = [await boxOf(row), page.viewportSize()?.height ?? 0];
  return y + height > 0 && y < windowPx;
}

test.each(LISTS)('$name: after an interruption the list keeps its rows and shows the new one', async (list) => {
  const { page } = await house.comeIn(list.path());
  const oldest = list.oldest(page);
  await goDownTo(page, oldest);
  await expectConnection(page, 'Live');
  await page.context().setOffline(true);
  await expectConnection(page, 'Reconnecting');
  await list.add();
  await page.context().setOffline(false);
  await expectConnection(page, 'Live again');
  await expectConnection(page, 'Live');
  expect(await isInView(page, oldest)).toBe(true);
  await page.evaluate(SCROLL_UP);
  await expectShown(list.added(page));
});
