import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from '@nats-io/transport-node';
import { ChargingLoad } from '../support/charging-load.ts';
import { NatsServer, natsProgram } from '../support/nats-server.ts';
import { darkroom } from '../support/command.ts';
import { performPrompt } from '../support/operations.ts';
import { watchActions } from '../support/watch-actions.ts';
import { metricsUrlIn, scrape } from '../telemetry/scraped.ts';
import type { PostgresServer } from '../support/postgres-server.ts';
import { until } from '../support/until.ts';
import { expectExact, uuidOf } from './expect-exact.ts';
import { type Served, Site } from './site.ts';

const program = natsProgram(path.join(import.meta.dirname, '../..'));
const GRANTED = 1_000_000;
const CALLERS = 12;
const AWAY_MS = 10_000;
/** Much shorter than the interval of the sweep, so that only a notification can have caused the push. */
const PUSHED_MS = 1_000;

let site: Site;
let database: PostgresServer;
let url: string;
const running: NatsServer[] = [];

beforeEach(async () => {
  site = new Site();
  database = await site.primary();
  url = await database.makeDatabase('darkroom');
});
afterEach(async () => {
  await site.remove();
  await Promise.all(running.splice(0).map((server) => server.stop()));
}, 60_000);

async function startNats(servers: readonly NatsServer[]): Promise<void> {
  running.push(...servers);
  await Promise.all(servers.map((server) => server.start()));
}

async function serveTwo(hosts: string): Promise<readonly [Served, Served]> {
  const own = { NATS_URL: `nats://${hosts}` };
  return [await site.serve(url, own), await site.serve(url, own)];
}

/**
 * Expects that both servers charge while `disturb` runs, and that followers of a project at either server see every change.
 * `disturb` returns the number of charges that it made itself.
 */
async function expectNothingMissed(
  servers: readonly [Served, Served],
  disturb: (load: ChargingLoad) => Promise<number>,
) {
  const [first] = servers;
  const projectIds: string[] = [];
  for (const name of ['one', 'two', 'three']) projectIds.push(await site.project(first, name, GRANTED));
  const followers = servers.flatMap((_, at) => projectIds.map((projectId) => site.follow(projectId, servers, at)));
  const load = new ChargingLoad({ clients: () => servers.map(({ client }) => client), projectIds, callers: CALLERS });
  await load.goesOn(300);
  const beside = await disturb(load);
  await load.goesOn(300);
  await load.stop();
  expect(load.unknown).toBe(0); // charges do not depend on NATS
  await expectExact(database, load, followers, beside);
}

async function perform(at: Served, projectId: string, key: string): Promise<string> {
  const { performPrompt: response } = await at.client.send(performPrompt, {
    input: { projectId, idempotencyKey: key, prompt: 'a ring' },
  });
  if (response.__typename !== 'PerformedAction') throw new Error(response.__typename);
  return response.action.id;
}

async function notificationsOf({ url: server }: Served): Promise<unknown> {
  const response = await fetch(`${server}/readyz`);
  const { status, notifications } = (await response.json()) as { status: string; notifications: unknown };
  return { code: response.status, status, notifications };
}

const certificate = () => path.join(site.dataFolder, 'nats.crt');

/** Writes a configuration with TLS and two users, one without the permission to publish, and returns its path. */
async function configuration(): Promise<string> {
  const key = path.join(site.dataFolder, 'nats.key');
  const name = ['-subj', '/CN=nats', '-addext', 'subjectAltName=DNS:localhost'];
  execFileSync(
    'openssl',
    ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', ...name, '-keyout', key, '-out', certificate()],
    { stdio: 'ignore' },
  );
  const file = path.join(site.dataFolder, 'nats.conf');
  const subscribe = 'subscribe: ["darkroom.live.>"]';
  await writeFile(
    file,
    `tls { cert_file: "${certificate()}", key_file: "${key}" }
    authorization { users: [
      { user: darkroom, password: "r%ght", permissions: { publish: ["darkroom.live.>"], ${subscribe} } }
      { user: reader, password: x, permissions: { publish: ["nothing"], ${subscribe} } }
    ] }`,
  );
  return file;
}

const CONNECTED = { code: 200, status: 'ready', notifications: { transport: 'nats', connected: true } };
const AWAY = { code: 200, status: 'ready', notifications: { transport: 'nats', connected: false } };

/** Measures the time from a charge at one server to its push at the other. */
async function pushMs(from: Served, to: Served, key: string): Promise<number> {
  const projectId = await site.project(from, key, GRANTED);
  const follower = site.follow(projectId, [to], 0);
  await follower.sees(1);
  const since = performance.now();
  await perform(from, projectId, key);
  await follower.sees(2);
  return performance.now() - since;
}

/** Waits until a charge at one server is pushed at the other by a notification, not by the sweep. */
async function untilPushed(from: Served, to: Served): Promise<void> {
  for (let at = 1; (await pushMs(from, to, `pushed ${at} ${from.url}`)) >= PUSHED_MS; at += 1);
}

describe('notifications over NATS', () => {
  test('the server is stopped for ten seconds under load: no change of a balance or of an action is missed', async () => {
    const nats = await NatsServer.create(program);
    await startNats([nats]);
    const servers = await serveTwo(nats.host);
    const [from, to] = servers;
    const projectId = await site.project(from, 'watched', GRANTED);
    const ids: string[] = [];
    const charge = async (key: string) => ids.push(await perform(from, projectId, key));
    const watched = await watchActions(to.client, projectId, charge);
    const before = ids.length;
    await expectNothingMissed(servers, async (load) => {
      await nats.stop();
      await until(async () => JSON.stringify(await notificationsOf(to)) === JSON.stringify(AWAY));
      await charge('it begins');
      await sleep(AWAY_MS);
      await charge('it ends');
      await load.goesOn(100);
      await nats.start();
      return ids.length;
    });
    await untilPushed(from, to);
    expect(await notificationsOf(to)).toEqual(CONNECTED);
    await until(() => ids.slice(before).every((id) => watched.seen.some((seen) => seen.id === id)));
    await watched.stop();
  });

  test('the server hangs for ten seconds without closing a connection: nothing is missed', async () => {
    const nats = await NatsServer.create(program);
    await startNats([nats]);
    await expectNothingMissed(await serveTwo(nats.host), async () => {
      nats.signal('SIGSTOP');
      await sleep(AWAY_MS);
      nats.signal('SIGCONT');
      return 0;
    });
  });

  test('one of three servers is killed: nothing is missed, and notifications continue', async () => {
    const cluster = await NatsServer.cluster(program, 3);
    await startNats(cluster);
    const servers = await serveTwo(cluster.map(({ host }) => host).join(','));
    const [from, to] = servers;
    await expectNothingMissed(servers, async () => {
      await cluster[0]?.stop();
      return 0;
    });
    await untilPushed(from, to);
    await untilPushed(to, from);
  });

  test('NATS is not running at the start: the servers start and report it, and connect when it runs', async () => {
    const nats = await NatsServer.create(program);
    const [from, to] = await serveTwo(nats.host);
    expect(await notificationsOf(from)).toEqual(AWAY);
    expect(from.process.output()).toContain('live updates were interrupted');
    const variables = { DATABASE_URL: url, DATA_DIR: site.dataFolder, NATS_URL: `nats://${nats.host}` };
    const examined = async () =>
      (await darkroom(['doctor'], variables)).lines.find((line) => line.includes('notifications'));
    expect(await examined()).toMatch(/^problem {2}notifications {2}NATS cannot be used, .*check NATS_URL/);
    await startNats([nats]);
    await untilPushed(from, to);
    expect(await notificationsOf(from)).toEqual(CONNECTED);
    expect(await examined()).toMatch(
      /^ok {7}notifications {2}NATS at 127\.0\.0\.1:\d+ answers, subject darkroom\.live\.[0-9a-f]{32}$/,
    );
  });

  test('with wrong credentials or missing permissions the start fails with one line, and TLS is used', async () => {
    const nats = await NatsServer.create(program, ['-c', await configuration()]);
    await startNats([nats]);
    const byName = nats.host.replace('127.0.0.1', 'localhost'); // a certificate is checked against the name of its server
    const serve = (user: string) =>
      site.serve(url, { NATS_URL: `tls://${user}@${byName}`, NODE_EXTRA_CA_CERTS: certificate() });
    const refused = /darkroom: the servers of NATS_URL refuse the connection: /;
    await expect(serve('darkroom:wrong')).rejects.toThrow(refused);
    await expect(serve('reader:x')).rejects.toThrow(/refuse the connection: .*publish.* "darkroom\.live\./i);
    expect(await notificationsOf(await serve('darkroom:r%25ght'))).toEqual(CONNECTED);
    const plain = await site.serve(url, { NATS_URL: `nats://darkroom:r%25ght@${byName}` });
    expect(await notificationsOf(plain)).toEqual(AWAY); // without NODE_EXTRA_CA_CERTS the server does not trust the certificate
  });

  test('each database has a subject of its own, and messages that are not notifications are counted and ignored', async () => {
    const nats = await NatsServer.create(program);
    await startNats([nats]);
    const own = { NATS_URL: `nats://${nats.host}`, METRICS_PORT: '0' };
    const one = await site.serve(url, own);
    const other = await site.serve(await database.makeDatabase('another'), own);
    const spy = await connect({ servers: nats.host });
    const subjects = new Set<string>();
    spy.subscribe('darkroom.live.>', { callback: (_, { subject }) => void subjects.add(subject) });
    const projectId = await site.project(one, 'one', GRANTED);
    await site.project(other, 'other', GRANTED);
    await until(() => subjects.size === 2);
    const watcher = site.follow(projectId, [one], 0);
    await watcher.sees(1);
    for (const subject of subjects) {
      spy.publish(subject, 'no JSON');
      spy.publish(
        subject,
        JSON.stringify({
          origin: 'x',
          news: [
            ['sequence', uuidOf(projectId), 9_999_999],
            ['drop', 'table'],
          ],
        }),
      );
    }
    const metrics = metricsUrlIn(one.process.output());
    const malformed = async () => (await scrape(metrics)).samples.get('darkroom_notifications_malformed_total');
    await until(async () => (await malformed()) === 2);
    expect((await scrape(metrics)).samples.get('darkroom_notifications_connected{transport="nats"}')).toBe(1);
    await perform(one, projectId, 'after');
    await watcher.sees(2);
    expect(watcher.faults).toEqual([]);
    await spy.close();
  });
});
