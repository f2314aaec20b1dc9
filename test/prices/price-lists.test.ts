import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { type Database, openDatabase } from '../../src/database/database.ts';
import { runStatement } from '../../src/database/statement.ts';
import type { WorkspaceId } from '../../src/ids.ts';
import { firstPriceListRow } from '../../src/prices/price-list.ts';
import { refuseChangedPrices, type ExpectedPrice, currentPrices } from '../../src/prices/price-check.ts';
import { PriceLists } from '../../src/prices/price-lists.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { id } from '../support/ids.ts';
import { HOUR_MS } from '../../src/instant.ts';

const FIRST_START = Date.UTC(2026, 10, 28, 12);
const workspaceId: WorkspaceId = id('workspace', 1);

let home: TestDatabase;
let database: Database;

beforeAll(async () => {
  home = await testDatabase();
  database = openDatabase(home.url);
  const { prisma } = database;
  const first = firstPriceListRow(workspaceId, FIRST_START);
  await prisma.workspace.create({ data: { id: workspaceId, name: 'Studio', createdAt: new Date(FIRST_START) } });
  await prisma.priceList.create({ data: first });
  await prisma.priceList.create({ data: { ...first, version: 2, effectiveAt: new Date(FIRST_START + HOUR_MS) } });
});
afterAll(async () => {
  await database.close();
  await home.close();
});

test('there is a price list at every time, also where the clock has been set back behind the first start', async () => {
  let now = 0;
  const priceLists = new PriceLists(database, () => now);
  const versions: [number, number][] = [];
  for (const back of [0, 1, 1.5, 2, 3, 24_000]) {
    now = FIRST_START + 2 * HOUR_MS - back * HOUR_MS;
    const [inForceNow, inForceThen] = [priceLists.inForceNow(workspaceId), priceLists.inForceAt(workspaceId, now)];
    versions.push([(await inForceNow).version, (await inForceThen).version]);
  }
  expect(versions).toEqual([2, 2, 1, 1, 1, 1].map((version) => [version, version]));
});

test('concurrent requests share their reads, and each result is current at its request', async () => {
  const priceLists = new PriceLists(database, () => FIRST_START);
  const query = jest.spyOn(database.pool, 'query');
  const first = priceLists.inForceNow(workspaceId);
  await Promise.resolve();
  const others = Array.from({ length: 300 }, () => priceLists.inForceNow(workspaceId));
  const lists = await Promise.all([first, ...others]);
  expect(new Set(lists.map(({ version }) => version))).toEqual(new Set([1]));
  expect(query.mock.calls.length).toBeLessThanOrEqual(2);
  query.mockRestore();
});

test('prices for charges are read once, and again after they were found to have changed', async () => {
  let now = FIRST_START;
  const priceLists = new PriceLists(database, () => now);
  const query = jest.spyOn(database.pool, 'query');
  const versionNow = async () => (await priceLists.assumedNow(workspaceId)).list.version;
  expect(await versionNow()).toBe(1);
  now += HOUR_MS;
  expect(await versionNow()).toBe(2); // planned before it was read
  expect(query.mock.calls).toHaveLength(1);
  priceLists.forget(workspaceId);
  expect(await versionNow()).toBe(2);
  expect(query.mock.calls).toHaveLength(2);
  query.mockRestore();
});

test.each<[string, Omit<ExpectedPrice, 'workspaceId'>, boolean]>([
  ['of the newest list stands', { priceVersion: 2, newestPriceVersion: 2 }, true],
  ['of an older list stands, where the newer one was known', { priceVersion: 1, newestPriceVersion: 2 }, true],
  ['does not stand once a newer list was published', { priceVersion: 1, newestPriceVersion: 1 }, false],
  ['of a list that does not exist does not stand', { priceVersion: 3, newestPriceVersion: 3 }, false],
])('a claim %s', async (_what, versions, stands) => {
  const claim = { workspaceId, ...versions };
  const standing = await runStatement<{ ord: number }>(database.pool, currentPrices([claim, claim]));
  expect(new Set(standing.map(({ ord }) => ord))).toEqual(new Set(stands ? [1, 2] : []));
  for (const claims of [[claim], [claim, { ...claim, priceVersion: 1, newestPriceVersion: 2 }]]) {
    const checked = await runStatement(database.pool, refuseChangedPrices(claims)).catch(
      (error: Error) => error.message,
    );
    expect(checked).toEqual(stands ? [] : 'the prices are no longer what was charged by');
  }
});

test('a workspace without a list fails alone, and the next request succeeds', async () => {
  const priceLists = new PriceLists(database, () => FIRST_START);
  const [strange, own] = await Promise.allSettled([
    priceLists.inForceNow(id('workspace', 9)),
    priceLists.inForceNow(workspaceId),
  ]);
  expect([strange.status, own.status]).toEqual(['rejected', 'fulfilled']);
  const query = jest.spyOn(database.pool, 'query').mockImplementationOnce(() => {
    throw new Error('away');
  });
  await expect(priceLists.inForceNow(workspaceId)).rejects.toThrow('away');
  query.mockRestore();
  expect((await priceLists.inForceNow(workspaceId)).version).toBe(1);
});

test.each([
  ['a price', 'update action_prices set credits = 1'],
  ['when a list takes effect', "update price_lists set effective_at = effective_at + interval '1 hour'"],
  ['a price, away', 'delete from action_prices'],
  ['a list, away', 'truncate price_lists cascade'],
])('the database refuses to change %s', async (_what, sql) => {
  await expect(database.pool.query(sql)).rejects.toThrow('published prices are never changed or removed');
});

test('the database refuses a list that takes effect before it was published', async () => {
  const backdated = { ...firstPriceListRow(workspaceId, FIRST_START), version: 3, effectiveAt: new Date(0) };
  await expect(database.prisma.priceList.create({ data: backdated })).rejects.toThrow('price_lists_not_backdated');
});
