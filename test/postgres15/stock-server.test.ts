import { expect, test } from '@jest/globals';
import pg from 'pg';
import { openClient } from '../../src/database/open-client.ts';
import { testDatabase } from '../support/database.ts';

test('just-in-time compilation (JIT) is on by default in the server and off in the sessions of Darkroom', async () => {
  const database = await testDatabase();
  const stranger = new pg.Client({ connectionString: database.url });
  await stranger.connect();
  const ours = await openClient(database.url);
  const text = `select current_setting('server_version_num')::int / 10000 as version, current_setting('jit') as jit, pg_jit_available() as available`;
  expect((await stranger.query(text)).rows).toEqual([{ version: 15, jit: 'on', available: true }]);
  expect((await ours.query(text)).rows).toEqual([{ version: 15, jit: 'off', available: false }]);
  await stranger.end();
  await ours.end();
  await database.close();
});
