import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { PipelineConnection } from '../../src/database/pipeline-connection.ts';
import { bareDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let connection: PipelineConnection;

beforeAll(async () => {
  database = await bareDatabase();
  connection = new PipelineConnection(database.url);
  await connection.run([{ name: 'make', text: 'create table things (id int primary key, name text)', values: [] }]);
});
afterAll(async () => {
  await connection.reset();
  await database.close();
});

const begin = { name: 'begin', text: 'begin', values: [] };
const commit = { name: 'commit', text: 'commit', values: [] };
const rollback = { name: 'rollback', text: 'rollback', values: [] };
const insert = (...things: (readonly [number, string | null])[]) => ({
  name: 'insert',
  text: 'insert into things select * from unnest($1::int[], $2::text[]) returning id, name',
  values: [things.map(([id]) => id), things.map(([, name]) => name)],
});
const count = { name: 'count', text: 'select count(*) from things', values: [] };

test('each statement is answered with its rows and its tag, the first time and every time after', async () => {
  for (const base of [10, 20]) {
    const answers = await connection.run([begin, insert([base, 'a'], [base + 1, null]), count, rollback]);
    expect(answers).toEqual([
      { command: 'BEGIN', rows: [] },
      {
        command: 'INSERT',
        rows: [
          { id: base, name: 'a' },
          { id: base + 1, name: null },
        ],
      },
      { command: 'SELECT', rows: [{ count: 2 }] },
      { command: 'ROLLBACK', rows: [] },
    ]);
  }
});

test('texts arrive as they were sent, whatever is in them', async () => {
  const texts = ['', 'NULL', 'a,b', '{}', 'a "b" \\c\\ {d}', "it's", ' ', 'é\u{1f600}\n\t', '\\"'];
  const things = texts.map((text, index) => [100 + index, text] as const);
  const [, answer] = await connection.run([begin, insert(...things), rollback]);
  expect(answer?.rows).toEqual(things.map(([id, name]) => ({ id, name })));
});

test('arrays of ids and numbers arrive as they were sent', async () => {
  const arrays = {
    uuid: ['019aaf3e-5b8a-7c31-9f00-0123456789ab', null, 'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF'],
    int: [0, -1, null, 2_147_483_647, -2_147_483_648],
    int8: [0, -1, null, 2 ** 31, 2 ** 32, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER],
    float8: [0, -0.5, null, 1_764_547_200_123.5],
  };
  for (const [type, values] of Object.entries(arrays)) {
    const sent = (name: string, items: readonly unknown[]) => ({
      name: `${type} ${name}`,
      text: `select array_to_json($1::${type}[])::text as items`,
      values: [items],
    });
    const [answer, none] = await connection.run([sent('some', values), sent('none', [])]);
    const expected = values.map((value) => (typeof value === 'string' ? value.toLowerCase() : value));
    expect(answer?.rows).toEqual([{ items: JSON.stringify(expected) }]);
    expect(none?.rows).toEqual([{ items: '[]' }]);
  }
});

test.each([
  ['uuid', '019aaf3e-5b8a-7c31-9f00-0123456789zz'],
  ['uuid', '019aaf3e-5b8a-7c31-9f00-01234567'],
  ['uuid', 7],
  ['int', 1.5],
  ['int', 2 ** 31],
  ['int8', 2 ** 53],
  ['float8', '1'],
])('a value that the type %s does not have (%p) is refused before anything is sent', async (type, value) => {
  const odd = { name: `odd ${type}`, text: `select $1::${type}[]`, values: [[value]] };
  await expect(connection.run([odd])).rejects.toThrow(/not|out of range/);
  expect(await connection.run([count])).toEqual([{ command: 'SELECT', rows: [{ count: 0 }] }]);
});

test('a failed statement rejects, later ones are not executed, and the connection remains usable', async () => {
  await expect(connection.run([begin, insert([1, 'a'], [1, 'b']), commit])).rejects.toMatchObject({ code: '23505' });
  await connection.run([rollback]);
  expect(await connection.run([count])).toEqual([{ command: 'SELECT', rows: [{ count: 0 }] }]);
});

test('a statement that could not be prepared, and those behind it, can be sent again', async () => {
  const wrong = { name: 'wrong', text: 'select * from nothing', values: [] };
  const behind = { name: 'behind', text: 'select 7 as seven', values: [] };
  for (let attempt = 0; attempt < 2; attempt += 1) {
    await expect(connection.run([count, wrong, behind])).rejects.toMatchObject({ code: '42P01' });
  }
  expect(await connection.run([behind])).toEqual([{ command: 'SELECT', rows: [{ seven: 7 }] }]);
});

test('a broken connection is reported as lost, and the next statements use a new one', async () => {
  const end = { name: 'end', text: 'select pg_terminate_backend(pg_backend_pid())', values: [] };
  await expect(connection.run([end])).rejects.toMatchObject({ code: '57P01' });
  await connection.reset();
  expect(await connection.run([count])).toEqual([{ command: 'SELECT', rows: [{ count: 0 }] }]);
});

test('an unsupported value is refused before anything is sent', async () => {
  const odd = { name: 'odd', text: 'select $1::text', values: [new Date()] };
  await expect(connection.run([odd])).rejects.toThrow('a value of the type object cannot be sent');
  expect(await connection.run([count])).toEqual([{ command: 'SELECT', rows: [{ count: 0 }] }]);
});

test.each([0, 1])(
  'after a failure the rollback is done at once, also when plans are due (%i trips before)',
  async (lead) => {
    const fresh = new PipelineConnection(database.url);
    for (let trip = 0; trip < lead; trip += 1) await fresh.run([count]);
    for (let transaction = 0; transaction < 40; transaction += 1) {
      await expect(fresh.run([begin, insert([1, 'a'], [1, 'b'])])).rejects.toMatchObject({ code: '23505' });
      expect(await fresh.run([rollback])).toEqual([{ command: 'ROLLBACK', rows: [] }]);
    }
    await fresh.reset();
  },
);
