import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { auditCharges } from '../bench/ledger/audit.ts';
import { chargeOverHttp } from '../bench/mutation/charge-over-http.ts';
import type { PostgresServer } from '../support/postgres-server.ts';
import { type Served, Site } from './site.ts';

const WINDOW_MS = 3_000;
/** Shared by the processes, so that one and three are asked by as many. */
const CONNECTIONS = 48;
const GRANTED = 100_000_000;

let site: Site;
let database: PostgresServer;
const servers: Served[] = [];

beforeAll(async () => {
  site = new Site();
  database = await site.primary();
  const url = await database.makeDatabase('darkroom');
  for (let process = 0; process < 3; process += 1) servers.push(await site.serve(url));
});
afterAll(() => site.remove(), 60_000);

test('one, two and three processes charge one project and many on a stock server: each charge is written once', async () => {
  const [first] = servers as [Served]; // three were started
  const hot = [await site.project(first, 'hot', GRANTED)];
  const many: string[] = [];
  for (let number = 0; number < 30; number += 1) many.push(await site.project(first, `own ${number}`, GRANTED));
  let charges = 0;
  for (const count of [1, 2, 3]) {
    const urls = servers.slice(0, count).map(({ url }) => url);
    for (const [where, projectIds] of Object.entries({ 'one project': hot, '30 projects': many })) {
      const own = { urls, projectIds, connections: CONNECTIONS / count, authorization: first.client.authorization };
      const { operations, seconds, p99Ms } = await chargeOverHttp({ ...own, durationMs: WINDOW_MS });
      charges += operations;
      const rate = `${Math.round(operations / seconds)} charges/s, p99 ${Math.round(p99Ms)} ms`;
      process.stdout.write(`${count} of 3 processes, ${where}: ${rate}\n`);
    }
  }
  await auditCharges([database.url('darkroom')]);
  const [found] = await database.ask<{ charges: number; keys: number }>(
    `select count(*)::int as charges, count(distinct idempotency_key)::int as keys from credit_transactions where kind = 'CHARGE'`,
    'darkroom',
  );
  expect(found).toEqual({ charges, keys: charges });
});
