import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { action, performPrompt } from '../support/operations.ts';
import type { NodeProcess } from '../support/node-process.ts';
import type { PostgresServer } from '../support/postgres-server.ts';
import { until } from '../support/until.ts';
import { type Served, Site } from './site.ts';

const BACKLOG = 60;
const WORKERS_EACH = 2;

let site: Site;
let database: PostgresServer;
let server: Served;
const workers: NodeProcess[] = [];

beforeAll(async () => {
  site = new Site();
  database = await site.primary();
  server = await site.serve(await database.makeDatabase('darkroom'));
});
afterAll(() => site.remove(), 60_000);

async function prompt(projectId: string, idempotencyKey: string): Promise<string> {
  const input = { projectId, idempotencyKey, prompt: 'a cup on a table' };
  const { performPrompt: answer } = await server.client.send(performPrompt, { input });
  if (answer.__typename !== 'PerformedAction') throw new Error(answer.__typename);
  return answer.action.id;
}

async function count(condition: string): Promise<number> {
  const [row] = await database.ask<{ count: number }>(
    `select count(*)::int as count from actions where ${condition}`,
    'darkroom',
  );
  return row?.count ?? 0;
}

test('a single action begins before a backlog that was queued earlier, at two processes of workers', async () => {
  const [a, b] = [await site.project(server, 'a', 1_000_000), await site.project(server, 'b', 1_000)];
  await Promise.all(Array.from({ length: BACKLOG }, (_, number) => prompt(a, `a ${number}`)));
  for (let process = 0; process < 2; process += 1) {
    workers.push(await site.work(database.url('darkroom'), WORKERS_EACH));
  }
  await until(async () => (await count(`status = 'RUNNING'`)) >= 2 * WORKERS_EACH);
  const askedAt = performance.now();
  const id = await prompt(b, 'b');
  await until(async () => (await server.client.send(action, { id })).action?.status === 'SUCCEEDED');
  const waitedMs = performance.now() - askedAt;
  const own = `(select created_at, started_at from actions where project_id = (select id from projects where name = 'b'))`;
  const between = await database.ask<{ count: number }>(
    `select count(*)::int as count from actions a, ${own} b where a.started_at > b.created_at and a.started_at < b.started_at`,
    'darkroom',
  );
  process.stdout.write(`behind a backlog of ${BACKLOG}: done after ${Math.round(waitedMs)} ms\n`);
  expect(between[0]?.count).toBeLessThanOrEqual(2 * WORKERS_EACH); // each worker may just have taken its next one
  expect(await count(`status = 'QUEUED'`)).toBeGreaterThan(0);
});

test('a worker process is killed: another one completes its actions, and every action succeeds', async () => {
  await until(async () => (await count(`status = 'RUNNING'`)) > WORKERS_EACH); // so that the one that dies has one
  workers[0]?.kill('SIGKILL');
  const killedAt = performance.now();
  await until(async () => (await count(`status in ('QUEUED', 'RUNNING')`)) === 0);
  process.stdout.write(`all ${BACKLOG} were done ${Math.round(performance.now() - killedAt)} ms after the death\n`);
  expect(await count(`status = 'SUCCEEDED'`)).toBe(BACKLOG + 1);
  expect(await count(`tries > 1`)).toBeGreaterThan(0);
});
