import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ProjectId, WorkspaceId } from '../../src/ids.ts';
import type { WebhookEvent } from '../../src/webhooks/webhook-event.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { GraphqlClient } from '../support/graphql-client.ts';
import { type NodeProcess, runNode } from '../support/node-process.ts';
import { createProject, grantCredits } from '../support/operations.ts';
import { startStudio, type Studio } from '../support/studio.ts';
import { until } from '../support/until.ts';
import { createWebhookEndpoint, updateWebhookEndpoint, webhookEndpoints } from '../support/webhook-operations.ts';
import { verified, WebhookReceiver } from '../support/webhook-receiver.ts';

const main = path.join(import.meta.dirname, '../../dist/main.js');
const movableClock = path.join(import.meta.dirname, '../support/movable-clock.mts');
const KEY = 'the-key-of-the-webhooks-test-0123456789';
const variables = { WEBHOOK_ALLOW_PRIVATE: '127.0.0.1' };

const CHARGES_PER_SECOND = 500;
const LOAD_MS = 10_000;
const PROJECTS = 20;
const WAITING = 100_000;
/** What one endpoint is sent at once at the most, each of another project. */
const LANES = 8;
const NO_PICTURE = { sourceImageId: null, maskImageId: null };

let cleanUp: AsyncDisposableStack;
beforeAll(() => {
  cleanUp = new AsyncDisposableStack();
});
afterAll(() => cleanUp.disposeAsync());

async function open(): Promise<{ studio: Studio; client: GraphqlClient }> {
  const studio = await startStudio({ variables });
  cleanUp.defer(() => studio.stop());
  return { studio, client: await studio.client() };
}

async function receiver(): Promise<WebhookReceiver> {
  const opened = await WebhookReceiver.open();
  cleanUp.defer(() => opened.close());
  return opened;
}

async function listen(client: GraphqlClient, { url }: WebhookReceiver, ...events: WebhookEvent[]) {
  return (await client.send(createWebhookEndpoint, { input: { url, events } })).createWebhookEndpoint;
}

interface Message {
  readonly id: string;
  readonly projectId: string;
  readonly sequence: number;
  readonly lagMs: number;
}

/** What one receiver was sent, with how long after the event's own instant each message came. */
function follow(healthy: WebhookReceiver): Message[] {
  const messages: Message[] = [];
  healthy.answer((response, { headers, body }) => {
    const { timestamp, data } = JSON.parse(body) as {
      timestamp: string;
      data: { projectId: string; sequence: number };
    };
    messages.push({ id: String(headers['webhook-id']), ...data, lagMs: Date.now() - Date.parse(timestamp) });
    response.writeHead(204).end();
  });
  return messages;
}

test('under 500 charges a second a healthy endpoint has everything in order within a second, whatever the others do', async () => {
  const { studio, client } = await open();
  const [hanging, failing, redirecting, inside, healthy] = await Promise.all(Array.from({ length: 5 }, receiver));
  if (!hanging || !failing || !redirecting || !inside || !healthy) throw new Error('a receiver is missing');
  hanging.answer(() => undefined);
  failing.answer((response) => response.writeHead(500).end());
  redirecting.answer((response) => response.writeHead(307, { location: inside.url }).end());
  const messages = follow(healthy);
  const all = ['CREDITS_GRANTED', 'BALANCE_LOW', 'BALANCE_RECOVERED'] as const;
  for (const each of [hanging, failing, redirecting, healthy]) await listen(client, each, ...all);
  await Promise.all(Array.from({ length: PROJECTS }, () => studio.newProject(client, 60)));
  await studio.app.database.prisma.project.updateMany({ data: { lowBalanceThreshold: 30 } });

  const charged = await charge(studio);
  failing.answer((response) => response.writeHead(204).end());
  const { rows } = await studio.app.database.pool.query<{ told: number }>({
    text: `select count(*)::int as told from webhook_deliveries d join webhook_endpoints e on e.id = d.endpoint_id where e.url = $1`,
    values: [healthy.url],
  });
  const told = rows[0]?.told ?? 0;
  await until(() => messages.length >= told);
  const lagsMs = messages.map(({ lagMs }) => lagMs).toSorted((one, other) => one - other);
  const at = (share: number) => lagsMs[Math.ceil(lagsMs.length * share) - 1];
  expect(charged).toBeGreaterThan(CHARGES_PER_SECOND * 0.95);
  expect(new Set(messages.map(({ id }) => id)).size).toBe(told);
  expect(messages).toHaveLength(told);
  expect(at(1)).toBeLessThan(1_000);
  for (const own of Map.groupBy(messages, ({ projectId }) => projectId).values()) {
    const sequences = own.map(({ sequence }) => sequence);
    expect(sequences).toEqual(sequences.toSorted((one, other) => one - other));
  }
  expect(inside.received).toEqual([]);
  expect(hanging.received.length).toBeLessThanOrEqual(LANES);
});

/** Charges and as many grants, so that a balance falls below the threshold and rises above it. Answers the charges a second. */
async function charge({ app: { services, database } }: Studio): Promise<number> {
  const { performer, granter } = services;
  const { id } = await database.prisma.workspace.findFirstOrThrow();
  const by = { workspaceId: id as WorkspaceId, actor: 'load', keyId: null, capKeyId: null }; // ids are stored unchanged
  const projectIds = (await database.prisma.project.findMany({ select: { id: true } })).map((project) => project.id);
  const calls: Promise<unknown>[] = [];
  const begunAt = performance.now();
  let charges = 0;
  for (let now = begunAt; now < begunAt + LOAD_MS; now = performance.now()) {
    for (const due = ((now - begunAt) * CHARGES_PER_SECOND) / 1_000; charges < due; charges += 1) {
      const projectId = projectIds[charges % projectIds.length] as ProjectId; // the remainder is a place of the list
      const idempotencyKey = `${charges}`;
      calls.push(performer.perform({ kind: 'PROMPT', projectId, idempotencyKey, prompt: 'a ring', ...NO_PICTURE }, by));
      if (charges % 10 > 0) continue;
      const granted = projectIds[(charges / 10) % projectIds.length] as ProjectId; // likewise
      calls.push(granter.grant({ projectId: granted, idempotencyKey: `g${charges}`, credits: 50 }, by));
    }
    await sleep(5); // the pace of the load, not a wait for anything
  }
  const outcomes = await Promise.all(calls);
  const performed = outcomes.filter((outcome) => (outcome as { status: string }).status === 'performed').length;
  return (performed * 1_000) / (performance.now() - begunAt);
}

test('100,000 deliveries that wait drain with one look at the queue for each hundred', async () => {
  const { studio, client } = await open();
  const healthy = await receiver();
  const { endpoint } = await listen(client, healthy, 'CREDITS_GRANTED');
  const { pool } = studio.app.database;
  await client.send(updateWebhookEndpoint, { input: { id: endpoint.id, enabled: false } });
  await pool.query({
    text: `insert into webhook_deliveries (id, endpoint_id, event, facts, created_at, next_attempt_at)
      select gen_random_uuid(), e.id, 'CREDITS_GRANTED', jsonb_build_object('projectId', md5((n % 1000)::text)::uuid, 'sequence', n), now(), now()
      from webhook_endpoints e cross join generate_series(1, ${WAITING}) n`,
  });
  let received = 0;
  healthy.answer((response) => {
    received += 1;
    healthy.received.length = 0;
    response.writeHead(204).end();
  });
  const asked = jest.spyOn(pool, 'query');
  const begunAt = performance.now();
  await client.send(updateWebhookEndpoint, { input: { id: endpoint.id, enabled: true } });
  await until(() => received >= WAITING);
  await until(async () => {
    const { webhookEndpoints: all } = await client.send(webhookEndpoints, {});
    return all[0]?.deliveries.every(({ status }) => status === 'DELIVERED') ?? false;
  });
  const perSecond = (1_000 * WAITING) / (performance.now() - begunAt);
  const looks = asked.mock.calls.filter(([query]) => (query as { name?: string }).name === 'webhooks_due').length;
  asked.mockRestore();
  expect(received).toBe(WAITING);
  expect(perSecond).toBeGreaterThan(200);
  expect(looks).toBeLessThanOrEqual(WAITING / 100 + 10);
});

/** After so long another process may take over what a dead one had begun to send. */
const AFTER_LEASE_MS = 61_000; // a minute, and a little

test('a process that is killed while it sends: each event arrives all the same, whoever sends it', async () => {
  const database: TestDatabase = await testDatabase();
  cleanUp.defer(() => database.close());
  const folder = await mkdtemp(path.join(tmpdir(), 'darkroom-webhooks-'));
  cleanUp.defer(() => rm(folder, { recursive: true, force: true }));
  const offset = path.join(folder, 'clock-offset');
  const own = { DATABASE_URL: database.url, DATA_DIR: folder, BOOTSTRAP_API_KEY: KEY, PORT: '0', ...variables };
  const serve = async (offsetMs: number): Promise<{ server: NodeProcess; client: GraphqlClient }> => {
    await writeFile(offset, `${offsetMs}`);
    const server = runNode(['--import', movableClock, main], { ...own, CLOCK_OFFSET_FILE: offset });
    cleanUp.defer(async () => {
      server.kill('SIGKILL');
      await server.ended;
    });
    await server.says('"msg":"listening"');
    const url = /"url":"(http:[^"]+)","msg":"listening"/.exec(server.output())?.[1] ?? '';
    return { server, client: new GraphqlClient(url, KEY) };
  };
  const slow = await receiver();
  slow.answer(() => undefined);
  const { server, client } = await serve(0);
  const { secret } = await listen(client, slow, 'CREDITS_GRANTED');
  const { createProject: project } = await client.send(createProject, { input: { name: 'Crash' } });
  const keys = ['one', 'two', 'three', 'four'];
  for (const idempotencyKey of keys) {
    await client.send(grantCredits, { input: { projectId: project.id, idempotencyKey, credits: 1 } });
  }
  await until(() => slow.received.length > 0);
  server.kill('SIGKILL');
  await server.ended;
  const begun = slow.received.splice(0).map(({ headers }) => headers['webhook-id']);
  slow.answer((response) => response.writeHead(204).end());
  await serve(AFTER_LEASE_MS);
  const ids = () => new Set(slow.received.map(({ headers }) => headers['webhook-id']));
  await until(() => ids().size === keys.length);
  expect([...ids()]).toEqual(expect.arrayContaining(begun));
  expect(slow.received.every((each) => typeof verified(each, secret) === 'object')).toBe(true);
});
