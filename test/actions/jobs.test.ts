import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { performJobs, settlingJobs } from '../../src/actions/jobs.ts';
import { runStatement, type Statement } from '../../src/database/statement.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { id } from '../support/ids.ts';

const PROJECT = id('project', 1);
const ACTION = id('action', 1);
const AT = Date.UTC(2030, 0, 1);

let database: TestDatabase;
let pool: pg.Pool;

beforeAll(async () => {
  database = await testDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 2 });
});
afterEach(() => pool.query('truncate graphile_worker._private_jobs'));
afterAll(async () => {
  await pool.end();
  await database.close();
});

/** What a job is, apart from its number and its times of writing. */
async function jobs(): Promise<Record<string, unknown>[]> {
  const { rows } = await pool.query<{ job: Record<string, unknown> }>(
    `select to_jsonb(job) - '{id,created_at,updated_at}'::text[] as job from graphile_worker._private_jobs job order by id`,
  );
  return rows.map(({ job }) => job);
}

async function run(statements: readonly Statement[]): Promise<void> {
  for (const statement of statements) await runStatement(pool, statement);
}

/** As graphile-worker itself adds a job. */
async function addJobs(name: string, payload: object, rest: string): Promise<void> {
  await pool.query(
    `select graphile_worker.add_jobs(array[row($1, $2::json, null, ${rest})::graphile_worker.job_spec])`,
    [name, JSON.stringify(payload)],
  );
}

const settling = (at: number) =>
  addJobs(
    'settle-project',
    { projectId: PROJECT },
    `to_timestamp(${at / 1000}), null, 'settle-project ${PROJECT}', -10, null`,
  );

test('a job has the same columns as one that graphile-worker writes', async () => {
  await run([
    performJobs([{ projectId: PROJECT, actionId: ACTION, kind: 'PROMPT', isLargePicture: false, traceparent: null }]),
  ]);
  const [ours] = await jobs();
  await pool.query('truncate graphile_worker._private_jobs');
  const payload = { projectId: PROJECT, actionId: ACTION };
  await addJobs('perform-action', payload, `null, null, null, 0, array['${PROJECT}', 'kind:PROMPT']`);
  const [theirs] = await jobs();
  expect(theirs).toBeDefined();
  const { run_at: ourRunAt, ...our } = ours ?? {};
  const { run_at: theirRunAt, ...their } = theirs ?? {};
  expect(our).toEqual(their);
  expect(Date.parse(String(theirRunAt)) - Date.parse(String(ourRunAt))).toBeLessThan(60_000);
});

test.each([
  ['there is none yet', ''],
  ['one waits', 'select'],
  ['one has failed', `update graphile_worker._private_jobs set attempts = 3, last_error = 'away'`],
  [
    'one is being run',
    `update graphile_worker._private_jobs set locked_at = '2026-01-01', locked_by = 'pool-1', attempts = 1`,
  ],
])('a settling job is queued as graphile-worker would where %s', async (_case, before) => {
  const found: unknown[] = [];
  for (const add of [() => run(settlingJobs([{ projectId: PROJECT, at: AT }])), () => settling(AT)]) {
    await pool.query('truncate graphile_worker._private_jobs');
    if (before !== '') {
      await settling(AT + 5_000);
      await pool.query(before);
    }
    await add();
    found.push(await jobs());
  }
  expect(found[0]).toEqual(found[1]);
  expect(found[0]).toHaveLength(before.includes('locked_at') ? 2 : 1);
});

test('queueing many jobs in one statement queues each once', async () => {
  await run([
    performJobs(
      [1, 2, 3].map((n) => ({
        projectId: PROJECT,
        actionId: id('action', n),
        kind: 'PROMPT' as const,
        isLargePicture: false,
        traceparent: null,
      })),
    ),
  ]);
  expect((await jobs()).map(({ payload }) => payload)).toEqual(
    [1, 2, 3].map((n) => ({ projectId: PROJECT, actionId: id('action', n) })),
  );
});

test('no NOTIFY is part of a transaction that queues jobs', async () => {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query('begin');
  for (const statement of [
    performJobs([{ projectId: PROJECT, actionId: ACTION, kind: 'PROMPT', isLargePicture: false, traceparent: null }]),
    ...settlingJobs([{ projectId: PROJECT, at: AT }]),
  ]) {
    await runStatement(client, statement);
  }
  await client.query('listen "jobs:insert"');
  const heard: unknown[] = [];
  client.on('notification', (message) => heard.push(message));
  await client.query('commit');
  await client.query(`select pg_notify('jobs:insert', 'the end')`);
  expect(heard).toMatchObject([{ payload: 'the end' }]);
  await client.end();
});
