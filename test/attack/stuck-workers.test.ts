import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { openClient } from '../../src/database/open-client.ts';
import { DarkroomHouse } from '../support/darkroom.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { until } from '../support/until.ts';

let house: DarkroomHouse;
let database: TestDatabase;

beforeEach(async () => {
  house = new DarkroomHouse();
  database = await testDatabase();
});
afterEach(async () => {
  await house.remove();
  await database.close();
});

/** The queue can be looked at, and no job can be taken from it: what is wrong is not that the database is away. */
async function takeNoJobs(): Promise<void> {
  const client = await openClient(database.url);
  await client.query(`create function no_jobs() returns trigger language plpgsql as $$ begin raise 'no jobs'; end $$`);
  await client.query(
    'create trigger no_jobs before update on graphile_worker._private_jobs for each statement execute function no_jobs()',
  );
  await client.end();
}

test('a process whose worker pools make no progress is not ready, tries several, and exits with 1', async () => {
  const { server, url } = await house.listen({
    DATABASE_URL: database.url,
    BOOTSTRAP_API_KEY: 'the-key-of-the-stuck-test-0123456789',
    WORKERS: '2',
  });
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
  await takeNoJobs();
  await until(async () => (await fetch(`${url}/readyz`)).status === 503);
  const { code, output } = await server.ended;
  expect(code).toBe(1);
  expect(output.match(/the workers stopped; another pool begins/g)).toHaveLength(6);
  expect(output).toContain('no pool of workers makes progress in this process');
});
