import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type OwnCluster, ownCluster } from '../support/database.ts';
import { freeze } from '../support/freeze-database.ts';
import { GraphqlClient, nextOf } from '../support/graphql-client.ts';
import { type NodeProcess, runNode } from '../support/node-process.ts';
import { action, balanceChanged, createProject, grantCredits, performPrompt } from '../support/operations.ts';
import { until } from '../support/until.ts';

const main = path.join(import.meta.dirname, '../../dist/main.js');
const KEY = 'the-key-of-the-frozen-test-0123456789';

/** As docs/operations/deploying.md says. */
const STOPPED_WITHIN_MS = 90_000;

let cluster: OwnCluster;
let databaseUrl: string;
let folder: string;
let server: NodeProcess;
let url: string;
let client: GraphqlClient;
let projectId: string;
let thaw: () => void = () => undefined;

beforeAll(async () => {
  cluster = ownCluster();
  databaseUrl = await (await cluster.open()).ensureDatabase('darkroom');
  folder = await mkdtemp(path.join(tmpdir(), 'darkroom-frozen-'));
});
afterEach(async () => {
  thaw();
  server.kill('SIGKILL');
  await server.ended;
  await client.close();
});
afterAll(async () => {
  await cluster.remove();
  await rm(folder, { recursive: true, force: true });
});

async function serve(workers: number): Promise<void> {
  const own = { DATABASE_URL: databaseUrl, DATA_DIR: folder, BOOTSTRAP_API_KEY: KEY, PORT: '0', WORKERS: `${workers}` };
  server = runNode([main], own);
  await server.says('"msg":"listening"');
  url = /"url":"(http:[^"]+)","msg":"listening"/.exec(server.output())?.[1] ?? '';
  client = new GraphqlClient(url, KEY);
  projectId = (await client.send(createProject, { input: { name: 'Frozen' } })).createProject.id;
  await client.send(grantCredits, { input: { projectId, idempotencyKey: 'all', credits: 1_000_000 } });
}

const charge = (idempotencyKey: string) =>
  client.ask(performPrompt, { input: { projectId, idempotencyKey, prompt: 'a ring' } });

/** While it charges. */
async function charging(): Promise<void> {
  await serve(0);
  let charged = 0;
  const callers = Array.from({ length: 16 }, async (_, caller) => {
    for (let number = 0; ; number += 1) {
      const { data } = await charge(`${caller} ${number}`);
      if (!data) return;
      charged += 1;
    }
  });
  await until(() => charged > 50);
  thaw = freeze(cluster.folder);
  void Promise.allSettled(callers);
}

/** While its workers make pictures. */
async function working(): Promise<void> {
  await serve(2);
  for (let number = 0; number < 6; number += 1) await charge(`picture ${number}`);
  const { data } = await charge('the last');
  const id = data?.performPrompt.__typename === 'PerformedAction' ? data.performPrompt.action.id : '';
  expect((await client.send(action, { id })).action?.status).toBe('QUEUED');
  thaw = freeze(cluster.folder);
}

/** While what listens to the database connects again. */
async function reconnecting(): Promise<void> {
  await serve(2);
  await nextOf(client.watch(balanceChanged, { projectId }));
  thaw = freeze(cluster.folder);
  await server.says('lost its connection');
}

/** While it is asked for more than it has connections for. */
async function asked(): Promise<void> {
  await serve(2);
  thaw = freeze(cluster.folder);
  for (let count = 0; count < 12; count += 1) client.ask(action, { id: 'act_none' }).catch(() => undefined);
  expect((await fetch(`${url}/healthz`)).status).toBe(200); // by then they have come
}

test.each([
  ['while it charges', charging],
  ['while its workers make pictures', working],
  ['while it connects again', reconnecting],
  ['while it is asked', asked],
])('with a database that hangs, SIGTERM ends the process in time and with 0, %s', async (_case, begin) => {
  await begin();
  const at = performance.now();
  server.kill('SIGTERM');
  const { code, output } = await server.ended;
  expect(output).toContain('"msg":"stopped"');
  expect(code).toBe(0);
  expect(performance.now() - at).toBeLessThan(STOPPED_WITHIN_MS);
});
