import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import net from 'node:net';
import { checkServer } from '../../src/database/check-server.ts';
import { type Database, openDatabase } from '../../src/database/database.ts';
import { isDatabaseAway } from '../../src/database/failure.ts';
import { openClient, withClient } from '../../src/database/open-client.ts';
import { openPool } from '../../src/database/open-pool.ts';
import { PinnedConnection } from '../../src/database/pinned-connection.ts';
import { PipelineConnection } from '../../src/database/pipeline-connection.ts';
import { problemOfServerList, serverUrls } from '../../src/database/server-list.ts';
import { bareDatabase, type TestDatabase } from '../support/database.ts';
import { openSilentProxy } from '../support/silent-proxy.ts';
import { until } from '../support/until.ts';

/** An address on which nothing listens. */
const DEAD = '127.0.0.1:1';
/** Far shorter than the timeout of a connection to a silent server, and far longer than a connection takes on a loaded machine. */
const SOON_MS = 10_000;

let database: TestDatabase;
let silent: net.Server;
const held: net.Socket[] = [];

beforeAll(async () => {
  database = await bareDatabase();
  silent = net.createServer((socket) => void held.push(socket));
  await new Promise<void>((resolve) => {
    silent.listen(0, '127.0.0.1', resolve);
  });
});
afterAll(async () => {
  for (const socket of held) socket.destroy();
  silent.close();
  await database.close();
});

const silentHost = (): string => `127.0.0.1:${(silent.address() as net.AddressInfo).port}`; // it listens on TCP

/** The URL of the test's database, with other servers before it in the list. */
function listWith(...others: readonly string[]): string {
  const { username, pathname, searchParams, host } = new URL(database.url);
  const folder = searchParams.get('host');
  const own = folder === null ? host : encodeURIComponent(folder);
  return `postgresql://${username}:secret@${[...others, own].join(',')}${pathname}`;
}

describe('a list of servers', () => {
  test('is a URL for each, with the same user, database and parameters', () => {
    expect(serverUrls('postgresql://u:a,b@x:1,[::1]:2,z/d?sslmode=disable')).toEqual([
      'postgresql://u:a,b@x:1/d?sslmode=disable',
      'postgresql://u:a,b@[::1]:2/d?sslmode=disable',
      'postgresql://u:a,b@z/d?sslmode=disable',
    ]);
    expect(serverUrls('postgresql://u:a,b@x/d')).toEqual(['postgresql://u:a,b@x/d']);
    expect(problemOfServerList('postgresql://a:1,b:1,c/d?target_session_attrs=read-write')).toBeNull();
  });

  test.each([
    ['postgresql://a,,b/d', 'has no valid host and port at place 2 of its list'],
    ['postgresql://a:1,b:x/d', 'has no valid host and port at place 2 of its list'],
    ['postgresql://a,/d', 'has no valid host and port at place 2 of its list'],
    ['postgresql://a:5432,a/d', 'lists a server twice'],
    ['postgresql://a,b/d?host=c', 'must not have the parameters host and port'],
    ['postgresql:///d?host=a,b', 'must list its servers before the name of the database'],
    ['postgresql://a,b/d?target_session_attrs=standby', 'must lead to the server that takes writes'],
    ['postgresql://a,b,c,d,e,f,g,h,i/d', 'must list at most 8 servers'],
  ])('%s is refused', (url, problem) => {
    expect(problemOfServerList(url)).toContain(problem);
  });

  test('leads every kind of connection past servers that are dead or silent', async () => {
    const url = listWith(DEAD, silentHost());
    const since = performance.now();
    expect(await withClient(url, async (client) => (await client.query('select 1 as one')).rows)).toEqual([{ one: 1 }]);
    const pipeline = new PipelineConnection(url);
    const [answer] = await pipeline.run([{ name: 'one', text: 'select 1 as one', values: [] }]);
    expect(answer?.rows).toEqual([{ one: 1 }]);
    await pipeline.reset();
    const pinned = new PinnedConnection({
      url,
      applicationName: 'pinned',
      prepare: async (client) => void (await client.query('listen anything')),
      wait: () => Promise.resolve(),
      onLost: () => undefined,
    });
    await pinned.open();
    await pinned.close();
    const opened = openDatabase(url);
    expect(await opened.prisma.$queryRaw`select 1 as one`).toEqual([{ one: 1 }]);
    await opened.close();
    expect(performance.now() - since).toBeLessThan(SOON_MS);
  });

  test('yields advice at the start that names the servers that do not respond', async () => {
    await expect(checkServer(listWith(DEAD))).resolves.toEqual([
      expect.stringMatching(/^a server in DATABASE_URL does not respond \(127\.0\.0\.1:1: .*ECONNREFUSED/),
    ]);
  });

  test('without a server that takes writes is told apart from no answer, and never by its password', async () => {
    const url = `postgresql://u:secret@${DEAD},127.0.0.1:2/d`;
    const reason = /^no server in DATABASE_URL takes writes \(127\.0\.0\.1:1: [^\n]*; 127\.0\.0\.1:2: [^\n]*\)$/;
    await expect(checkServer(url)).rejects.toMatchObject({
      name: 'StartError',
      message: expect.stringMatching(reason),
    });
    await expect(openClient(url)).rejects.toThrow(
      /^the database cannot be reached: no server of the list takes writes \((?!.*secret)/,
    );
  });

  test('all of whose servers are read-only makes reads and writes unavailable, by the pool and by Prisma', async () => {
    const url = listWith(DEAD);
    const opened: Database = openDatabase(url);
    const setReadOnly = (value: 'on' | 'off') =>
      withClient(database.url, async (client) => {
        await client.query('begin read write');
        await client.query(
          `do $$ begin execute format('alter database %I set default_transaction_read_only = ${value}', current_database()); end $$`,
        );
        await client.query('commit');
      });
    await setReadOnly('on');
    const outcomes = await Promise.allSettled([opened.pool.query('select 1'), opened.prisma.$queryRaw`select 1`]);
    await setReadOnly('off');
    for (const outcome of outcomes) {
      if (outcome.status === 'fulfilled') throw new Error('a server was found');
      expect(isDatabaseAway(outcome.reason)).toBe(true);
    }
    // A search that failed is not repeated for 50 ms.
    const rows = await until(async () => (await opened.pool.query('select 1 as one').catch(() => null))?.rows ?? null);
    expect(rows).toEqual([{ one: 1 }]);
    await opened.close();
  });

  test('breaks the connections to a primary that falls silent during a query as soon as another primary answers', async () => {
    const way = await openSilentProxy(database.url);
    const { host } = new URL(way.url(database.url));
    const opened = openDatabase(listWith(host));
    const client = await openClient(listWith(host));
    expect(client.port).toBe(Number(host.split(':')[1])); // both lead to one server, so the first of the list is taken
    await opened.pool.query('select 1');
    const since = performance.now();
    const ended = new Promise((resolve) => client.once('end', resolve));
    way.fallSilent();
    await expect(opened.pool.query('select 1')).rejects.toThrow('another server has become the primary');
    await ended; // though it waited for nothing
    expect((await opened.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    expect(performance.now() - since).toBeLessThan(SOON_MS);
    await opened.close();
    await way.close();
  });

  test('without any server that answers fails a connection of a pool at its timeout', async () => {
    const pool = openPool({
      connectionString: `postgresql://u:secret@${silentHost()},[::1]:1/d`,
      connectionTimeoutMillis: 200,
    });
    await expect(pool.connect()).rejects.toThrow('Connection terminated due to connection timeout');
    expect(pool.totalCount).toBe(0);
    await pool.end();
  });

  test('does not interrupt a slow query on a responsive server', async () => {
    await withClient(listWith(DEAD), async (client) => {
      expect((await client.query(`select 1 as one from pg_sleep(0.8)`)).rows).toEqual([{ one: 1 }]);
    });
  });
});
