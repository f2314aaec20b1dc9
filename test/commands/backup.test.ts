import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { restoreBackup } from '../../src/backup/restore-backup.ts';
import { openClient, withClient } from '../../src/database/open-client.ts';
import { prepareDatabase } from '../../src/database/prepare-database.ts';
import { readTypeId } from '../../src/graphql/ids/type-id.ts';
import { FolderStorage } from '../../src/images/folder-storage.ts';
import type { WorkspaceId } from '../../src/ids.ts';
import { ChargingLoad } from '../support/charging-load.ts';
import { darkroom } from '../support/command.ts';
import { bareDatabase, type TestDatabase } from '../support/database.ts';
import { GraphqlClient } from '../support/graphql-client.ts';
import { action, ledgerOf, performPrompt } from '../support/operations.ts';
import { startStudio, type Studio } from '../support/studio.ts';
import { until } from '../support/until.ts';

let studio: Studio;
let client: GraphqlClient;
let projectId: string;
let folder: string;
let bare: TestDatabase;

beforeAll(async () => {
  studio = await startStudio();
  client = await studio.client();
  projectId = await studio.newProject(client, 1_000_000);
  folder = await mkdtemp(path.join(tmpdir(), 'darkroom-backup-'));
  bare = await bareDatabase();
});
afterAll(async () => {
  await studio.stop();
  await bare.close();
  await rm(folder, { recursive: true });
});

const variables = () => ({ DATABASE_URL: studio.databaseUrl, DATA_DIR: studio.dataFolder });
const prompt = (by: GraphqlClient, idempotencyKey: string) =>
  by.send(performPrompt, { input: { projectId, idempotencyKey, prompt: 'A ring' } });

async function pictureOf(by: GraphqlClient, id: string): Promise<string | null> {
  const { action: found } = await by.send(action, { id });
  return found?.status === 'SUCCEEDED' ? (found.image?.url ?? null) : null;
}

test('a backup taken under load restores to a ledger that checks and a service that goes on where the snapshot was', async () => {
  const { performPrompt: first } = await prompt(client, 'the first');
  if (first.__typename !== 'PerformedAction') throw new Error(first.__typename);
  await until(() => pictureOf(client, first.action.id));
  const load = new ChargingLoad({ clients: () => [client], projectIds: [projectId], callers: 8 });
  await load.goesOn(30);
  const backup = path.join(folder, 'taken');
  const taken = await darkroom(['backup', backup, '--json'], variables());
  await load.goesOn(30);
  await load.stop();
  expect(taken).toMatchObject({ code: 0, json: { ok: true, missingPictures: [] } });
  expect(((await stat(path.join(backup, 'tables/public.signing_keys.copy'))).mode & 0o777).toString(8)).toBe('600');

  const restored = { DATABASE_URL: bare.url, DATA_DIR: path.join(folder, 'restored') };
  expect(await darkroom(['restore', backup], restored)).toMatchObject({ code: 0 });
  await prepareDatabase(bare.url, path.join(import.meta.dirname, '../../prisma/migrations'));
  const check = await darkroom(['check', '--json'], restored);
  expect(check).toMatchObject({ code: 0, json: { ok: true, problems: [] } });
  const { transactions } = check.json as { transactions: number }; // as the line before has found
  expect(transactions).toBeGreaterThan(30);
  expect(transactions).toBeLessThan(load.charged.size + 2);

  const other = await startStudio({ databaseUrl: bare.url, dataFolder: restored.DATA_DIR });
  const again = await other.client('ADMIN', await workspaceOf(bare.url, projectId));
  const before = (await again.send(ledgerOf, { id: projectId })).project;
  expect(before?.sequence).toBe(transactions);
  expect((await prompt(again, 'the first')).performPrompt).toMatchObject({
    replayed: true,
    action: { id: first.action.id },
  });
  const url = await pictureOf(again, first.action.id);
  expect((await fetch(url ?? '')).status).toBe(200);
  const { performPrompt: next } = await prompt(again, 'the next');
  if (next.__typename !== 'PerformedAction') throw new Error(next.__typename);
  expect(next.transaction.sequence).toBe(transactions + 1);
  await until(() => pictureOf(again, next.action.id));
  await other.stop();
  expect(await darkroom(['check'], restored)).toMatchObject({ code: 0 });
});

async function workspaceOf(url: string, id: string): Promise<WorkspaceId> {
  const database = await openClient(url);
  const { rows } = await database.query<{ workspace_id: WorkspaceId }>(
    'select workspace_id from projects where id = $1',
    [readTypeId('prj', id, 'id')],
  );
  await database.end();
  if (!rows[0]) throw new Error('the project was not restored');
  return rows[0].workspace_id;
}

async function filesBelow(at: string): Promise<string[]> {
  const entries = await readdir(at, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
}

async function tablesOf(url: string): Promise<string[]> {
  return withClient(url, async (database) => {
    const { rows } = await database.query<{ name: string }>(
      `select tablename as name from pg_tables where schemaname in ('public', 'graphile_worker')`,
    );
    return rows.map(({ name }) => name);
  });
}

test('a restore into a database that is not empty, of a damaged or an unfinished backup, changes nothing', async () => {
  const backup = path.join(folder, 'whole');
  expect(await darkroom(['backup', backup], variables())).toMatchObject({ code: 0 });
  await expect(darkroom(['backup', backup], variables())).rejects.toThrow(
    'is not empty: name a new folder for each backup',
  );
  const elsewhere = path.join(folder, 'elsewhere');
  await expect(darkroom(['restore', backup], { ...variables(), DATA_DIR: elsewhere })).rejects.toThrow(
    'the database is not empty',
  );
  expect(await filesBelow(elsewhere)).toEqual([]);
  await expect(darkroom(['restore', folder], variables())).rejects.toThrow(
    'is no backup, or one that was not finished',
  );
  const empty = await bareDatabase();
  const into = { DATABASE_URL: empty.url, DATA_DIR: path.join(folder, 'empty') };
  const lines = path.join(backup, 'tables/public.credit_transactions.copy');
  const whole = await readFile(lines, 'utf8');
  const unchanged = async () => {
    expect(await filesBelow(into.DATA_DIR)).toEqual([]);
    expect(await tablesOf(into.DATABASE_URL)).toEqual([]);
  };
  await writeFile(lines, whole.split('\n').slice(1).join('\n'));
  await expect(darkroom(['restore', backup], into)).rejects.toThrow(
    /^the backup is damaged: public\.credit_transactions has/,
  );
  await unchanged();
  await writeFile(lines, whole);
  const manifest = path.join(backup, 'backup.json');
  const told = await readFile(manifest, 'utf8');
  await writeFile(manifest, told.replace('"migrations": [', '"migrations": ["29990101000000_later",'));
  await expect(darkroom(['restore', backup], into)).rejects.toThrow(
    'the backup is newer than this version of Darkroom',
  );
  await writeFile(manifest, told);
  await unchanged();
  const [picture = ''] = await filesBelow(path.join(backup, 'pictures'));
  const bytes = await readFile(picture);
  await writeFile(picture, 'no picture');
  await expect(darkroom(['restore', backup], into)).rejects.toThrow('1 picture differs from its hash');
  await unchanged();
  await writeFile(picture, bytes);
  await writeFile(lines, whole.replace(/^[^\t]+/, 'no uuid'));
  await expect(darkroom(['restore', backup], into)).rejects.toThrow('invalid input syntax for type uuid');
  expect(await filesBelow(into.DATA_DIR)).toEqual([]);
  await writeFile(lines, whole);
  expect(await darkroom(['restore', backup], into)).toMatchObject({ code: 0 });
  await prepareDatabase(empty.url, path.join(import.meta.dirname, '../../prisma/migrations'));
  expect(await darkroom(['check'], into)).toMatchObject({ code: 0 });
  await empty.close();
});

test('a restore whose commit is not confirmed says so, keeps the pictures, and can be run again', async () => {
  const { performPrompt: performed } = await prompt(client, 'of a restore that is not confirmed');
  if (performed.__typename !== 'PerformedAction') throw new Error(performed.__typename);
  await until(() => pictureOf(client, performed.action.id));
  const backup = path.join(folder, 'unconfirmed');
  expect(await darkroom(['backup', backup], variables())).toMatchObject({ code: 0 });
  const empty = await bareDatabase();
  const into = { DATABASE_URL: empty.url, DATA_DIR: path.join(folder, 'unconfirmed into') };
  const storage = await FolderStorage.open(path.join(into.DATA_DIR, 'images'), { clock: Date.now });
  const put = storage.put.bind(storage);
  storage.put = async (...picture) => {
    await put(...picture);
    await withClient(empty.url, (other) => other.query(CUT_RESTORE));
  };
  const migrationsFolder = path.join(import.meta.dirname, '../../prisma/migrations');
  const options = { databaseUrl: empty.url, storage, folder: backup, migrationsFolder, clock: Date.now };
  await expect(restoreBackup(options)).rejects.toThrow('did not confirm the restore, which may be complete');
  expect(await filesBelow(into.DATA_DIR)).not.toEqual([]);
  expect(await darkroom(['restore', backup], into)).toMatchObject({ code: 0 });
  await empty.close();
});

const CUT_RESTORE = `select pg_terminate_backend(pid) from pg_stat_activity
  where datname = current_database() and state = 'idle in transaction'`;
