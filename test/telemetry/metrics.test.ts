import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse as parseYaml } from 'yaml';
import { EngineRejectedError } from '../../src/engines/engine.ts';
import { openClient } from '../../src/database/open-client.ts';
import { readTypeId } from '../../src/graphql/ids/type-id.ts';
import { nightlyCheck } from '../../src/ledger/check/nightly-check.ts';
import { openMetrics } from '../../src/open-metrics.ts';
import { Metrics } from '../../src/telemetry/metrics.ts';
import type { MetricsServer } from '../../src/telemetry/metrics-server.ts';
import { ledgerCheck, refundAction } from '../support/credit-operations.ts';
import { type GraphqlClient, nextOf } from '../support/graphql-client.ts';
import { action, balanceChanged, performPrompt } from '../support/operations.ts';
import { deleteImage } from '../support/picture-operations.ts';
import { ScriptedEngine } from '../support/scripted-engine.ts';
import { type Studio, startStudio } from '../support/studio.ts';
import { until } from '../support/until.ts';
import { movedBetween, scrape } from './scraped.ts';

const metrics = new Metrics(Date.now);
let studio: Studio;
let engine: ScriptedEngine;
let admin: GraphqlClient;
let server: MetricsServer;

beforeAll(async () => {
  engine = new ScriptedEngine();
  studio = await startStudio({ engine, metrics, variables: { ENGINE_COSTS: '{"builtin":{"picture":0.25}}' } });
  admin = await studio.client();
  const { openSockets } = studio;
  server = await openMetrics(metrics, { ...studio.app, openSockets }, { host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await server.stop();
  await studio.stop();
});

/** What has moved by the time that `isDone` holds of it. */
async function movedBy(act: () => Promise<unknown>, isDone: (moved: Record<string, number>) => boolean) {
  const { samples: before } = await scrape(server.url);
  await act();
  return until(async () => {
    const moved = movedBetween(before, (await scrape(server.url)).samples);
    return isDone(moved) && moved;
  });
}

async function perform(projectId: string, idempotencyKey: string) {
  const input = { projectId, idempotencyKey, prompt: 'A silver necklace' };
  return (await admin.send(performPrompt, { input })).performPrompt;
}

async function performed(projectId: string, idempotencyKey: string): Promise<string> {
  const result = await perform(projectId, idempotencyKey);
  if (result.__typename !== 'PerformedAction') throw new Error(result.__typename);
  return result.action.id;
}

async function ended(projectId: string, idempotencyKey: string): Promise<string> {
  const id = await performed(projectId, idempotencyKey);
  await until(async () => ['SUCCEEDED', 'FAILED'].includes((await admin.send(action, { id })).action?.status ?? ''));
  return id;
}

const PUSHED = 'pushes_total';

test('a charge, its replay, its refusal and its refund each move their own counters, by exactly what they are', async () => {
  const projectId = await studio.newProject(admin, 10);
  const accepted = await movedBy(
    () => ended(projectId, 'first'),
    (moved) => 'actions_total{action="PROMPT",status="SUCCEEDED"}' in moved,
  );
  expect(accepted).toMatchObject({
    'charges_total{action="PROMPT",outcome="accepted"}': 1,
    'credits_charged_total{action="PROMPT"}': 5,
    'ledger_postings_total{type="charge",outcome="accepted"}': 1,
    'actions_total{action="PROMPT",status="SUCCEEDED"}': 1,
    'action_duration_seconds_count{action="PROMPT"}': 1,
    'action_wait_seconds_count{action="PROMPT"}': 1,
    'engine_call_duration_seconds_count{engine="builtin",action="PROMPT",outcome="MADE"}': 1,
    'engine_cost_total{engine="builtin",action="PROMPT"}': 0.25,
    'graphql_operations_total{type="mutation",field="performPrompt",code="OK"}': 1,
  });
  expect(accepted).not.toHaveProperty('credits_refunded_total');
  expect(accepted['ledger_batch_postings_count']).toBe(accepted['ledger_commit_duration_seconds_count']);

  const chargeOf = (moved: Record<string, number>) =>
    Object.fromEntries(Object.entries(moved).filter(([name]) => /^(charges|credits|actions|engine)_/.test(name)));
  const done = (moved: Record<string, number>) => Object.keys(chargeOf(moved)).length > 0;
  expect(chargeOf(await movedBy(() => perform(projectId, 'first'), done))).toEqual({
    'charges_total{action="PROMPT",outcome="replayed"}': 1,
  });

  engine.next({ type: 'error', error: new EngineRejectedError('no such thing') });
  const refunded = await movedBy(
    () => ended(projectId, 'second'),
    (moved) => 'actions_total{action="PROMPT",status="FAILED"}' in moved,
  );
  expect(chargeOf(refunded)).toEqual({
    'charges_total{action="PROMPT",outcome="accepted"}': 1,
    'credits_charged_total{action="PROMPT"}': 5,
    credits_refunded_total: 5,
    'actions_total{action="PROMPT",status="FAILED"}': 1,
    'engine_call_duration_seconds_count{engine="builtin",action="PROMPT",outcome="REJECTED"}': 1,
  });
  expect(refunded['ledger_postings_total{type="refund",outcome="accepted"}']).toBe(1);

  await ended(projectId, 'third');
  expect(chargeOf(await movedBy(() => perform(projectId, 'fourth'), done))).toEqual({
    'charges_total{action="PROMPT",outcome="insufficient-credits"}': 1,
  });
});

test('an action is counted once, even if a refund cancels it while it runs or its picture is deleted later', async () => {
  const projectId = await studio.newProject(admin, 10);
  const statusOf = async (id: string) => (await admin.send(action, { id })).action?.status;
  const { promise: never } = Promise.withResolvers<void>();
  engine.next({ type: 'wait', until: never });
  const running = await performed(projectId, 'canceled');
  await until(async () => (await statusOf(running)) === 'RUNNING');
  const input = { actionId: running, reason: 'A wrong photo', idempotencyKey: 'refund' };
  const canceled = await movedBy(
    () => admin.send(refundAction, { input }),
    (moved) => 'credits_refunded_total' in moved,
  );
  expect(actionsOf(canceled)).toEqual({ 'actions_total{action="PROMPT",status="CANCELED"}': 1 });

  const made = await ended(projectId, 'deleted');
  const { image } = (await admin.send(action, { id: made })).action ?? {};
  if (!image) throw new Error('the action has no picture');
  const deleted = await movedBy(
    async () => {
      await admin.send(deleteImage, { id: image.id });
      await admin.send(refundAction, {
        input: { ...input, actionId: made, idempotencyKey: 'refund of a deleted picture' },
      });
    },
    (moved) => 'credits_refunded_total' in moved,
  );
  expect(actionsOf(deleted)).toEqual({});
});

function actionsOf(moved: Record<string, number>) {
  return Object.fromEntries(Object.entries(moved).filter(([name]) => name.startsWith('actions_total')));
}

test('each change of a balance is counted once for each subscription that it is pushed to', async () => {
  const projectId = await studio.newProject(admin, 100);
  const watcher = await studio.client();
  const watching = [watcher, watcher].map((client) => client.watch(balanceChanged, { projectId }));
  const nextOfAll = () => Promise.all(watching.map((each) => nextOf(each)));
  await nextOfAll();
  const { samples } = await scrape(server.url);
  expect(samples.get('darkroom_subscriptions')).toBe(2);
  expect(samples.get('darkroom_sockets')).toBe(1);
  const moved = await movedBy(
    () => ended(projectId, 'watched'),
    (each) => PUSHED in each,
  );
  await nextOfAll();
  expect(moved[PUSHED]).toBe(2);
  expect(moved['push_lag_seconds_count']).toBe(1);
  for (const each of watching) await each.return?.();
  await until(async () => (await scrape(server.url)).samples.get('darkroom_subscriptions') === 0);
});

test('operations are counted by names of the schema, over a socket too, whatever documents say', async () => {
  const moved = await movedBy(
    async () => {
      await admin.ask('{ inventedByTheClient }');
      await admin.ask('this is no document');
      await admin.askOnSocket('{ viewer { name } }');
      await admin.askOnSocket('{ inventedByTheClient }');
      await fetch(`${studio.url}/prj_invented`);
    },
    (each) => 'http_requests_total{method="GET",route="none",status="404"}' in each,
  );
  const operations = Object.entries(moved).filter(([name]) => name.startsWith('graphql_'));
  expect(Object.fromEntries(operations)).toEqual({
    'graphql_operations_total{type="query",field="other",code="GRAPHQL_VALIDATION_FAILED"}': 1,
    'graphql_operations_total{type="none",field="none",code="GRAPHQL_PARSE_FAILED"}': 1,
    'graphql_operations_total{type="none",field="none",code="GRAPHQL_VALIDATION_FAILED"}': 1,
    'graphql_operations_total{type="query",field="viewer",code="OK"}': 1,
  });
});

test('the result of a check of the ledger is there once there was one, apart for the whole database', async () => {
  expect((await scrape(server.url)).text).not.toMatch(/^darkroom_ledger_check_/m);
  const { ledgerCheck: check } = await admin.send(ledgerCheck, {});
  const { samples: ofWorkspace } = await scrape(server.url);
  expect(ofWorkspace.get('darkroom_ledger_check_problems{scope="workspace"}')).toBe(0);
  const checkedAt = ofWorkspace.get('darkroom_ledger_check_timestamp_seconds{scope="workspace"}');
  expect(checkedAt).toBeCloseTo(Date.parse(check.checkedAt) / 1000, 2);

  const projectId = await studio.newProject(admin, 7);
  const { services, environment } = studio.app;
  const superuser = await openClient(studio.databaseUrl);
  await superuser.query('set session_replication_role = replica');
  await superuser.query('update projects set balance = 8 where id = $1', [readTypeId('prj', projectId, 'id')]);
  await superuser.end();
  await nightlyCheck(services.ledgerChecker, environment.log);
  const { samples } = await scrape(server.url);
  expect(samples.get('darkroom_ledger_check_problems{scope="database"}')).toBe(1);
  expect(samples.get('darkroom_ledger_check_problems{scope="workspace"}')).toBe(0);
  expect(studio.logged.at(-1)).toMatch(/"code":"BALANCE_DRIFT".*"msg":"the ledger contradicts itself"/);
});

test('the queue is told by its states, and no label names a project, a key or a person', async () => {
  const { text, samples } = await scrape(server.url);
  expect(samples.get('darkroom_queue_jobs{task="perform-action",state="waiting"}')).toBe(0);
  expect(samples.get('darkroom_queue_oldest_job_seconds{task="perform-action"}')).toBe(0);
  expect(samples.get('darkroom_webhook_oldest_delivery_seconds')).toBe(0);
  expect(samples.get('darkroom_db_pool_waiting{pool="main"}')).toBe(0);
  expect(text).toContain('nodejs_eventloop_lag_p99_seconds');
  const values = [...text.matchAll(/[{,]\w+="([^"]*)"/g)].map(([, value = '']) => value);
  expect(values.length).toBeGreaterThan(100);
  expect(values.filter((value) => /[0-9a-f]{8}-|^[a-z]{3}_[0-9a-z]{26}|admin key|necklace/i.test(value))).toEqual([]);
});

const checkout = path.join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(path.join(checkout, file), 'utf8');
// prom-client's types leave the labels out.
const registered = () =>
  metrics.registry.getMetricsAsArray() as unknown as readonly {
    readonly name: string;
    readonly labelNames: readonly string[];
    readonly help: string;
    readonly type: string;
  }[];

test('the page of metrics has a row for each of ours, with its labels and its meaning, and no other', () => {
  const page = read('docs/operations/metrics-and-traces.md');
  const rows = [...page.matchAll(/^\| `(darkroom_\w+)` +\| (.*?) *\| (.*?) *\|$/gm)].map(([, ...row]) => row);
  const known = registered().filter(({ name }) => name.startsWith('darkroom_'));
  expect(new Set(rows)).toEqual(
    new Set(
      known.map(({ name, labelNames, help }) => [name, labelNames.map((label) => `\`${label}\``).join(', '), help]),
    ),
  );
});

test.each(['ops/grafana.json', 'ops/alerts.yml'])('%s asks for metrics and labels that there are', (file) => {
  const samples = registered().flatMap(({ name, labelNames, type }) =>
    type === 'histogram'
      ? ['_bucket', '_sum', '_count'].map((suffix) => [name + suffix, [...labelNames, 'le']] as const)
      : [[name, labelNames] as const],
  );
  const known = new Map<string, readonly string[]>(samples);
  const expressions = [...read(file).matchAll(/"?expr"?: (.+)/g)].map(([, text = '']) => text.replaceAll('\\"', '"'));
  const asked = expressions.flatMap((text) => [
    ...text.matchAll(/\b((?:darkroom|nodejs|process)_\w+)(?:\{([^}]*)\})?/g),
  ]);
  expect(asked.length).toBeGreaterThan(14);
  const unknown = asked.flatMap(([, name = '', matchers = '']) => {
    const labels = [...matchers.matchAll(/(\w+)(?:=~?|!=)"/g)].map(([, label = '']) => label);
    const own = [...(known.get(name) ?? []), 'job'];
    return known.has(name)
      ? labels.filter((label) => !own.includes(label)).map((label) => `${name}{${label}}`)
      : [name];
  });
  expect(unknown).toEqual([]);
  for (const text of expressions) expect(text.match(/[({[]/g)).toHaveLength(text.match(/[)}\]]/g)?.length ?? 0);
});

test('every alert leads to a section that says what to do, and every section is that of an alert', () => {
  const { groups }: { groups: { rules: { alert: string; annotations: { runbook: string } }[] }[] } = parseYaml(
    read('ops/alerts.yml'),
  );
  const rules = groups.flatMap((group) => group.rules);
  const sections = [...read('docs/operations/alerts.md').matchAll(/^## (\w+)$/gm)].map(([, name = '']) => name);
  expect(rules.map(({ alert }) => alert)).toEqual(sections);
  expect(rules.map(({ annotations }) => annotations.runbook)).toEqual(
    sections.map((name) => `docs/operations/alerts.md#${name.toLowerCase()}`),
  );
});

test('the port of the metrics answers nothing else', async () => {
  const { origin } = new URL(server.url);
  const asked = ['/', '/metrics/', '/metrics?name=x', '/graphql', '/healthz'].map((address) => fetch(origin + address));
  const statuses = (await Promise.all([...asked, fetch(server.url, { method: 'POST' })])).map(({ status }) => status);
  expect(statuses).toEqual([404, 404, 404, 404, 404, 404]);
});

test('a port that is taken is told with the variables that choose it', async () => {
  const { port } = new URL(server.url);
  const taken = openMetrics(
    new Metrics(Date.now),
    { ...studio.app, openSockets: null },
    { host: '127.0.0.1', port: Number(port) },
  );
  await expect(taken).rejects.toThrow(/^the metrics cannot be served: set METRICS_PORT or METRICS_HOST \(.*EADDRINUSE/);
});
