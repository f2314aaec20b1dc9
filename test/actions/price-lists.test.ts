import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { firstPriceListRow, PriceLists } from '../../src/actions/price-lists.ts';
import { type Database, openDatabase } from '../../src/database/database.ts';
import type { WorkspaceId } from '../../src/ids.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { id } from '../support/ids.ts';

const FIRST_START = Date.UTC(2026, 10, 28, 12);
const HOUR_MS = 3_600_000;
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
  let now = FIRST_START + 2 * HOUR_MS;
  const priceLists = new PriceLists(database, () => now);
  const versions: number[] = [];
  for (const back of [0, 0, 1.5, 2, 3, 24_000]) {
    now = FIRST_START + 2 * HOUR_MS - back * HOUR_MS;
    versions.push((await priceLists.inForce(workspaceId, now)).version);
  }
  expect(versions).toEqual([2, 2, 1, 1, 1, 1]);
});

test('a list that was published elsewhere is known within a second, also after the clock was set back', async () => {
  let now = FIRST_START + 4 * HOUR_MS;
  const priceLists = new PriceLists(database, () => now);
  await priceLists.inForce(workspaceId, now);
  now -= HOUR_MS;
  await database.prisma.priceList.create({
    data: { ...firstPriceListRow(workspaceId, FIRST_START + 2 * HOUR_MS), version: 3 },
  });
  expect((await priceLists.inForce(workspaceId, now)).version).toBe(3);
});
