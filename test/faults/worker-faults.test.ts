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
/** Most of a round is waiting, so two Darkrooms go through half of them each, side by side. */
const HOUSES = 2;
const WORKERS = 4;
const ACTIONS = 8;
const CREDITS = 1_000_000;

/** A Darkroom on a database server of its own. */
interface House {
  readonly cluster: OwnCluster;
  readonly engine: ScriptedEngine;
  readonly studio: Studio;
  readonly client: GraphqlClient;
}

const cleanUp = new AsyncDisposableStack();
let houses: readonly House[];

beforeAll(async () => {
  houses = await Promise.all(Array.from({ length: HOUSES }, openHouse));
});
afterAll(() => cleanUp.disposeAsync());

async function openHouse(): Promise<House> {
  const cluster = ownCluster();
  cleanUp.defer(() => cluster.remove());
  const databaseUrl = await (await cluster.open()).ensureDatabase('darkroom');
  await prepareDatabase(databaseUrl, path.join(import.meta.dirname, '../../prisma/migrations'));
  const engine = new ScriptedEngine();
  const studio = await startStudio({ databaseUrl, engine, workers: WORKERS });
  cleanUp.defer(() => studio.stop());
  return { cluster, engine, studio, client: await studio.client() };
}

const FAULTS: readonly (readonly [name: string, happen: (house: House) => Promise<unknown>])[] = [
  [
    'the backends of the pool are killed',
    ({ studio }) =>
      studio.app.database.pool
        .query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'darkroom'`)
        .catch(() => undefined), // it kills itself too
  ],
  ['the database is frozen', ({ cluster }) => freezeDatabase(cluster.folder, 1_000)],
  [
    'the database is gone',
    async ({ cluster }) => {
      await (await cluster.open()).stop('immediate');
      await cluster.open();
    },
  ],
  [
    'every session is killed',
    ({ studio }) =>
      studio.app.database.pool
        .query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'darkroom%'`)
        .catch(() => undefined),
  ],
  ['the database is frozen for longer than anything waits', ({ cluster }) => freezeDatabase(cluster.folder, 7_000)],
];

function faultOf(round: number): (typeof FAULTS)[number] {
  const fault = FAULTS[round % FAULTS.length];
  if (!fault) throw new Error('there are no faults');
  return fault;
}

async function prompt(client: GraphqlClient, projectId: string): Promise<void> {
  const input = { projectId, idempotencyKey: randomUUID(), prompt: 'a ring' };
  await until(async () => (await client.codeOf(performPrompt, { input })) === 'no error');
}

async function statuses({ studio }: House): Promise<Map<string, number>> {
  const rows = await studio.app.database.prisma.action.groupBy({ by: ['status'], _count: true });
  return new Map(rows.map(({ status, _count }) => [status, _count]));
}

/** Every running task ends while the fault lasts. Resolves once all actions have ended. */
async function goThrough(house: House, projectId: string, round: number): Promise<void> {
  const { engine, client } = house;
  const { promise, resolve } = Promise.withResolvers<void>();
  engine.next(...Array.from({ length: WORKERS }, () => ({ type: 'wait' as const, until: promise })));
  const callsThen = engine.calls.length;
  await Promise.all(Array.from({ length: ACTIONS }, () => prompt(client, projectId)));
  await until(() => engine.calls.length >= callsThen + WORKERS);
  const [name, happen] = faultOf(round);
  const happening = happen(house);
  resolve();
  await happening;
  await until(async () => {
    const now = await statuses(house).catch(() => new Map([['QUEUED', 1]]));
    return !now.has('QUEUED') && !now.has('RUNNING');
  }).catch((error: unknown) => {
    throw new Error(`round ${round}: ${name}`, { cause: error });
  });
}

async function expectEnded(house: House, projectId: string, actions: number): Promise<void> {
  const ended = await statuses(house);
  expect((ended.get('SUCCEEDED') ?? 0) + (ended.get('FAILED') ?? 0)).toBe(actions);
  const { project } = await house.client.send(ledgerOf, { id: projectId });
  expect(project?.balance).toBe(CREDITS - 5 * (ended.get('SUCCEEDED') ?? 0));
  await until(async () => {
    const { rows } = await house.studio.app.database.pool.query(
      'select from graphile_worker._private_jobs where is_available',
    );
    return rows.length === 0;
  });
}

test('workers go on after every fault of the database, and every action ends in a picture or a refund', async () => {
  await Promise.all(
    houses.map(async (house) => {
      const projectId = await house.studio.newProject(house.client, CREDITS);
      for (let round = 0; round < ROUNDS / HOUSES; round += 1) await goThrough(house, projectId, round);
      await expectEnded(house, projectId, (ROUNDS / HOUSES) * ACTIONS);
    }),
  );
});
