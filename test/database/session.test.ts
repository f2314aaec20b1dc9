import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import pg from 'pg';
import { checkServer } from '../../src/database/check-server.ts';
import { openClient } from '../../src/database/open-client.ts';
import { openDatabase } from '../../src/database/database.ts';
import { PinnedConnection } from '../../src/database/pinned-connection.ts';
import { PipelineConnection } from '../../src/database/pipeline-connection.ts';
import { LEDGER_SESSION, POOL_SESSION, SESSION, type SessionSettings, setSession } from '../../src/database/session.ts';
import { runStatement } from '../../src/database/statement.ts';
import { bareDatabase, type TestDatabase } from '../support/database.ts';

/** What the owner of a database may have set for all who come to it. */
const CONTRARY: SessionSettings = {
  jit: 'on',
  search_path: 'pg_catalog',
  client_encoding: 'LATIN1',
  standard_conforming_strings: 'off',
  DateStyle: 'German, DMY',
  IntervalStyle: 'iso_8601',
  TimeZone: 'Asia/Kolkata',
  bytea_output: 'escape',
  array_nulls: 'off',
  default_transaction_isolation: 'serializable',
  enable_sort: 'on',
  plan_cache_mode: 'force_custom_plan',
};

let contrary: TestDatabase;

beforeAll(async () => {
  contrary = await bareDatabase();
  const admin = new pg.Client({ connectionString: contrary.url });
  await admin.connect();
  for (const [name, setting] of Object.entries(CONTRARY)) {
    const list = name === 'search_path' || name === 'DateStyle' ? setting : admin.escapeLiteral(setting);
    await admin.query(`alter database ${admin.escapeIdentifier(admin.database ?? '')} set ${name} = ${list}`);
  }
  await admin.end();
});
afterAll(() => contrary.close());

const settingsOf = (settings: SessionSettings) => ({
  name: 'settings',
  text: 'select name, current_setting(name) as setting from unnest($1::text[]) as name',
  values: [Object.keys(settings)],
});

const asRecord = (rows: unknown[]) =>
  Object.fromEntries((rows as { name: string; setting: string }[]).map(({ name, setting }) => [name, setting]));

describe('on a database whose owner has set everything otherwise', () => {
  test('every connection of the pool has the settings that we rely upon', async () => {
    const database = openDatabase(contrary.url);
    try {
      const clients = await Promise.all([1, 2, 3].map(() => database.pool.connect()));
      for (const client of clients) {
        expect(asRecord(await runStatement(client, settingsOf(POOL_SESSION)))).toEqual(POOL_SESSION);
        client.release();
      }
    } finally {
      await database.close();
    }
  });

  test("a ledger's connection has them, also after it broke", async () => {
    const connection = new PipelineConnection(contrary.url);
    for (let opened = 0; opened < 2; opened += 1) {
      const [answer] = await connection.run([settingsOf(LEDGER_SESSION)]);
      expect(asRecord(answer?.rows ?? [])).toEqual(LEDGER_SESSION);
      await connection.reset();
    }
  });

  test('a connection that listens or locks, and one for a single task, has them', async () => {
    const seen: unknown[] = [];
    const prepare = async (client: pg.Client) => void seen.push(await runStatement(client, settingsOf(SESSION)));
    const wait = () => Promise.resolve();
    const pinned = new PinnedConnection({
      url: contrary.url,
      applicationName: 'test',
      prepare,
      wait,
      onLost: () => {},
    });
    await pinned.open();
    await pinned.close();
    const client = await openClient(contrary.url);
    await prepare(client);
    await client.end();
    expect(seen.map((rows) => asRecord(rows as unknown[]))).toEqual([SESSION, SESSION]);
  });

  test('a session that does not keep its settings is refused with an error that names them', async () => {
    const forgetful = new pg.Client({ connectionString: contrary.url });
    await forgetful.connect();
    const query: (...args: unknown[]) => Promise<unknown> = forgetful.query.bind(forgetful);
    // As a pooler does that resets each server connection after a statement.
    const resetting = {
      async query(...args: unknown[]) {
        const answer = await query(...args);
        await query('discard all');
        return answer;
      },
    };
    await expect(setSession(resetting as Pick<pg.Client, 'query'>, SESSION)).rejects.toThrow(
      /^the database session does not keep its settings: jit is on instead of off, search_path is pg_catalog instead of public,/,
    );
    await forgetful.end();
  });
});

test('a database with another encoding than UTF8 is refused with instructions', async () => {
  const latin = await bareDatabase('LATIN1');
  await expect(checkServer(latin.url)).rejects.toMatchObject({
    name: 'StartError',
    message: expect.stringMatching(
      /^the database "\w+" has the encoding LATIN1; Darkroom requires UTF8: .*encoding 'UTF8'/,
    ),
  });
  await latin.close();
});

test('an instant is parsed correctly in any time zone of the session', async () => {
  const client = await openClient(contrary.url);
  const zones = ['UTC', 'Asia/Kolkata', 'America/St_Johns', 'Pacific/Chatham', 'Europe/Amsterdam', '-11:30'];
  const moments = fc.date({ min: new Date('1900-01-01'), max: new Date('9999-12-30'), noInvalidDate: true });
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...zones), moments, async (zone, moment) => {
      await client.query(`select set_config('TimeZone', $1, false)`, [zone]);
      const text = 'select $1::timestamptz as instant';
      const [row] = await runStatement<{ instant: number }>(client, {
        name: 'instant',
        text,
        values: [moment.toISOString()],
      });
      expect(row?.instant).toBe(moment.getTime());
    }),
    { numRuns: 300 },
  );
  await client.end();
});

test('a database without the collation by which projects are searched is refused', async () => {
  const database = await bareDatabase('UTF8');
  const client = await openClient(database.url);
  await client.query('set allow_system_table_mods = on');
  await client.query(`delete from pg_collation where collname = 'und-x-icu'`);
  await client.end();
  await expect(checkServer(database.url)).rejects.toThrow(/has no collation "und-x-icu".*built with ICU/);
  await database.close();
});
