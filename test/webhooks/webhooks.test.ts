import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { WebhookEvent } from '../../src/webhooks/webhook-event.ts';
import { EngineRejectedError } from '../../src/engines/engine.ts';
import { auditLog } from '../support/access-operations.ts';
import type { GraphqlClient } from '../support/graphql-client.ts';
import { runModule } from '../support/node-process.ts';
import { grantCredits, ledgerOf, performPrompt } from '../support/operations.ts';
import { ScriptedEngine } from '../support/scripted-engine.ts';
import { startStudio, type Studio } from '../support/studio.ts';
import { until } from '../support/until.ts';
import {
  createWebhookEndpoint,
  deleteWebhookEndpoint,
  rotateWebhookSecret,
  sendTestWebhook,
  updateWebhookEndpoint,
  webhookEndpoints,
} from '../support/webhook-operations.ts';
import { verified, WebhookReceiver } from '../support/webhook-receiver.ts';
import { DAY_MS } from '../../src/instant.ts';

const EVENTS = ['ACTION_SUCCEEDED', 'CREDITS_GRANTED'] as const;

const engine = new ScriptedEngine();
let offsetMs = 0;
let studio: Studio;
let client: GraphqlClient;
let receiver: WebhookReceiver;
const receivers: WebhookReceiver[] = [];

beforeAll(async () => {
  const variables = { WEBHOOK_ALLOW_PRIVATE: '127.0.0.1' };
  studio = await startStudio({ engine, variables, clock: () => Date.now() + offsetMs });
});
beforeEach(async () => {
  client = await studio.client('ADMIN', await studio.newWorkspace());
  receiver = await newReceiver();
});
afterEach(async () => {
  for (const { id } of (await client.send(webhookEndpoints, {})).webhookEndpoints) {
    await client.send(deleteWebhookEndpoint, { id });
  }
  await Promise.all(receivers.splice(0).map((each) => each.close()));
});
afterAll(() => studio.stop());

async function newReceiver(): Promise<WebhookReceiver> {
  const opened = await WebhookReceiver.open();
  receivers.push(opened);
  return opened;
}

async function listen(to = receiver, events: readonly WebhookEvent[] = EVENTS) {
  const input = { url: `${to.url}/hook`, events: [...events] };
  return (await client.send(createWebhookEndpoint, { input })).createWebhookEndpoint;
}

async function prompt(projectId: string) {
  const input = { projectId, idempotencyKey: randomUUID(), prompt: 'a ring' };
  return (await client.send(performPrompt, { input })).performPrompt;
}

async function deliveries() {
  const { webhookEndpoints: endpoints } = await client.send(webhookEndpoints, {});
  return endpoints[0]?.deliveries ?? [];
}

const endpointNow = async () => (await client.send(webhookEndpoints, {})).webhookEndpoints[0];

test('a receiver gets signed events with ids and the balance of that instant', async () => {
  const { secret } = await listen();
  const projectId = await studio.newProject(client, 20);
  const performed = await prompt(projectId);
  await until(() => receiver.received.length >= 2);
  const messages = receiver.received.map((webhook) => verified(webhook, secret));
  expect(messages).toContainEqual({
    type: 'credits.granted',
    timestamp: expect.stringMatching(/Z$/),
    data: { projectId, grantId: expect.stringMatching(/^grt_/), credits: 20, balance: 20, sequence: 1 },
  });
  if (performed.__typename !== 'PerformedAction') throw new Error(performed.__typename);
  expect(messages).toContainEqual({
    type: 'action.succeeded',
    timestamp: expect.any(String),
    data: {
      projectId,
      actionId: performed.action.id,
      kind: 'PROMPT',
      credits: 5,
      imageId: expect.stringMatching(/^img_/),
    },
  });
  expect(receiver.received[0]?.headers['webhook-id']).toMatch(/^whd_/);
  const delivered = await until(async () => {
    const all = await deliveries();
    return all.every(({ status }) => status === 'DELIVERED') && all;
  });
  const once = { status: 'DELIVERED', attempts: 1, responseStatus: 204, nextAttemptAt: null };
  expect(delivered).toMatchObject([once, once]);
});

test('a balance that crosses the threshold causes an event for each crossing, and insufficient credits cause one', async () => {
  const projectId = await studio.newProject(client, 12);
  await studio.app.database.prisma.project.updateMany({ data: { lowBalanceThreshold: 10 } });
  const { secret } = await listen(receiver, ['BALANCE_LOW', 'BALANCE_RECOVERED', 'BALANCE_DEPLETED', 'ACTION_FAILED']);
  engine.next({ type: 'error', error: new EngineRejectedError('no such ring') });
  await prompt(projectId); // 12 to 7, and back to 12 when it fails
  await until(() => receiver.received.length === 3);
  expect(receiver.types().toSorted()).toEqual(['action.failed', 'balance.low', 'balance.recovered']);
  const low = receiver.received.map((webhook) => verified(webhook, secret)).find((each) => isOf(each, 'balance.low'));
  expect(low).toMatchObject({ data: { projectId, balance: 7, threshold: 10 } });
  for (let times = 0; times < 2; times += 1) await prompt(projectId);
  for (let times = 0; times < 5; times += 1)
    expect((await prompt(projectId)).__typename).toBe('InsufficientCreditsError');
  await until(() => receiver.types().includes('balance.depleted'));
  await client.send(sendTestWebhook, { id: (await endpointNow())?.id ?? '' });
  await until(() => receiver.types().includes('webhook.test'));
  expect(receiver.types().filter((type) => type === 'balance.depleted')).toHaveLength(1);
  expect(receiver.types().filter((type) => type === 'balance.low')).toHaveLength(2);
});

const isOf = (message: unknown, type: string) => (message as { type: string }).type === type; // every message has one

test('no delivery is written if no enabled endpoint subscribes to the event', async () => {
  const count = () => studio.app.database.prisma.webhookDelivery.count();
  const before = await count();
  const projectId = await studio.newProject(client, 20);
  await prompt(projectId);
  const { endpoint } = await listen(receiver, ['BALANCE_RECOVERED']);
  await client.send(grantCredits, { input: { projectId, idempotencyKey: 'more', credits: 5 } });
  await client.send(updateWebhookEndpoint, { input: { id: endpoint.id, events: ['CREDITS_GRANTED'], enabled: false } });
  await client.send(grantCredits, { input: { projectId, idempotencyKey: 'yet more', credits: 5 } });
  expect(await count()).toBe(before);
});

test('a failed try is repeated with the same id and body after 5 s, then 5 min, and a redirect is a failure', async () => {
  const other = await newReceiver();
  receiver.answer((response) => response.writeHead(302, { location: other.url }).end());
  const { endpoint, secret } = await listen();
  await client.send(sendTestWebhook, { id: endpoint.id });
  const failed = await until(async () => {
    const [delivery] = await deliveries();
    return delivery?.attempts === 1 && delivery;
  });
  expect(failed).toMatchObject({ status: 'PENDING', responseStatus: 302 });
  const waitMs = Date.parse(failed.nextAttemptAt ?? '') - Date.now() - offsetMs;
  expect(waitMs).toBeGreaterThan(2_000);
  expect(waitMs).toBeLessThanOrEqual(5_500);
  expect((await endpointNow())?.failingSince).not.toBeNull();
  receiver.answer((response) => response.writeHead(200).end());
  offsetMs += 6_000;
  await until(() => receiver.received.length === 2);
  const [first, second] = receiver.received;
  expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
  expect(second?.body).toBe(first?.body);
  expect(Number(second?.headers['webhook-timestamp'])).toBeGreaterThan(Number(first?.headers['webhook-timestamp']));
  offsetMs -= 6_000; // as the clock of the receiver's library is, which looks at the time of the signature
  if (first) expect(verified(first, secret)).toMatchObject({ type: 'webhook.test' });
  await until(async () => (await endpointNow())?.failingSince === null);
  expect(other.received).toEqual([]);
});

test('410 switches the endpoint off, and so do five days of failures; the audit log records it', async () => {
  receiver.answer((response) => response.writeHead(410).end());
  const { endpoint } = await listen();
  await client.send(sendTestWebhook, { id: endpoint.id });
  const gone = await until(async () => {
    const now = await endpointNow();
    return now?.enabled === false && now;
  });
  expect(gone).toMatchObject({ switchedOffBecause: 'answered 410 Gone' });
  expect(gone.deliveries).toMatchObject([{ status: 'FAILED', attempts: 1, responseStatus: 410 }]);
  const acts = await until(async () => {
    const { nodes } = (await client.send(auditLog, { first: 1 })).auditLog;
    return nodes[0]?.act === 'WEBHOOK_ENDPOINT_SWITCHED_OFF' && nodes;
  });
  expect(acts).toMatchObject([{ actor: 'system', subjectId: endpoint.id }]);

  receiver.answer((response) => response.writeHead(500).end());
  const enabled = await client.send(updateWebhookEndpoint, { input: { id: endpoint.id, enabled: true } });
  expect(enabled.updateWebhookEndpoint).toMatchObject({ enabled: true, switchedOffBecause: null, failingSince: null });
  await client.send(sendTestWebhook, { id: endpoint.id });
  await until(async () => (await endpointNow())?.failingSince ?? null);
  offsetMs += 5 * DAY_MS;
  await until(async () => (await endpointNow())?.switchedOffBecause === 'failed for five days');
  offsetMs = 0;
});

test('Retry-After delays all deliveries of the endpoint', async () => {
  receiver.answer((response) => response.writeHead(503, { 'retry-after': '600' }).end());
  const { endpoint } = await listen();
  await client.send(sendTestWebhook, { id: endpoint.id });
  await until(async () => (await deliveries())[0]?.attempts === 1);
  await client.send(sendTestWebhook, { id: endpoint.id });
  const calm = await listen(await newReceiver());
  await client.send(sendTestWebhook, { id: calm.endpoint.id });
  await until(async () => (await deliveries())[0]?.status === 'DELIVERED'); // of the newest endpoint
  expect(receiver.received).toHaveLength(1);
  receiver.answer((response) => response.writeHead(200).end());
  offsetMs += 601_000;
  await until(() => receiver.received.length === 3);
  offsetMs = 0;
});

test('the expiry of a grant causes an event with the expired credits and the remaining balance', async () => {
  const projectId = await studio.newProject(client, 5);
  const { secret } = await listen(receiver, ['CREDITS_EXPIRED']);
  const expiresAt = new Date(Date.now() + 60_000).toISOString();
  const input = { projectId, idempotencyKey: 'for a minute', credits: 30, priority: 60, expiresAt };
  const { grantCredits: granted } = await client.send(grantCredits, { input });
  if (granted.__typename !== 'GrantedCredits') throw new Error(granted.__typename);
  offsetMs = 61_000;
  await client.send(ledgerOf, { id: projectId });
  const sent = await until(() => receiver.received[0] ?? null);
  offsetMs = 0;
  expect(verified(sent, secret)).toEqual({
    type: 'credits.expired',
    timestamp: expiresAt,
    data: { projectId, grantId: granted.grant.id, credits: 30, balance: 5, sequence: 3 },
  });
});

test('for a day after a rotation both secrets sign', async () => {
  const { endpoint, secret } = await listen();
  const { rotateWebhookSecret: rotated } = await client.send(rotateWebhookSecret, { id: endpoint.id });
  expect(rotated.secret).not.toBe(secret);
  await client.send(sendTestWebhook, { id: endpoint.id });
  const sent = await until(() => receiver.received[0] ?? null);
  for (const each of [secret, rotated.secret]) expect(verified(sent, each)).toMatchObject({ type: 'webhook.test' });
  await until(async () => (await deliveries())[0]?.status === 'DELIVERED'); // until then its lease would end with the day
  offsetMs = DAY_MS + 1_000;
  await client.send(sendTestWebhook, { id: endpoint.id });
  const later = await until(() => receiver.received[1] ?? null);
  offsetMs = 0;
  expect(later.headers['webhook-signature']).toMatch(/^v1,[^ ]+$/);
});

test('the receiver of the documentation takes what is signed with its secret, and nothing else', async () => {
  const page = readFileSync(path.join(import.meta.dirname, '../../docs/api/webhooks.md'), 'utf8');
  const code = /```js\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
  expect(code.split('\n').filter((line) => line !== '').length).toBeLessThanOrEqual(15);
  const { endpoint, secret } = await listen();
  const program = runModule(code, { PORT: '0', WEBHOOK_SECRET: secret });
  try {
    await program.says('listens on');
    const port = /listens on (\d+)/.exec(program.output())?.[1];
    const url = `http://127.0.0.1:${port}/`;
    await client.send(updateWebhookEndpoint, { input: { id: endpoint.id, url } });
    await client.send(sendTestWebhook, { id: endpoint.id });
    await program.says('received webhook.test');
    await until(async () => (await deliveries())[0]?.responseStatus === 204);
    expect((await fetch(url, { method: 'POST', body: '{"type":"balance.low"}' })).status).toBe(401);
  } finally {
    program.kill('SIGKILL');
    await program.ended;
  }
});

test('invalid input for an endpoint is refused with its field, and another workspace cannot see it', async () => {
  const refused = async (url: string, events = ['BALANCE_LOW']) => {
    const { errors } = await client.ask(createWebhookEndpoint, { input: { url, events } } as never);
    return errors?.[0]?.message ?? '';
  };
  expect(await refused('http://example.com/')).toContain('must begin with https://');
  expect(await refused('https://0x7f.2/')).toContain('must not lead to a private address');
  expect(await refused('https://[::1]/')).toContain('WEBHOOK_ALLOW_PRIVATE');
  expect(await refused('https://me:secret@example.com/')).toContain('must not contain a user name');
  expect(await refused('https://example.com/', [])).toContain('at least one event');
  expect(await refused('https://example.com/', ['TEST'])).toContain('must not name TEST');
  const { endpoint } = await listen();
  const stranger = await studio.client('ADMIN', await studio.newWorkspace());
  for (const document of [rotateWebhookSecret, sendTestWebhook, deleteWebhookEndpoint]) {
    const { errors } = await stranger.ask<unknown, { id: string }>(document.toString(), { id: endpoint.id });
    expect(errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  }
  expect((await stranger.send(webhookEndpoints, {})).webhookEndpoints).toEqual([]);
  const editor = await studio.client('EDITOR');
  expect((await editor.ask(webhookEndpoints, {})).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
});

test('deliveries older than 30 days are deleted, and younger ones are kept', async () => {
  const { endpoint } = await listen();
  await client.send(sendTestWebhook, { id: endpoint.id });
  await until(async () => (await deliveries())[0]?.status === 'DELIVERED');
  offsetMs = 29 * DAY_MS;
  await studio.app.webhooks.forgetOld();
  expect(await deliveries()).toHaveLength(1);
  offsetMs = 40 * DAY_MS; // ids never go back, and other tests have moved the clock ahead by five days
  await studio.app.webhooks.forgetOld();
  offsetMs = 0;
  expect(await deliveries()).toEqual([]);
});
