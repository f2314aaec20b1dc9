import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ChargingLoad } from '../support/charging-load.ts';
import { ledgerOf } from '../support/operations.ts';
import type { PostgresServer } from '../support/postgres-server.ts';
import { until } from '../support/until.ts';
import { expectExact } from './expect-exact.ts';
import { type Served, Site } from './site.ts';

const FROZEN_MS = 10_000;
/** A connection to wait for and an answer to wait for, twice: for the credential, then for what was asked. */
const ANSWER_MS = 26_000;

let site: Site;
let database: PostgresServer;
let server: Served;

beforeAll(async () => {
  site = new Site();
  database = await site.primary();
  server = await site.serve(await database.makeDatabase('darkroom'), { WORKERS: '2' });
});
afterAll(() => site.remove(), 60_000);

async function count(condition: string): Promise<number> {
  const [row] = await database.ask<{ count: number }>(
    `select count(*)::int as count from actions where ${condition}`,
    'darkroom',
  );
  return row?.count ?? 0;
}

test('the database hangs for 10 seconds: calls are answered in time, workers continue, and every action ends', async () => {
  const projectId = await site.project(server, 'frozen', 1_000_000);
  const follower = site.follow(projectId, [server], 0);
  const load = new ChargingLoad({ clients: () => [server.client], projectIds: [projectId], callers: 4 });
  await load.goesOn(20);
  await until(async () => (await count(`status = 'RUNNING'`)) > 0);

  database.signalAll('SIGSTOP');
  const frozenAt = performance.now();
  const read = server.client.codeOf(ledgerOf, { id: projectId });
  await load.isRefused(4);
  expect(await read).toBe('UNAVAILABLE');
  await until(async () => (await fetch(`${server.url}/readyz`)).status === 503);
  await until(() => performance.now() - frozenAt >= FROZEN_MS);
  database.signalAll('SIGCONT');

  await load.goesOn(20);
  await load.stop();
  expect(load.longestCallMs).toBeLessThan(ANSWER_MS);
  await until(async () => (await count(`status in ('QUEUED', 'RUNNING')`)) === 0);
  await until(async () => (await fetch(`${server.url}/readyz`)).status === 200);
  expect(await count(`status = 'SUCCEEDED'`)).toBe(load.charged.size);
  await expectExact(database, load, [follower]);
  process.stdout.write(
    `frozen: ${load.unknown} calls without an outcome, the longest ${Math.round(load.longestCallMs)} ms\n`,
  );
});
