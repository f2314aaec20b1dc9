import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import pg from 'pg';
import { type Database, openDatabase } from '../../src/database/database.ts';
import { failureKind, isDatabaseAway } from '../../src/database/failure.ts';
import { PipelineConnection } from '../../src/database/pipeline-connection.ts';
import { runStatement } from '../../src/database/statement.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { id } from '../support/ids.ts';

let home: TestDatabase;
let database: Database;
let pipeline: PipelineConnection;

beforeAll(async () => {
  home = await testDatabase();
  database = openDatabase(home.url);
  pipeline = new PipelineConnection(home.url);
  await database.pool.query(`
    create function fail_as(state text) returns void language plpgsql as
      $$ begin raise exception using errcode = state, message = 'as told'; end $$;
    create function fail_as_named() returns trigger language plpgsql as
      $$ begin perform fail_as(new.name); return new; end $$;
    create trigger fail before insert on workspaces for each row execute function fail_as_named()`);
});
afterAll(async () => {
  await pipeline.reset();
  await database.close();
  await home.close();
});

/** The ways in which Darkroom asks the database, each with an error of this SQLSTATE as the server raises it. */
const ways: Record<string, (state: string) => Promise<unknown>> = {
  'the pool': (state) => runStatement(database.pool, { name: 'fail', text: 'select fail_as($1)', values: [state] }),
  "Prisma's model": (state) => database.prisma.workspace.create({ data: workspace(state) }),
  "Prisma's transaction": (state) =>
    database.prisma.$transaction(async (transaction) => transaction.workspace.create({ data: workspace(state) })),
  "Prisma's batch": (state) =>
    database.prisma.$transaction([database.prisma.workspace.create({ data: workspace(state) })]),
  "Prisma's raw query": (state) => database.prisma.$queryRaw`select fail_as(${state})::text`,
  'the pipeline': (state) => pipeline.run([{ name: 'fail', text: 'select fail_as($1)', values: [state] }]),
};

const workspace = (state: string) => ({ id: id('workspace', 1), name: state, createdAt: new Date(0) });

const errorOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

const PASSING = [
  '08006',
  '25006',
  '25P02',
  '25P03',
  '25P04',
  '40001',
  '40P01',
  '53100',
  '53300',
  '55P03',
  '57014',
].concat(['57P01', '57P03', '58030']);
const FINAL = [
  '22012',
  '23505',
  '23503',
  '23502',
  '23514',
  '25001',
  '3D000',
  '42501',
  '42P01',
  '42703',
  'P0001',
  'XX000',
];

describe('an error of the server', () => {
  const cases = Object.entries(ways);

  test.each(cases)('a transient error means an unknown outcome (%s), a permanent one does not', async (_, way) => {
    for (const state of PASSING) expect([state, isDatabaseAway(await errorOf(way(state)))]).toEqual([state, true]);
    for (const state of FINAL) expect([state, isDatabaseAway(await errorOf(way(state)))]).toEqual([state, false]);
  });

  test('of any SQLSTATE means the same whichever way the database was asked', async () => {
    const digit = fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ');
    const anyState = fc.oneof(
      fc.string({ unit: digit, minLength: 5, maxLength: 5 }),
      fc
        .tuple(fc.constantFrom('08', '22', '23', '25', '40', '42', '53', '55', '57', '58'), digit, digit, digit)
        .map((parts) => parts.join('')),
    );
    await fc.assert(
      fc.asyncProperty(
        anyState.filter((state) => !/^0[0-2]/.test(state)), // success and warnings
        async (state) => {
          const told = new pg.DatabaseError('as told', 0, 'error');
          told.code = state;
          const verdicts = await Promise.all(
            Object.values(ways).map(async (way) => isDatabaseAway(await errorOf(way(state)))),
          );
          expect(verdicts).toEqual(verdicts.map(() => failureKind(told) === 'unknown'));
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('Prisma', () => {
  test('tells that a transaction found no connection in time: that is unknown', async () => {
    const others = await Promise.all(Array.from({ length: 10 }, () => database.pool.connect()));
    const error = await errorOf(
      database.prisma.$transaction(async (transaction) => transaction.workspace.count(), { maxWait: 50 }),
    );
    for (const other of others) other.release();
    expect(error).toMatchObject({ code: 'P2028' });
    expect(isDatabaseAway(error)).toBe(true);
  });

  test('tells that a transaction took too long: that is unknown', async () => {
    const error = await errorOf(
      database.prisma.$transaction(
        async (transaction) => {
          await transaction.$queryRaw`select pg_sleep(0.3)::text`;
          return transaction.workspace.count();
        },
        { timeout: 100 },
      ),
    );
    expect(error).toMatchObject({ code: 'P2028' });
    expect(isDatabaseAway(error)).toBe(true);
  });

  test('tells that it could not connect: that is unknown', async () => {
    const nowhere = openDatabase('postgresql://postgres@127.0.0.1:1/none?sslmode=disable');
    expect(isDatabaseAway(await errorOf(nowhere.prisma.workspace.count()))).toBe(true);
    expect(isDatabaseAway(await errorOf(nowhere.prisma.$transaction([nowhere.prisma.workspace.count()])))).toBe(true);
    await nowhere.close();
  });
});
