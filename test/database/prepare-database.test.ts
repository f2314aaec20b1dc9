import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import path from 'node:path';
import { openClient } from '../../src/database/open-client.ts';
import { prepareDatabase } from '../../src/database/prepare-database.ts';
import { bareDatabase, testDatabase, type TestDatabase } from '../support/database.ts';

const migrations = path.resolve('prisma/migrations');

let database: TestDatabase;
beforeEach(async () => {
  database = await bareDatabase();
});
afterEach(() => database.close());

async function query(url: string, text: string): Promise<unknown[]> {
  const client = await openClient(url);
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

describe('preparing a database', () => {
  test('is done once by concurrent processes, including the tables of the job queue', async () => {
    const applied = await Promise.all([1, 2, 3].map(() => prepareDatabase(database.url, migrations)));
    expect(applied.filter((names) => names.length > 0)).toHaveLength(1);
    expect(await query(database.url, 'select count(*)::int as jobs from graphile_worker.jobs')).toEqual([{ jobs: 0 }]);
    expect(await prepareDatabase(database.url, migrations)).toEqual([]);
  });

  test('refuses a job queue that a newer version has changed', async () => {
    await prepareDatabase(database.url, migrations);
    await query(database.url, 'insert into graphile_worker.migrations (id, breaking) values (999999, true)');
    await expect(prepareDatabase(database.url, migrations)).rejects.toMatchObject({
      name: 'StartError',
      message: expect.stringMatching(/^the tables of the job queue could not be prepared: .*999999/),
    });
    process.exitCode = undefined; // graphile-worker sets it
  });
});

describe('a test database', () => {
  test('is a clone of the prepared one', async () => {
    const clone = await testDatabase();
    expect(await prepareDatabase(clone.url, migrations)).toEqual([]);
    await clone.close();
  });

  test('is dropped, and says so, when a test leaves connections open', async () => {
    const careless = await bareDatabase();
    const open = await openClient(careless.url);
    await open.query('select 42');
    await expect(careless.close()).rejects.toThrow('1 connections to the test database were left open: select 42');
    await expect(openClient(careless.url)).rejects.toThrow('does not exist');
    await open.end();
  });
});
