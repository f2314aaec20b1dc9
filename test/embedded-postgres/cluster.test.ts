import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fs from 'node:fs';
import path from 'node:path';
import { openClient } from '../../src/database/open-client.ts';
import { openCluster } from '../../src/embedded-postgres/cluster.ts';
import { type OwnCluster, ownCluster } from '../support/database.ts';
import { runModule } from '../support/node-process.ts';
import { removeCluster } from '../support/test-cluster.ts';

let own: OwnCluster;
beforeAll(() => {
  own = ownCluster();
});
afterAll(() => own.remove());

async function ask(url: string, text: string): Promise<unknown[]> {
  const client = await openClient(url);
  try {
    return (await client.query<unknown[]>({ text, rowMode: 'array' })).rows.flat();
  } finally {
    await client.end();
  }
}

describe('an embedded cluster', () => {
  test('starts in a folder that does not exist, is found running by the next start, and keeps its data', async () => {
    const first = await own.open();
    expect(first.startedHere).toBe(true);
    await ask(await first.ensureDatabase('studio'), 'create table pictures as select 42 as id');

    const second = await own.open();
    expect(second.startedHere).toBe(false);
    await second.stop();

    const third = await own.open();
    expect(third.startedHere).toBe(true);
    expect(await ask(third.url('studio'), 'select id from pictures')).toEqual([42]);
  });

  test('listens on a socket that only its own account can open, and on no network', async () => {
    const cluster = await own.open();
    expect(await ask(cluster.url('postgres'), 'show listen_addresses')).toEqual(['']);
    expect(fs.statSync(path.join(own.folder, 'socket')).mode & 0o777).toBe(0o700);
    expect(fs.statSync(path.join(own.folder, 'socket/.s.PGSQL.5432')).mode & 0o777).toBe(0o700);
  });

  test('creates a database once, though many ask for it at once', async () => {
    const cluster = await own.open();
    const urls = await Promise.all(Array.from({ length: 8 }, () => cluster.ensureDatabase('Studio "1"')));
    expect(new Set(urls).size).toBe(1);
    expect(await ask(urls[0] ?? '', 'select current_database()')).toEqual(['Studio "1"']);
  });

  test('sorts and changes case alike on every machine', async () => {
    const cluster = await own.open();
    const words = `select string_agg(word, ' ' order by word), upper('größe é') from unnest(array['b', 'Ä', 'a', 'B']) word`;
    expect(await ask(cluster.url('postgres'), words)).toEqual(['B a b Ä', 'GRÖßE É']);
  });

  test('flushes commits to disk if durable, with infrequent checkpoints', async () => {
    const cluster = await own.open();
    const names = ['fsync', 'synchronous_commit', 'full_page_writes', 'max_wal_size', 'checkpoint_timeout'];
    const settings = names.map((name) => `current_setting('${name}')`).join();
    expect(await ask(cluster.url('postgres'), `select ${settings}`)).toEqual(['on', 'on', 'on', '8GB', '15min']);
  });

  test('writes nothing to disk on purpose when it is for tests', async () => {
    await (await own.open()).stop();
    const cluster = await openCluster({ folder: own.folder, durable: false });
    const settings = `select current_setting('fsync'), current_setting('synchronous_commit')`;
    expect(await ask(cluster.url('postgres'), settings)).toEqual(['off', 'off']);
    await cluster.stop();
  });

  test('ignores the environment of processes that start it or connect to it', async () => {
    const ran = runModule(
      `import { openCluster } from ${JSON.stringify(path.resolve('src/embedded-postgres/cluster.ts'))};
       const cluster = await openCluster({ folder: ${JSON.stringify(own.folder)}, durable: true });
       console.log(await cluster.ensureDatabase('studio'));`,
      { PGPORT: '1', PGSSLMODE: 'require', PGDATA: '/nowhere', PGUSER: 'nobody', PGDATABASE: 'none', PGHOST: 'none' },
    );
    expect(await ran.ended).toMatchObject({ code: 0, output: expect.stringContaining('5432/studio') });
  });

  test.each([
    ['spaces, commas and an apostrophe', ` it's a strange, schöner folder`],
    ['a name that is too long for a socket', 'long'.repeat(30)],
  ])('lives in a folder with %s', async (_, name) => {
    const folder = own.folder + name;
    const cluster = await openCluster({ folder, durable: false });
    try {
      expect(await ask(await cluster.ensureDatabase('studio'), 'select 1')).toEqual([1]);
      expect(await openCluster({ folder, durable: false })).toMatchObject({ startedHere: false });
    } finally {
      await removeCluster(folder);
    }
  });

  test('is the same cluster through any symbolic link to its folder', async () => {
    await own.open();
    fs.symlinkSync(own.folder, path.join(own.folder, 'link'));
    const reached = await openCluster({ folder: path.join(own.folder, 'link'), durable: false });
    expect(reached.startedHere).toBe(false);
  });

  test('can be stopped when it is not running', async () => {
    const cluster = await own.open();
    await cluster.stop();
    await cluster.stop();
    expect((await own.open()).startedHere).toBe(true);
  });
});
