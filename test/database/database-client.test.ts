import { expect, test } from '@jest/globals';
import { once } from 'node:events';
import net from 'node:net';
import { openClient } from '../../src/database/open-client.ts';
import { openPool } from '../../src/database/open-pool.ts';
import { testDatabase } from '../support/database.ts';
import { addressOf } from '../support/silent-proxy.ts';

/** The last message with which a server accepts a session. */
const READY_FOR_QUERY = Buffer.from('Z\0\0\0\x05I', 'latin1');

/**
 * A proxy that buffers the data for its first client until the server has ended that session, and then sends it in one packet.
 * `accepted` resolves when the server has accepted the session.
 */
async function openJoiningProxy(databaseUrl: string) {
  const accepted = Promise.withResolvers<void>();
  let isFirst = true;
  const server = net.createServer((near) => {
    const far = net.connect(addressOf(databaseUrl));
    for (const socket of [near, far]) socket.on('error', () => socket.destroy());
    near.pipe(far);
    if (!isFirst) return void far.pipe(near);
    isFirst = false;
    let kept = Buffer.alloc(0);
    far.on('data', (data: Buffer) => {
      kept = Buffer.concat([kept, data]);
      if (kept.includes(READY_FOR_QUERY)) accepted.resolve();
    });
    far.on('end', () => near.end(kept));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo; // it listens on TCP
  const { pathname } = new URL(databaseUrl);
  return {
    url: `postgresql://postgres@127.0.0.1:${port}${pathname}?sslmode=disable`,
    accepted: accepted.promise,
    close: () => void server.close(),
  };
}

test('a session that the server ends in the packet in which it accepts it fails one query, and not the process', async () => {
  const database = await testDatabase();
  const admin = await openClient(database.url);
  const proxy = await openJoiningProxy(database.url);
  const pool = openPool({ connectionString: proxy.url, application_name: 'doomed', max: 1 });
  const endSession = async () => {
    await proxy.accepted;
    await admin.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'doomed'`);
  };
  const [doomed] = await Promise.allSettled([pool.query('select 1'), endSession()]);
  expect(doomed).toMatchObject({ reason: { message: expect.stringContaining('connection error') } });
  expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  await pool.end();
  proxy.close();
  await admin.end();
  await database.close();
});
