import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { readConfig } from '../../src/config/config.ts';
import { openEngine } from '../../src/open-engine.ts';
import { type OpenTracing, openTracing } from '../../src/telemetry/open-tracing.ts';
import { FakeProvider } from '../engines/http/fake-provider.ts';
import { variablesOf } from '../engines/http/provided-engine.ts';
import { type GraphqlClient, nextOf } from '../support/graphql-client.ts';
import { actionChanged, balanceChanged, performPrompt } from '../support/operations.ts';
import { type Studio, startStudio } from '../support/studio.ts';
import { until } from '../support/until.ts';
import { createWebhookEndpoint } from '../support/webhook-operations.ts';
import { WebhookReceiver } from '../support/webhook-receiver.ts';
import { type CollectedSpan, Collector } from './collector.ts';

const CALLER = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331' };
const traceparent = `00-${CALLER.traceId}-${CALLER.spanId}-01`;

let collector: Collector;
let provider: FakeProvider;
let receiver: WebhookReceiver;
let closeEngine: () => Promise<void>;
let traces: { readonly server: OpenTracing; readonly worker: OpenTracing };
let server: Studio;
let worker: Studio;
let admin: GraphqlClient;

/** A server without workers, and a second server on the same database in place of a worker process. */
beforeAll(async () => {
  [collector, provider, receiver] = await Promise.all([
    Collector.open(),
    new FakeProvider().listen(),
    WebhookReceiver.open(),
  ]);
  const { endpoint } = collector;
  traces = {
    server: openTracing({ endpoint: `${endpoint}/`, version: '1' }),
    worker: openTracing({ endpoint, version: '1' }),
  };
  const variables = {
    ...variablesOf(provider, 'openai-compatible'),
    ENGINE_PROMPT: 'openai-compatible:test',
    WEBHOOK_ALLOW_PRIVATE: '127.0.0.1',
  };
  const { engine: settings } = readConfig(variables, process.cwd());
  const { engine, close } = await openEngine(settings, pino({ level: 'silent' }));
  closeEngine = close;
  server = await startStudio({ engine, variables, workers: 0, tracing: traces.server.tracing });
  const { databaseUrl, dataFolder } = server;
  worker = await startStudio({ engine, variables, databaseUrl, dataFolder, tracing: traces.worker.tracing });
  admin = await server.client();
});
afterAll(async () => {
  await worker.stop();
  await server.stop();
  await closeEngine();
  await Promise.all([receiver.close(), provider.close()]);
  await collector.close();
});

/** Performs a Prompt with the `traceparent` of the caller. */
async function performTraced(projectId: string): Promise<string> {
  const input = { projectId, idempotencyKey: 'traced', prompt: 'A silver necklace' };
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: admin.authorization, traceparent },
    body: JSON.stringify({ query: performPrompt.toString(), variables: { input } }),
  });
  const { data } = (await response.json()) as { data: { performPrompt: { action: { id: string } } } }; // as the operation asks
  return data.performPrompt.action.id;
}

test('one trace contains the request, the charge, the job, the call of the engine, the picture, the pushes and the webhook', async () => {
  const input = { url: receiver.url, events: ['ACTION_SUCCEEDED' as const] };
  await admin.send(createWebhookEndpoint, { input });
  const projectId = await server.newProject(admin, 100);
  const balances = admin.watch(balanceChanged, { projectId });
  const actions = admin.watch(actionChanged, { projectId });
  await nextOf(balances);
  await until(() => server.app.live.watches === 2);

  const actionId = await performTraced(projectId);
  for (;;) if ((await nextOf(actions)).actionChanged.status === 'SUCCEEDED') break;
  await nextOf(balances);
  const webhook = await until(() => receiver.received[0] ?? null);
  await balances.return?.();
  await actions.return?.();

  // A server that stops ends all spans first.
  await worker.stop();
  await server.stop();
  await Promise.all([traces.server.close(), traces.worker.close()]);
  const own = collector.spans.filter(({ traceId }) => traceId === CALLER.traceId);
  const named = (name: string) => own.filter((span) => span.name === name);
  const only = (name: string): CollectedSpan => {
    const [span, ...more] = named(name);
    if (!span || more.length > 0) throw new Error(`${named(name).length} spans ${name}`);
    return span;
  };
  const request = only('POST /graphql');
  const job = only('perform-action');
  const call = only('engine prompt');
  const delivery = only('webhook delivery');
  expect(request).toMatchObject({ parentSpanId: CALLER.spanId, kind: 2 });
  expect(only('ledger charge').parentSpanId).toBe(request.spanId);
  expect(only('push balance').parentSpanId).toBe(only('ledger charge').spanId);
  expect(job).toMatchObject({ parentSpanId: request.spanId, kind: 5 });
  expect(call).toMatchObject({ parentSpanId: job.spanId, kind: 3 });
  expect(only('save picture').parentSpanId).toBe(job.spanId);
  expect(delivery).toMatchObject({ parentSpanId: job.spanId, kind: 3 });
  const pushedBy = named('push action').map(({ parentSpanId }) => parentSpanId);
  expect(new Set(pushedBy)).toEqual(new Set([request.spanId, job.spanId]));
  expect(own.filter(({ status }) => status.code === 2)).toEqual([]);

  expect(provider.traceparents).toEqual([`00-${CALLER.traceId}-${call.spanId}-01`]);
  expect(webhook.headers['traceparent']).toBe(`00-${CALLER.traceId}-${delivery.spanId}-01`);
  expect(JSON.parse(webhook.body)).toMatchObject({ data: { actionId } });
  expect(webhook.body).not.toContain(CALLER.traceId);

  const line = server.logged.find((each) => each.includes('"msg":"request"') && each.includes(CALLER.traceId));
  expect(JSON.parse(line ?? '{}')).toMatchObject({ trace_id: CALLER.traceId, span_id: request.spanId, status: 200 });
});

test('a collector that cannot be reached does not fail a stop', async () => {
  const away = await Collector.open();
  const opened = openTracing({ endpoint: away.endpoint, version: '1' });
  await away.close();
  opened.tracing.span('request', {}, () => undefined);
  await expect(opened.close()).resolves.toBeUndefined();
});
