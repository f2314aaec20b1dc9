import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { openClient } from '../../src/database/open-client.ts';
import { type Database, openDatabase } from '../../src/database/database.ts';
import { isDatabaseAway } from '../../src/database/failure.ts';
import { PinnedConnection } from '../../src/database/pinned-connection.ts';
import { PipelineConnection } from '../../src/database/pipeline-connection.ts';
import { takesWrites } from '../../src/database/takes-writes.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { openSilentProxy, type SilentProxy } from '../support/silent-proxy.ts';
import { until } from '../support/until.ts';

let home: TestDatabase;
let proxy: SilentProxy;
let database: Database;

beforeEach(async () => {
  home = await testDatabase();
  proxy = await openSilentProxy(home.url);
  database = openDatabase(proxy.url(home.url));
});
afterEach(async () => {
  await proxy.close();
  await database.close();
  await home.close();
});

const awayAfter = async (work: Promise<unknown>): Promise<[boolean, number]> => {
  const since = performance.now();
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return [isDatabaseAway(error), performance.now() - since];
};

test('a server that falls silent: whatever is asked of it is unknown within ten seconds, and goes on when it is back', async () => {
  const { pool, prisma } = database;
  await Promise.all(Array.from({ length: 10 }, () => pool.query('select pg_sleep(0.05)')));
  const pipeline = new PipelineConnection(proxy.url(home.url));
  const one = { name: 'one', text: 'select 1', values: [] };
  await pipeline.run([one]);
  const inTransaction = Promise.withResolvers<void>();
  const silence = Promise.withResolvers<void>();
  const held = prisma.$transaction(
    async (transaction) => {
      await transaction.workspace.count();
      inTransaction.resolve();
      await silence.promise;
      return transaction.workspace.count();
    },
    { timeout: 60_000 },
  );
  await inTransaction.promise;
  proxy.fallSilent();
  silence.resolve();
  const asked = [
    held,
    prisma.workspace.count(),
    prisma.$transaction([prisma.workspace.count()]),
    pool.query('select 1'),
    pipeline.run([one]),
    takesWrites(pool),
    ...Array.from({ length: 20 }, () => pool.query('select 1')), // more than there are connections
  ];
  for (const [isAway, afterMs] of await Promise.all(asked.map(awayAfter))) {
    expect(isAway).toBe(true);
    expect(afterMs).toBeLessThan(14_000); // a connection to wait for, then the answer
  }
  proxy.comeBack();
  await Promise.all(Array.from({ length: 20 }, () => pool.query('select 1'))); // no silent connection is left
  await prisma.$transaction([prisma.workspace.count()]);
  await pipeline.run([one]);
  await pipeline.reset();
});

test('a connection that only listens detects a server that is gone, and is reopened', async () => {
  let prepared = 0;
  const lost: unknown[] = [];
  const pinned = new PinnedConnection({
    url: proxy.url(home.url),
    applicationName: 'darkroom listener',
    prepare: async (client) => {
      await client.query('listen nothing');
      prepared += 1;
    },
    wait: (delayMs) => sleep(delayMs),
    onLost: (error) => lost.push(error),
  });
  await pinned.open();
  proxy.fallSilent();
  const since = performance.now();
  await until(() => lost.length > 0);
  expect(performance.now() - since).toBeLessThan(8_000);
  proxy.comeBack();
  await until(() => prepared === 2);
  await pinned.close();
});

test('a read-only server is detected, and the connection to it is closed', async () => {
  const admin = await openClient(home.url);
  expect(await takesWrites(database.pool)).toBe(true);
  await admin.query(
    `alter database ${admin.escapeIdentifier(admin.database ?? '')} set default_transaction_read_only = on`,
  );
  await admin.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
  );
  await until(() => database.pool.totalCount === 0);
  expect(await takesWrites(database.pool)).toBe(false);
  const write = () => database.prisma.$transaction((transaction) => transaction.workspace.deleteMany());
  expect((await awayAfter(write()))[0]).toBe(true);
  await admin.query(
    `alter database ${admin.escapeIdentifier(admin.database ?? '')} reset default_transaction_read_only`,
  );
  await write(); // on a new connection
  expect(await takesWrites(database.pool)).toBe(true);
  await admin.end();
});
