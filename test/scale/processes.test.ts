import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ChargingLoad } from '../support/charging-load.ts';
import { ledgerOf, performPrompt } from '../support/operations.ts';
import type { PostgresServer } from '../support/postgres-server.ts';
import type { SilentProxy } from '../support/silent-proxy.ts';
import { expectExact } from './expect-exact.ts';
import { type Served, Site } from './site.ts';

const GRANTED = 1_000_000;
/** The price of a Prompt. */
const PROMPT_CREDITS = 5;
/** Two heartbeats of the connection that listens, and the sweep after it. */
const CATCH_UP_MS = 20_000;
/** The connection on which a process hears of the others' charges. */
const BUS = 'darkroom bus';

let site: Site;
let database: PostgresServer;
/** The first one's way to the database, which can be broken. */
let way: SilentProxy;
const servers: Served[] = [];

beforeAll(async () => {
  site = new Site();
  database = await site.primary();
  const url = await database.makeDatabase('darkroom');
  way = await site.proxy(url);
  servers.push(...(await Promise.all([way.url(url), url, url].map((by) => site.serve(by)))));
});
afterAll(() => site.remove(), 60_000);

const at = (index: number): Served => servers[index % servers.length] as Served; // three were started

async function perform(index: number, projectId: string, idempotencyKey: string, prompt = 'a ring') {
  const input = { projectId, idempotencyKey, prompt };
  for (;;) {
    const { data, errors } = await at(index).client.ask(performPrompt, { input });
    if (data) return data.performPrompt;
    if (errors?.[0]?.extensions.code !== 'UNAVAILABLE') throw new Error(JSON.stringify(errors)); // else asked again, as a client does
  }
}

/** Calls so many times, a few at once. */
async function each(count: number, atOnce: number, call: (index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const caller = async () => {
    while (next < count) await call(next++);
  };
  await Promise.all(Array.from({ length: atOnce }, caller));
}

test('three processes never spend more than the balance of a project', async () => {
  const projectId = await site.project(at(0), 'tight', 200 * PROMPT_CREDITS);
  const outcomes = { PerformedAction: 0, InsufficientCreditsError: 0 };
  await each(900, 90, async (index) => {
    const { __typename: outcome } = await perform(index, projectId, `tight ${index}`);
    if (outcome !== 'PerformedAction' && outcome !== 'InsufficientCreditsError') throw new Error(outcome);
    outcomes[outcome] += 1;
  });
  expect(outcomes).toEqual({ PerformedAction: 200, InsufficientCreditsError: 700 });
  const { project } = await at(1).client.send(ledgerOf, { id: projectId });
  expect(project).toMatchObject({ balance: 0, sequence: 201 });
});

test('a key that is sent to three processes at once is charged once, and all return the same result', async () => {
  const projectId = await site.project(at(0), 'twins', GRANTED);
  await each(200, 10, async (index) => {
    const responses = await Promise.all(servers.map((_, server) => perform(server, projectId, `twin ${index}`)));
    const performed = responses.filter((response) => response.__typename === 'PerformedAction');
    expect(performed.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(new Set(performed.map(({ action, transaction }) => `${action.id} ${transaction.sequence}`)).size).toBe(1);
    expect(performed).toHaveLength(3);
    const other = await perform(index, projectId, `twin ${index}`, 'another ring');
    expect(other.__typename).toBe('IdempotencyConflictError');
  });
  const { project } = await at(2).client.send(ledgerOf, { id: projectId });
  expect(project).toMatchObject({ balance: GRANTED - 200 * PROMPT_CREDITS, sequence: 201 });
});

test('a subscriber at a process that has lost its bus connection misses nothing', async () => {
  const projectId = await site.project(at(0), 'heard', GRANTED);
  const follower = site.follow(projectId, servers.slice(0, 1), 0);
  let sequence = 1;
  const chargeElsewhere = async (): Promise<number> => {
    sequence += 1;
    const chargedAt = performance.now();
    expect((await perform(1 + (sequence % 2), projectId, `heard ${sequence}`)).__typename).toBe('PerformedAction');
    await follower.sees(sequence);
    return performance.now() - chargedAt;
  };
  await chargeElsewhere();
  for (let death = 0; death < 10; death += 1) {
    await database.ask(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = '${BUS}'`);
    expect(await chargeElsewhere()).toBeLessThan(CATCH_UP_MS);
  }
  expect(way.silence(BUS)).toBeGreaterThan(0);
  let longestMs = 0;
  for (let charge = 0; charge < 10; charge += 1) longestMs = Math.max(longestMs, await chargeElsewhere());
  expect(longestMs).toBeLessThan(CATCH_UP_MS);
  expect(follower.faults).toEqual([]);
  process.stdout.write(`the connection that listens falls silent: told after ${Math.round(longestMs)} ms at most\n`);
});

test('a process is killed under load: clients continue at the others, and nothing is lost or duplicated', async () => {
  const projectIds: string[] = [];
  for (let number = 0; number < 6; number += 1) {
    projectIds.push(await site.project(at(number), `shared ${number}`, GRANTED));
  }
  const followers = servers.flatMap((_, first) =>
    projectIds.map((projectId) => site.follow(projectId, servers, first)),
  );
  const earlier = await database.ask<{ count: number }>(
    `select count(*)::int as count from credit_transactions where kind = 'CHARGE'`,
    'darkroom',
  );
  const clients = () => servers.map(({ client }) => client);
  const load = new ChargingLoad({ clients, projectIds, callers: 24 });
  await load.goesOn(1_500);
  at(1).process.kill('SIGKILL');
  await load.goesOn(1_500);
  await load.stop();
  expect(load.unknown).toBeGreaterThan(0);
  await expectExact(database, load, followers, earlier[0]?.count);
});
