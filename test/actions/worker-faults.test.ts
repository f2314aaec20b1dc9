import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { prepareDatabase } from '../../src/database/prepare-database.ts';
import { type OwnCluster, ownCluster } from '../support/database.ts';
import { freezeDatabase } from '../support/freeze-database.ts';
import type { GraphqlClient } from '../support/graphql-client.ts';
import { ledgerOf, performPrompt } from '../support/operations.ts';
import { ScriptedEngine } from '../support/scripted-engine.ts';
import { startStudio, type Studio } from '../support/studio.ts';
import { until } from '../support/until.ts';

const ROUNDS = 20;
const WORKERS = 4;
const ACTIONS = 8;
const CREDITS = 1_000_000;

let cluster: OwnCluster;
let engine: ScriptedEngine;
let studio: Studio;
let client: GraphqlClient;

beforeAll(async () => {
  cluster = ownCluster();
  const databaseUrl = await (await cluster.open()).ensureDatabase('darkroom');
  await prepareDatabase(databaseUrl, path.join(import.meta.dirname, '../../prisma/migrations'));
  engine = new ScriptedEngine();
  studio = await startStudio({ databaseUrl, engine, workers: WORKERS });
  client = await studio.client();
});
afterAll(async () => {
  await studio.stop();
  await cluster.remove();
});

const FAULTS: readonly (readonly [name: string, happen: () => Promise<unknown>])[] = [
  [
    'the backends of the pool are killed',
    () =>
      studio.app.database.pool
        .query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'darkroom'`)
        .catch(() => undefined), // it kills itself too
  ],
  ['the database is frozen', () => freezeDatabase(cluster.folder, 1_000)],
  [
    'the database is gone',
    async () => {
      await (await cluster.open()).stop('immediate');
      await cluster.open();
    },
  ],
  [
    'every session is killed',
    () =>
      studio.app.database.pool
        .query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'darkroom%'`)
        .catch(() => undefined),
  ],
  ['the database is frozen for longer than anything waits', () => freezeDatabase(cluster.folder, 7_000)],
];

function faultOf(round: number): (typeof FAULTS)[number] {
  const fault = FAULTS[round % FAULTS.length];
  if (!fault) throw new Error('there are no faults');
  return fault;
}

async function prompt(projectId: string): Promise<void> {
  const input = { projectId, idempotencyKey: randomUUID(), prompt: 'a ring' };
  await until(async () => (await client.codeOf(performPrompt, { input })) === 'no error');
}

async function statuses(): Promise<Map<string, number>> {
  const rows = await studio.app.database.prisma.action.groupBy({ by: ['status'], _count: true });
  return new Map(rows.map(({ status, _count }) => [status, _count]));
}

test('workers go on after every fault of the database, and every action ends in a picture or a refund', async () => {
  const projectId = await studio.newProject(client, CREDITS);
  for (let round = 0; round < ROUNDS; round += 1) {
    const { promise, resolve } = Promise.withResolvers<void>();
    engine.next(...Array.from({ length: WORKERS }, () => ({ type: 'wait' as const, until: promise })));
    const callsThen = engine.calls.length;
    await Promise.all(Array.from({ length: ACTIONS }, () => prompt(projectId)));
    await until(() => engine.calls.length >= callsThen + WORKERS);
    const [name, happen] = faultOf(round);
    const happening = happen();
    resolve(); // every running task ends while the fault lasts
    await happening;
    await until(async () => {
      const now = await statuses().catch(() => new Map([['QUEUED', 1]]));
      return !now.has('QUEUED') && !now.has('RUNNING');
    }).catch((error: unknown) => {
      throw new Error(`round ${round}: ${name}`, { cause: error });
    });
  }
  const ended = await statuses();
  expect((ended.get('SUCCEEDED') ?? 0) + (ended.get('FAILED') ?? 0)).toBe(ROUNDS * ACTIONS);
  const { project } = await client.send(ledgerOf, { id: projectId });
  expect(project?.balance).toBe(CREDITS - 5 * (ended.get('SUCCEEDED') ?? 0));
  await until(async () => {
    const { rows } = await studio.app.database.pool.query(
      'select from graphile_worker._private_jobs where is_available',
    );
    return rows.length === 0;
  });
});
