import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { error, FakeProvider, type Fault, says } from '../engines/http/fake-provider.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { GraphqlClient } from '../support/graphql-client.ts';
import { type NodeProcess, runNode } from '../support/node-process.ts';
import { action, createProject, grantCredits, ledgerOf, performPrompt } from '../support/operations.ts';
import { until } from '../support/until.ts';

const main = path.join(import.meta.dirname, '../../dist/main.js');
const crashAt = path.join(import.meta.dirname, '../support/crash-at.mts');
const KEY = 'the-key-of-the-crash-test-0123456789';

let database: TestDatabase;
let folder: string;
let projectId: string;
let spent = 0;
const started: NodeProcess[] = [];

beforeAll(async () => {
  database = await testDatabase();
  folder = await mkdtemp(path.join(tmpdir(), 'darkroom-crash-'));
  const { server, client } = await serve({ WORKERS: '0' });
  projectId = (await client.send(createProject, { input: { name: 'Crash' } })).createProject.id;
  await client.send(grantCredits, { input: { projectId, idempotencyKey: 'all', credits: 1000 } });
  await kill(server);
});
afterEach(async () => {
  await Promise.all(started.splice(0).map(kill)); // one that a failed test left would take the next one's job
});
afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

async function serve(environment: NodeJS.ProcessEnv): Promise<{ server: NodeProcess; client: GraphqlClient }> {
  const own = { DATABASE_URL: database.url, DATA_DIR: folder, BOOTSTRAP_API_KEY: KEY, PORT: '0', LOG_LEVEL: 'debug' };
  const server = runNode(['--import', crashAt, main], { ...own, ...environment });
  started.push(server);
  await server.says('"msg":"listening"');
  const url = /"url":"(http:[^"]+)","msg":"listening"/.exec(server.output())?.[1] ?? '';
  return { server, client: new GraphqlClient(url, KEY) };
}

async function kill(server: NodeProcess): Promise<void> {
  server.kill('SIGKILL');
  await server.ended;
}

async function prompt(client: GraphqlClient, idempotencyKey: string): Promise<{ id: string; replayed: boolean }> {
  const { performPrompt: result } = await client.send(performPrompt, {
    input: { projectId, idempotencyKey, prompt: 'a ring' },
  });
  if (result.__typename !== 'PerformedAction') throw new Error(result.__typename);
  return { id: result.action.id, replayed: result.replayed };
}

/**
 * Starts again on what the crash has left, finds the action by asking once more under its key, as a client does whose answer
 * was lost, and waits for its end.
 */
async function endAfterRestart(idempotencyKey: string, environment: NodeJS.ProcessEnv = {}) {
  const { client } = await serve(environment);
  const { id, replayed } = await prompt(client, idempotencyKey);
  expect(replayed).toBe(true);
  const ended = await until(async () => {
    const found = (await client.send(action, { id })).action;
    return found && ['SUCCEEDED', 'FAILED'].includes(found.status) ? found : null;
  });
  if (ended.status === 'SUCCEEDED') spent += 5;
  const { project } = await client.send(ledgerOf, { id: projectId });
  expect(project?.balance).toBe(1000 - spent);
  return ended;
}

const SUCCEEDED = { status: 'SUCCEEDED', image: { width: 1024 }, refund: null };

test('a process that is killed when the action has just been accepted: it succeeds after a restart', async () => {
  const { server, client } = await serve({ WORKERS: '0' });
  await prompt(client, 'accepted');
  await kill(server);
  expect(await endAfterRestart('accepted')).toMatchObject(SUCCEEDED);
});

test.each([
  ['the engine is asked', SUCCEEDED],
  ['the engine has answered', SUCCEEDED],
  ['the picture is stored', SUCCEEDED],
  ['the action has succeeded', SUCCEEDED],
  ['the refund is about to be posted', SUCCEEDED],
  ['the refund has been posted', { status: 'FAILED', image: null, refund: { amount: 5 } }],
])('a process that is killed when %s: one ending after a restart', async (point, ending) => {
  const { server, client } = await serve({ CRASH_AT: point });
  // The action may come to its point before the answer has left; then the connection breaks instead.
  const [, end] = await Promise.allSettled([prompt(client, point), server.ended]);
  expect(end).toMatchObject({ value: { signal: 'SIGKILL' } });
  expect(await endAfterRestart(point)).toMatchObject(ending);
});

test.each([1, 2, 3])(
  'a process that is killed at its log line %d after the answer: one ending after a restart',
  async (line) => {
    const { server, client } = await serve({});
    const before = server.output().split('\n').length;
    await prompt(client, `line ${line}`);
    await until(() => server.output().split('\n').length >= before + line);
    await kill(server);
    expect(await endAfterRestart(`line ${line}`)).toMatchObject(SUCCEEDED);
  },
);

describe('a process that is killed while a provider makes the picture', () => {
  let fake: FakeProvider;
  let environment: NodeJS.ProcessEnv;
  beforeAll(async () => {
    fake = await new FakeProvider().listen();
    environment = { ENGINE: 'openai:gpt-image-2', ENGINE_URL: `${fake.origin}/v1`, OPENAI_API_KEY: 'key-1' };
  });
  afterAll(() => fake.close());

  const half: Fault = (response) => void response.writeHead(200).write('{"created":1,"data":[{"b64_json":"iVBORw0KGgo');
  const refused = { status: 'FAILED', image: null, refund: { amount: 5 } };

  test.each<[string, Fault, Fault[], object]>([
    ['has half of the answer', half, [], SUCCEEDED],
    ['has half of it, and then is refused', half, [says(400, error('moderation_blocked'))], refused],
  ])('and %s: one ending after a restart', async (point, fault, later, ending) => {
    const asked = fake.seen.length;
    fake.fail(fault, ...later);
    const { server, client } = await serve(environment);
    await prompt(client, point);
    await until(() => fake.seen.length > asked);
    await kill(server);
    expect(await endAfterRestart(point, environment)).toMatchObject(ending);
    expect(fake.seen).toHaveLength(asked + 2);
  });
});
