import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type OwnCluster, ownCluster } from '../support/database.ts';
import { GraphqlClient, nextOf } from '../support/graphql-client.ts';
import { type NodeProcess, runNode } from '../support/node-process.ts';
import { balanceChanged, createProject, grantCredits, ledgerOf, performPrompt } from '../support/operations.ts';
import { until } from '../support/until.ts';

const main = path.join(import.meta.dirname, '../../dist/main.js');
const KEY = 'the-key-of-the-outage-test-0123456789';
const OUTAGE_MS = 10_000;

let cluster: OwnCluster;
let folder: string;
let server: NodeProcess;
let client: GraphqlClient;
let url: string;

beforeAll(async () => {
  cluster = ownCluster();
  folder = await mkdtemp(path.join(tmpdir(), 'darkroom-outage-'));
  const databaseUrl = await (await cluster.open()).ensureDatabase('darkroom');
  const own = { DATABASE_URL: databaseUrl, DATA_DIR: folder, BOOTSTRAP_API_KEY: KEY, PORT: '0', WORKERS: '2' };
  server = runNode([main], own);
  await server.says('"msg":"listening"');
  url = /"url":"(http:[^"]+)","msg":"listening"/.exec(server.output())?.[1] ?? '';
  client = new GraphqlClient(url, KEY);
});
afterAll(async () => {
  await client.close();
  server.kill('SIGKILL');
  await server.ended;
  await cluster.remove();
  await rm(folder, { recursive: true, force: true });
});

const isReady = async () => (await fetch(`${url}/readyz`)).status === 200;

test('the database goes away for ten seconds under load: every call is answered, and a retry charges once', async () => {
  const { createProject: project } = await client.send(createProject, { input: { name: 'Outage' } });
  const projectId = project.id;
  await client.send(grantCredits, { input: { projectId, idempotencyKey: 'all', credits: 1_000_000 } });
  const watcher = new GraphqlClient(url, KEY);
  const changes = watcher.watch(balanceChanged, { projectId });
  await nextOf(changes);

  const codes = new Map<string, string>();
  const load = { isOn: true };
  const callers = Array.from({ length: 16 }, async (_, caller) => {
    for (let number = 0; load.isOn; number += 1) {
      const idempotencyKey = `${caller} ${number}`;
      const code = await client.codeOf(performPrompt, { input: { projectId, idempotencyKey, prompt: 'a ring' } });
      codes.set(idempotencyKey, code);
      if (code === 'UNAVAILABLE') await until(isReady);
    }
  });
  await until(() => codes.size > 50);
  const running = await cluster.open();
  await running.stop('immediate');
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  expect(await isReady()).toBe(false);
  await sleep(OUTAGE_MS); // the outage itself has a length
  await cluster.open();
  const sizeThen = codes.size;
  await until(() => codes.size > sizeThen + 50);
  load.isOn = false;
  await Promise.all(callers);

  const outcomes = Map.groupBy(codes, ([, code]) => code);
  expect([...outcomes.keys()].toSorted()).toEqual(['UNAVAILABLE', 'no error']);
  for (const [idempotencyKey] of outcomes.get('UNAVAILABLE') ?? []) {
    expect(await client.codeOf(performPrompt, { input: { projectId, idempotencyKey, prompt: 'a ring' } })).toBe(
      'no error',
    );
  }
  const charged = codes.size;
  const ledger = (await client.send(ledgerOf, { id: projectId })).project;
  expect(ledger?.transactions.nodes.filter(({ kind }) => kind === 'REFUND')).toEqual([]);
  expect(ledger).toMatchObject({ balance: 1_000_000 - 5 * charged, sequence: charged + 1 });

  for (let sequence = 2; sequence <= charged + 1; sequence += 1) {
    expect((await nextOf(changes)).balanceChanged.sequence).toBe(sequence);
  }
  await watcher.close();
});
