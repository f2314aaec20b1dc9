import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { GraphqlClient } from '../support/graphql-client.ts';
import { grantCredits } from '../support/operations.ts';
import { startStudio, type Studio } from '../support/studio.ts';
import { until } from '../support/until.ts';
import { createWebhookEndpoint, redeliverWebhook, webhookEndpoints } from '../support/webhook-operations.ts';
import { WebhookReceiver } from '../support/webhook-receiver.ts';

const receivers: WebhookReceiver[] = [];
let studio: Studio;
let client: GraphqlClient;
beforeAll(async () => {
  studio = await startStudio({ variables: { WEBHOOK_ALLOW_PRIVATE: '127.0.0.1' } });
  client = await studio.client();
});
afterAll(async () => {
  await studio.stop();
  await Promise.all(receivers.map((each) => each.close()));
});

async function open(): Promise<WebhookReceiver> {
  const opened = await WebhookReceiver.open();
  receivers.push(opened);
  return opened;
}

test('endpoints that hang, fail or redirect to private addresses delay no other: a healthy one receives everything in order within a second', async () => {
  const [hanging, failing, redirecting, inside, healthy] = await Promise.all(Array.from({ length: 5 }, open));
  if (!hanging || !failing || !redirecting || !inside || !healthy) throw new Error('a receiver is missing');
  hanging.answer(() => undefined);
  failing.answer((response) => response.writeHead(500).end());
  redirecting.answer((response) => response.writeHead(307, { location: inside.url }).end());
  const lagsMs: number[] = [];
  healthy.answer((response, { body }) => {
    lagsMs.push(Date.now() - Date.parse((JSON.parse(body) as { timestamp: string }).timestamp)); // every body has one
    response.writeHead(204).end();
  });
  for (const each of [hanging, failing, redirecting, healthy]) {
    await client.send(createWebhookEndpoint, { input: { url: each.url, events: ['CREDITS_GRANTED'] } });
  }
  const projectId = await studio.newProject(client, 1);
  for (let place = 1; place < 20; place += 1) {
    await client.send(grantCredits, { input: { projectId, idempotencyKey: `${place}`, credits: 1 } });
  }
  await until(() => healthy.received.length === 20);
  const sequences = healthy.received.map(
    ({ body }) => (JSON.parse(body) as { data: { sequence: number } }).data.sequence,
  );
  expect(sequences).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  expect(Math.max(...lagsMs)).toBeLessThan(1_000);
  expect(hanging.received.length).toBeLessThanOrEqual(1);
  expect(inside.received).toEqual([]);
});

test('a delivery is repeated by hand under its id', async () => {
  const receiver = await open();
  await client.send(createWebhookEndpoint, { input: { url: receiver.url, events: ['CREDITS_GRANTED'] } });
  await studio.newProject(client, 1);
  const sent = await until(async () => {
    const [newest] = (await client.send(webhookEndpoints, {})).webhookEndpoints;
    const delivery = newest?.deliveries[0];
    return delivery?.status === 'DELIVERED' && delivery;
  });
  await client.send(redeliverWebhook, { deliveryId: sent.id });
  await until(() => receiver.received.length === 2);
  expect(receiver.received.map(({ headers }) => headers['webhook-id'])).toEqual([sent.id, sent.id]);
});
