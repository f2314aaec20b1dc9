import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { GraphqlClient, nextOf } from '../support/graphql-client.ts';
import { type NodeProcess, runNode } from '../support/node-process.ts';
import { balanceChanged, createProject, grantCredits, ledgerOf, performPrompt } from '../support/operations.ts';
import { openSilentProxy, type SilentProxy } from '../support/silent-proxy.ts';
import { until } from '../support/until.ts';

const main = path.join(import.meta.dirname, '../../dist/main.js');
const KEY = 'the-key-of-the-silence-test-0123456789';
const CATCH_UP_MS = 20_000;
/** A connection to wait for and an answer to wait for, twice: for the credential, then for what was asked. */
const ANSWER_MS = 26_000;

let database: TestDatabase;
let proxy: SilentProxy;
let folder: string;
const started: NodeProcess[] = [];

beforeAll(async () => {
  database = await testDatabase();
  proxy = await openSilentProxy(database.url);
  folder = await mkdtemp(path.join(tmpdir(), 'darkroom-silence-'));
});
afterAll(async () => {
  for (const child of started) child.kill('SIGKILL');
  await Promise.all(started.map(({ ended }) => ended));
  await proxy.close();
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

async function serve(databaseUrl: string): Promise<GraphqlClient> {
  const own = { DATABASE_URL: databaseUrl, DATA_DIR: folder, BOOTSTRAP_API_KEY: KEY, PORT: '0', WORKERS: '0' };
  const child = runNode([main], own);
  started.push(child);
  await child.says('"msg":"listening"');
  return new GraphqlClient(/"url":"(http:[^"]+)","msg":"listening"/.exec(child.output())?.[1] ?? '', KEY);
}

test('a primary that goes silent: every call is answered in time, and watchers catch up when another has taken its place', async () => {
  const far = await serve(proxy.url(database.url)); // the way to its database goes dark
  const near = await serve(database.url);
  const projectId = (await far.send(createProject, { input: { name: 'Silence' } })).createProject.id;
  await far.send(grantCredits, { input: { projectId, idempotencyKey: 'all', credits: 1_000 } });
  const changes = far.watch(balanceChanged, { projectId });
  await nextOf(changes);

  const prompt = (by: GraphqlClient, idempotencyKey: string) =>
    by.codeOf(performPrompt, { input: { projectId, idempotencyKey, prompt: 'a ring' } });
  proxy.fallSilent();
  const asked = [
    ...Array.from({ length: 8 }, (_, number) => prompt(far, `far ${number}`)),
    ...Array.from({ length: 8 }, () => far.codeOf(ledgerOf, { id: projectId })),
    far.codeOf(createProject, { input: { name: 'Another' } }),
  ];
  for (let number = 0; number < 5; number += 1) expect(await prompt(near, `near ${number}`)).toBe('no error');
  const since = performance.now();
  expect(new Set(await Promise.all(asked))).toEqual(new Set(['UNAVAILABLE']));
  expect(performance.now() - since).toBeLessThan(ANSWER_MS);

  proxy.comeBack(); // for new connections; the old ones lead to the machine that is dark
  const backAt = performance.now();
  for (let sequence = 2; sequence <= 6; sequence += 1) {
    expect((await nextOf(changes)).balanceChanged.sequence).toBe(sequence);
  }
  expect(performance.now() - backAt).toBeLessThan(CATCH_UP_MS);
  await until(async () => (await prompt(far, 'far 0')) === 'no error');
  expect((await nextOf(changes)).balanceChanged.sequence).toBe(7);
  await Promise.all([far.close(), near.close()]);
});
