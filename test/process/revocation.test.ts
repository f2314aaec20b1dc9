import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { createAccessToken, createApiKey, revokeApiKey, whoAmI } from '../support/access-operations.ts';
import { DarkroomHouse } from '../support/darkroom.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { GraphqlClient } from '../support/graphql-client.ts';
import { balanceChanged, createProject } from '../support/operations.ts';
import { openSilentProxy } from '../support/silent-proxy.ts';
import { until } from '../support/until.ts';

const WITHIN_MS = 1_000;

/** Until a connection whose other end is gone is given up, and a new one is opened. */
const RECONNECTED_WITHIN_MS = 15_000;

let database: TestDatabase;
let house: DarkroomHouse;
let urls: string[];
let admin: GraphqlClient;
let projectId: string;

/** Two processes of their own on one database. */
beforeAll(async () => {
  database = await testDatabase();
  house = new DarkroomHouse();
  const firstKey = `dkr_${randomBytes(32).toString('hex')}`;
  const environment = { DATABASE_URL: database.url, BOOTSTRAP_API_KEY: firstKey, WORKERS: '0' };
  urls = [];
  for (let each = 0; each < 2; each += 1) urls.push((await house.listen(environment)).url);
  admin = new GraphqlClient(urls[0] ?? '', firstKey);
  projectId = (await admin.send(createProject, { input: { name: 'watched' } })).createProject.id;
});
afterAll(async () => {
  await admin.close();
  await house.remove();
  await database.close();
});

interface Watching {
  readonly begun: Promise<unknown>;
  /** The close code, and when. */
  readonly closed: Promise<{ code: number; at: number }>;
}

function watchBalance(url: string, credential: string): Watching {
  const closed = Promise.withResolvers<{ code: number; at: number }>();
  const client = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${credential}` },
    retryAttempts: 0,
    on: { closed: (event) => closed.resolve({ code: (event as CloseEvent).code, at: Date.now() }) }, // graphql-ws: it is one
  });
  const begun = client.iterate({ query: balanceChanged.toString(), variables: { projectId } }).next();
  return { begun, closed: closed.promise };
}

interface CloseEvent {
  readonly code: number;
}

test('revoking a key closes its open subscriptions within a second, in this process and in the other', async () => {
  const input = { name: 'shop', role: 'EDITOR' as const };
  const { createApiKey: made } = await admin.send(createApiKey, { input });
  const shop = new GraphqlClient(urls[0] ?? '', made.secret);
  const token = await shop.send(createAccessToken, {
    input: { subject: 'maria', role: 'VIEWER', projectIds: [projectId] },
  });
  const watching = urls.flatMap((url) => [
    watchBalance(url, made.secret),
    watchBalance(url, token.createAccessToken.token),
  ]);
  await Promise.all(watching.map(({ begun }) => begun));
  await admin.send(revokeApiKey, { id: made.apiKey.id });
  const revokedAt = Date.now();
  const closed = await Promise.all(watching.map((each) => each.closed));
  expect(closed.map(({ code }) => code)).toEqual([4403, 4403, 4403, 4403]);
  for (const { at } of closed) expect(at - revokedAt).toBeLessThan(WITHIN_MS);
  for (const url of urls) expect(await new GraphqlClient(url, made.secret).codeOf(whoAmI, {})).toBe('UNAUTHENTICATED');
});

test('a subscription is closed when its key ends by itself', async () => {
  const endsAt = Date.now() + 1_500;
  const input = { name: 'guest', role: 'VIEWER' as const, expiresAt: new Date(endsAt).toISOString() };
  const { createApiKey: made } = await admin.send(createApiKey, { input });
  const watching = urls.map((url) => watchBalance(url, made.secret));
  await Promise.all(watching.map(({ begun }) => begun));
  const closed = await Promise.all(watching.map((each) => each.closed));
  expect(closed.map(({ code }) => code)).toEqual([4403, 4403]);
  for (const { at } of closed) {
    expect(at).toBeGreaterThanOrEqual(endsAt - 50);
    expect(at - endsAt).toBeLessThan(WITHIN_MS);
  }
});

test('a process that was suspended for a minute closes the sockets of a key that was revoked meanwhile, or is revoked later', async () => {
  const offsetFile = path.join(house.dataFolder, 'clock-offset');
  writeFileSync(offsetFile, '0');
  const clock = path.join(import.meta.dirname, '../support/movable-clock.mts');
  const { server, url } = await house.listen({
    DATABASE_URL: database.url,
    WORKERS: '0',
    CLOCK_OFFSET_FILE: offsetFile,
    NODE_OPTIONS: `--disable-warning=ExperimentalWarning --import=${clock}`,
  });
  const open = async (name: string) => {
    const { createApiKey: made } = await admin.send(createApiKey, { input: { name, role: 'EDITOR' } });
    const token = await new GraphqlClient(url, made.secret).send(createAccessToken, {
      input: { subject: 'maria', role: 'VIEWER', projectIds: [projectId] },
    });
    const watching = [watchBalance(url, made.secret), watchBalance(url, token.createAccessToken.token)];
    await Promise.all(watching.map(({ begun }) => begun));
    return { id: made.apiKey.id, closed: Promise.all(watching.map(async (each) => (await each.closed).code)) };
  };
  const [meanwhile, later] = [await open('revoked meanwhile'), await open('revoked later')];
  server.kill('SIGSTOP');
  await admin.send(revokeApiKey, { id: meanwhile.id });
  writeFileSync(offsetFile, '62000'); // the clock goes on while a machine is suspended; by now it was for a minute
  server.kill('SIGCONT');
  expect(await meanwhile.closed).toEqual([4403, 4403]);
  await sleep(1_000); // two looks at the keys: those that were not used for a minute have been forgotten
  await admin.send(revokeApiKey, { id: later.id });
  expect(await later.closed).toEqual([4403, 4403]);
});

test('while the database is silent, sockets end with keys that expire; with keys that were revoked once it is back', async () => {
  const proxy = await openSilentProxy(database.url);
  const { url } = await house.listen({ DATABASE_URL: proxy.url(database.url), WORKERS: '0' });
  const open = async (name: string, expiresAt: string | null) => {
    const { createApiKey: made } = await admin.send(createApiKey, { input: { name, role: 'EDITOR', expiresAt } });
    const { begun, closed } = watchBalance(url, made.secret);
    await begun;
    return { id: made.apiKey.id, client: new GraphqlClient(url, made.secret), closed };
  };
  const [revoked, kept] = [await open('revoked', null), await open('kept', null)];
  const endsAt = Date.now() + 3_000;
  const expiring = await open('expiring', new Date(endsAt).toISOString());
  proxy.fallSilent();
  await admin.send(revokeApiKey, { id: revoked.id });
  const { code, at } = await expiring.closed;
  expect(code).toBe(4403);
  expect(at).toBeGreaterThanOrEqual(endsAt - 50);
  expect(at - endsAt).toBeLessThan(WITHIN_MS);
  expect(await kept.client.codeOf(whoAmI, {})).toBe('UNAVAILABLE'); // what is remembered of a key lets nobody in
  proxy.comeBack();
  const backAt = Date.now();
  const after = await revoked.closed;
  expect(after.code).toBe(4403);
  expect(after.at - backAt).toBeLessThan(RECONNECTED_WITHIN_MS);
  await until(async () => (await kept.client.codeOf(whoAmI, {})) === 'no error');
  expect(await revoked.client.codeOf(whoAmI, {})).toBe('UNAUTHENTICATED');
  await proxy.close();
});
