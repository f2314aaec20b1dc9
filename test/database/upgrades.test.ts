import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type pg from 'pg';
import { migrate } from '../../src/database/migrate.ts';
import { openClient } from '../../src/database/open-client.ts';
import { openLedgerChecker } from '../../src/open-ledger-checker.ts';
import { bareDatabase, type TestDatabase } from '../support/database.ts';
import { rowsOfAProject } from './rows-of-a-project.ts';

const checkout = path.join(import.meta.dirname, '../..');
const MIGRATIONS = path.join(checkout, 'prisma/migrations');
const HASH_EVERY_LINE = '20261129110000_hash_every_line';

/** The columns of each table, which are what a process of that state writes. */
type Columns = ReadonlyMap<string, ReadonlySet<string>>;

let database: TestDatabase;
let client: pg.Client;
let folder: string;
beforeEach(async () => {
  database = await bareDatabase();
  client = await openClient(database.url);
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'darkroom-upgrades-'));
});
afterEach(async () => {
  await client.end();
  await database.close();
  fs.rmSync(folder, { recursive: true });
});

const names = fs.readdirSync(MIGRATIONS).filter((name) => !name.endsWith('.toml'));

async function apply(name: string): Promise<void> {
  fs.cpSync(path.join(MIGRATIONS, name), path.join(folder, name), { recursive: true });
  await migrate(database.url, folder);
}

async function columnsNow(): Promise<Columns> {
  const { rows } = await client.query<{ table: string; columns: string[] }>(
    `select table_name as table, array_agg(column_name::text) as columns from information_schema.columns
      where table_schema = 'public' group by 1`,
  );
  return new Map(rows.map(({ table, columns }) => [table, new Set(columns)]));
}

/** Writes a project with a ledger as a process does that knows these columns. */
async function writeProject(known: Columns): Promise<void> {
  for (const [table, row] of rowsOfAProject(randomUUID)) {
    const columns = Object.keys(row).filter((column) => known.get(table)?.has(column));
    if (columns.length === 0) continue;
    const list = columns.map((column) => `"${column}"`).join(', ');
    const text = `insert into "${table}" (${list}) select ${list} from jsonb_populate_record(null::"${table}", $1)`;
    await client.query(text, [row]);
  }
}

async function check() {
  return openLedgerChecker(database.url, Date.now).check({ workspaceId: null, projectId: null }, 0);
}

/** Whether a process of an older version keeps writing. */
async function worksBeside(before: Columns): Promise<boolean> {
  await client.query('begin');
  try {
    await writeProject(before);
    return true;
  } catch {
    return false;
  } finally {
    await client.query('rollback');
  }
}

test('a ledger that was written at any migration is consistent at the newest, and the page of upgrades names the migrations that stop older processes', async () => {
  let before: Columns | null = null;
  const stopping: string[] = [];
  for (const name of names) {
    await apply(name);
    if (before && !(await worksBeside(before))) stopping.push(name);
    before = await columnsNow();
    await writeProject(before);
  }
  expect(await check()).toMatchObject({ projects: names.length, transactions: 4 * names.length, problems: [] });
  const page = fs.readFileSync(path.join(checkout, 'docs/operations/upgrades.md'), 'utf8');
  expect([...page.matchAll(/^\| `(\d{14}_\w+)`/gm)].map(([, name]) => name)).toEqual(stopping);
});

test('lines get their hashes while processes of an older version keep writing lines without, and every line has one afterwards', async () => {
  for (const name of names.filter((known) => known < HASH_EVERY_LINE)) await apply(name);
  const known = await columnsNow();
  for (let i = 0; i < 20; i += 1) await writeProject(known);
  const upgrade = { isOver: false };
  const migrating = apply(HASH_EVERY_LINE).finally(() => {
    upgrade.isOver = true;
  });
  let projects = 20;
  for (; !upgrade.isOver; projects += 1) await writeProject(known);
  await migrating;
  await writeProject(known);
  const { rows } = await client.query<{ count: number }>(
    'select count(*)::int as count from credit_transactions where hash is null',
  );
  expect(rows).toEqual([{ count: 0 }]);
  expect(await check()).toMatchObject({ projects: projects + 1, problems: [] });
});
