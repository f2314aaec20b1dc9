import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type pg from 'pg';
import { openClient } from '../../src/database/open-client.ts';
import { migrate, migrationsCurrent } from '../../src/database/migrate.ts';
import { bareDatabase, type TestDatabase } from '../support/database.ts';
import { until } from '../support/until.ts';

let database: TestDatabase;
let client: pg.Client;
let folder: string;
beforeEach(async () => {
  database = await bareDatabase();
  client = await openClient(database.url);
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'darkroom-migrations-'));
  fs.writeFileSync(path.join(folder, 'migration_lock.toml'), 'provider = "postgresql"\n');
  add('20260102000000_pictures', 'create table pictures (id int);');
  add('20260101000000_projects', 'create table projects (id int);');
});
afterEach(async () => {
  await client.end();
  await database.close();
  fs.rmSync(folder, { recursive: true });
});

function add(name: string, sql: string): void {
  fs.mkdirSync(path.join(folder, name), { recursive: true });
  fs.writeFileSync(path.join(folder, name, 'migration.sql'), sql);
}

async function tables(): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' and tablename !~ '^_' order by 1`,
  );
  return rows.map(({ name }) => name);
}

describe('migrating', () => {
  test('applies what the database lacks, oldest first, and says what it was', async () => {
    expect(await migrate(database.url, folder)).toEqual(['20260101000000_projects', '20260102000000_pictures']);
    expect(await tables()).toEqual(['pictures', 'projects']);
    expect(await migrate(database.url, folder)).toEqual([]);

    add('20260103000000_actions', 'create table actions (id int);');
    expect(await migrate(database.url, folder)).toEqual(['20260103000000_actions']);
  });

  test('records each migration as Prisma does', async () => {
    await migrate(database.url, folder);
    const { rows } = await client.query('select * from _prisma_migrations order by started_at limit 1');
    expect(rows).toEqual([
      {
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        checksum: '6c64063811f02fe6a67922076215fe1c6bb9b8baedce0ee740da4b0debd47c7f',
        migration_name: '20260101000000_projects',
        started_at: expect.any(Date),
        finished_at: expect.any(Date),
        rolled_back_at: null,
        logs: null,
        applied_steps_count: 1,
      },
    ]);
  });

  test('applies each migration once when several processes migrate at once', async () => {
    const applied = await Promise.all(Array.from({ length: 5 }, () => migrate(database.url, folder)));
    expect(applied.flat().toSorted()).toEqual(['20260101000000_projects', '20260102000000_pictures']);
  });

  test('undoes a migration that fails, keeps those before it, and goes on from there', async () => {
    add('20260103000000_actions', 'create table actions (id int); create table pictures (id int);');
    await expect(migrate(database.url, folder)).rejects.toMatchObject({
      name: 'StartError',
      message: 'migration 20260103000000_actions failed and was undone: relation "pictures" already exists',
    });
    expect(await tables()).toEqual(['pictures', 'projects']);

    add('20260103000000_actions', 'create table actions (id int);');
    expect(await migrate(database.url, folder)).toEqual(['20260103000000_actions']);
  });

  test('accepts functions with statements in their bodies', async () => {
    const body = 'begin perform 1; return 2; end';
    add('20260103000000_function', `create function two() returns int language plpgsql as $$ ${body} $$; select 1;`);
    await migrate(database.url, folder);
    expect((await client.query('select two()')).rows).toEqual([{ two: 2 }]);
  });

  test('commits each step of a migration with steps, and repeats them all after a failure', async () => {
    const steps = (last: string) =>
      ['-- steps', 'create table if not exists actions (id int);', '-- step', 'vacuum actions;', '-- step', last].join(
        '\n',
      );
    add('20260103000000_actions', steps('select 1 / 0;'));
    await expect(migrate(database.url, folder)).rejects.toThrow(
      'migration 20260103000000_actions failed, and goes on at the next start: division by zero',
    );
    expect(await tables()).toEqual(['actions', 'pictures', 'projects']);
    add('20260103000000_actions', steps('drop table pictures;'));
    expect(await migrate(database.url, folder)).toEqual(['20260103000000_actions']);
    expect(await tables()).toEqual(['actions', 'projects']);
  });

  test('lets other sessions have the lock between its attempts to get it', async () => {
    await migrate(database.url, folder);
    add('20260103000000_rows', 'alter table projects add column name text;');
    await client.query('begin; insert into projects values (1)');
    const migrating = migrate(database.url, folder);
    const other = await openClient(database.url);
    const waiting =
      'select from pg_locks l join pg_database d on d.oid = l.database where not l.granted and d.datname = current_database()';
    await until(async () => (await other.query(waiting)).rowCount === 1);
    await other.query(`set lock_timeout = '10s'; insert into projects values (2)`); // waits for the migration to give way
    await client.query('commit');
    expect(await migrating).toEqual(['20260103000000_rows']);
    await other.end();
  });

  test.each([
    [
      'the database is newer',
      `insert into _prisma_migrations (id, checksum, migration_name, finished_at) values ('n', '', '20270101000000_next', now())`,
      'the database is newer than this version of Darkroom: it has migration 20270101000000_next',
    ],
    [
      'a migration has failed',
      `update _prisma_migrations set finished_at = null where migration_name = '20260102000000_pictures'`,
      'migration 20260102000000_pictures failed earlier and has to be resolved by hand',
    ],
    [
      'an applied migration was edited',
      `update _prisma_migrations set checksum = 'other' where migration_name = '20260102000000_pictures'`,
      'migration 20260102000000_pictures was edited after it was applied: restore its file, or begin an empty database',
    ],
  ])('refuses, and applies nothing, when %s', async (_, change, message) => {
    await migrate(database.url, folder);
    await client.query(change);
    add('20260103000000_actions', 'create table actions (id int);');
    await expect(migrate(database.url, folder)).rejects.toMatchObject({ name: 'StartError', message });
    expect(await tables()).toEqual(['pictures', 'projects']);
  });

  test('applies a migration again that was rolled back by hand', async () => {
    await migrate(database.url, folder);
    await client.query(`update _prisma_migrations set rolled_back_at = now() where migration_name like '%pictures'`);
    await client.query('drop table pictures');
    expect(await migrate(database.url, folder)).toEqual(['20260102000000_pictures']);
  });
});

describe('whether the migrations are current', () => {
  test('is false for an empty or outdated database, and true for a current one', async () => {
    expect(await migrationsCurrent(client, folder)).toBe(false);
    await migrate(database.url, folder);
    expect(await migrationsCurrent(client, folder)).toBe(true);
    add('20260103000000_actions', 'create table actions (id int);');
    expect(await migrationsCurrent(client, folder)).toBe(false);
  });

  test('is true for a database that a newer version has migrated, and false where a known migration was edited', async () => {
    await migrate(database.url, folder);
    await client.query(
      `insert into _prisma_migrations (id, checksum, migration_name, finished_at) values ('n', '', '20270101000000_next', now())`,
    );
    expect(await migrationsCurrent(client, folder)).toBe(true);
    await client.query(`update _prisma_migrations set checksum = 'other' where migration_name like '%pictures'`);
    expect(await migrationsCurrent(client, folder)).toBe(false);
  });

  test('rejects when the database does not respond', async () => {
    const broken = await openClient(database.url);
    await broken.end();
    await expect(migrationsCurrent(broken, folder)).rejects.toThrow('Client was closed');
  });
});
