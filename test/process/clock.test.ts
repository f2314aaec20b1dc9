import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createAccessToken } from '../support/access-operations.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { GraphqlClient } from '../support/graphql-client.ts';
import { type NodeProcess, runNode } from '../support/node-process.ts';
import { createProject, grantCredits, ledgerOf, performPrompt } from '../support/operations.ts';
import { until } from '../support/until.ts';
import { HOUR_MS } from '../../src/instant.ts';

const main = path.join(import.meta.dirname, '../../dist/main.js');
const runaway = path.join(import.meta.dirname, '../support/runaway-clock.mts');
const KEY = 'the-key-of-the-clock-test-0123456789';

let database: TestDatabase;
let folder: string;
const started: NodeProcess[] = [];

beforeEach(async () => {
  database = await testDatabase();
  folder = mkdtempSync(path.join(tmpdir(), 'darkroom-clock-'));
  setClock(0);
});
afterEach(async () => {
  for (const child of started) child.kill('SIGKILL');
  await Promise.all(started.splice(0).map(({ ended }) => ended));
  await database.close();
  rmSync(folder, { recursive: true });
});

/** In one step: whoever reads it in the middle would be told nonsense. */
function setClock(offsetMs: number): void {
  writeFileSync(path.join(folder, 'next'), String(offsetMs));
  renameSync(path.join(folder, 'next'), path.join(folder, 'offset'));
}

function start(): NodeProcess {
  const own = { DATABASE_URL: database.url, DATA_DIR: folder, BOOTSTRAP_API_KEY: KEY, PORT: '0', WORKERS: '0' };
  const server = runNode(['--import', runaway, main], { ...own, CLOCK_OFFSET_FILE: path.join(folder, 'offset') });
  started.push(server);
  return server;
}

test('a process whose clock runs an hour ahead expires no grant and no credential, and says so', async () => {
  const server = start();
  await server.says('"msg":"listening"');
  const url = /"url":"(http:[^"]+)","msg":"listening"/.exec(server.output())?.[1] ?? '';
  const client = new GraphqlClient(url, KEY);
  const projectId = (await client.send(createProject, { input: { name: 'Clock' } })).createProject.id;
  const expiresAt = new Date(Date.now() + HOUR_MS / 2).toISOString();
  await client.send(grantCredits, { input: { projectId, idempotencyKey: 'half an hour', credits: 50, expiresAt } });
  const input = { subject: 'maria', role: 'EDITOR' as const, projectIds: [projectId], ttlSeconds: 600 };
  const { token } = (await client.send(createAccessToken, { input })).createAccessToken;
  const maria = new GraphqlClient(url, token);
  const prompt = (by: GraphqlClient, idempotencyKey: string) =>
    by.codeOf(performPrompt, { input: { projectId, idempotencyKey, prompt: 'a ring' } });

  let key = 0;
  const skews = [
    { offsetMs: HOUR_MS, word: 'ahead of' },
    { offsetMs: 48 * HOUR_MS, word: 'ahead of' },
    { offsetMs: -HOUR_MS, word: 'behind' },
  ];
  for (const { offsetMs, word } of skews) {
    setClock(offsetMs);
    const told = await until(async () => {
      const response = (await (await fetch(`${url}/readyz`)).json()) as { status: string; clockSkewSeconds: number };
      return Math.abs(response.clockSkewSeconds - offsetMs / 1000) <= 1 && response;
    });
    expect(told.status).toBe('ready');
    expect([await prompt(client, `${(key += 1)}`), await prompt(maria, `${(key += 1)}`)]).toEqual([
      'no error',
      'no error',
    ]);
    await server.says(`${word} the database's; the database's decides`);
  }
  const { project } = await client.send(ledgerOf, { id: projectId });
  expect(project?.balance).toBe(50 - 5 * key);
  expect(project?.transactions.nodes.map(({ kind }) => kind)).toEqual([...Array(key).fill('CHARGE'), 'GRANT']);
});

test('a process whose clock is an hour ahead does not start', async () => {
  setClock(HOUR_MS);
  const { code, output } = await start().ended;
  expect(code).toBe(1);
  expect(output).toMatch(
    /^darkroom: the clock of this machine is 3600\.\d s ahead of the database's: have both set by NTP$/m,
  );
});
