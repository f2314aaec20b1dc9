import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { actionEngines } from '../../../src/actions/action-engines.ts';
import { costMicros } from '../../../src/engines/call-usage.ts';
import { readConfig } from '../../../src/config/config.ts';
import { openEngine } from '../../../src/open-engine.ts';
import { tryEngines } from '../../../src/try-engines.ts';
import { graphql } from '../../support/generated/index.ts';
import type { GraphqlClient } from '../../support/graphql-client.ts';
import { performPrompt } from '../../support/operations.ts';
import { startStudio, type Studio } from '../../support/studio.ts';
import { until } from '../../support/until.ts';
import { error, FakeProvider, says, sized } from './fake-provider.ts';

jest.setTimeout(60_000);

const engines = graphql(`
  query Engines {
    engines {
      kind
      name
      isPreview
      takesMask
      problem
    }
  }
`);
const made = graphql(`
  query Made($id: ID!) {
    action(id: $id) {
      status
      engine
    }
  }
`);

const engineUsage = graphql(`
  query EngineUsage($from: DateTime!, $to: DateTime!) {
    engineUsage(from: $from, to: $to) {
      day
      kind
      engine
      calls
      pictures
      inputTokens
      outputTokens
      credits
      spend
      margin
    }
  }
`);

let fake: FakeProvider;
let variables: Record<string, string>;
let studio: Studio;
let client: GraphqlClient;
let projectId: string;
let closeEngine: () => Promise<void>;

beforeAll(async () => {
  fake = await new FakeProvider().listen();
  variables = {
    ENGINE_PROMPT: 'openai:gpt-image-2',
    ENGINE_BACKGROUND: 'openai-compatible:sd',
    ENGINE_URL: `${fake.origin}/v1`,
    OPENAI_API_KEY: 'key-1',
    ENGINE_COSTS: '{"openai:gpt-image-2":{"inputTokens":10,"outputTokens":40}}',
    CREDIT_PRICE: '0.02',
  };
  const opened = await openEngine(readConfig(variables, process.cwd()).engine, pino({ level: 'silent' }));
  closeEngine = opened.close;
  studio = await startStudio({ engine: opened.engine, variables });
  client = await studio.client();
  projectId = await studio.newProject(client, 1_000);
});

async function perform(into = projectId): Promise<string> {
  const input = { projectId: into, idempotencyKey: randomUUID(), prompt: 'a can' };
  const { performPrompt: performed } = await client.send(performPrompt, { input });
  if (performed.__typename !== 'PerformedAction') throw new Error(performed.__typename);
  return performed.action.id;
}

async function statusAtEnd(id: string): Promise<string> {
  return until(async () => {
    const status = (await client.send(made, { id })).action?.status ?? '';
    return ['SUCCEEDED', 'FAILED'].includes(status) && status;
  });
}
afterAll(async () => {
  await studio.stop();
  await closeEngine();
  await fake.close();
});

test('engines tells for each kind of action which engine performs it', async () => {
  expect((await client.send(engines, {})).engines).toEqual([
    { kind: 'PROMPT', name: 'openai:gpt-image-2', isPreview: false, takesMask: true, problem: null },
    { kind: 'PROMPT_EDIT', name: 'builtin', isPreview: true, takesMask: false, problem: null },
    { kind: 'BACKGROUND', name: 'openai-compatible:sd', isPreview: false, takesMask: true, problem: null },
    { kind: 'EXPAND', name: 'builtin', isPreview: true, takesMask: false, problem: null },
  ]);
});

test('an action tells which engine makes its picture once it has begun, and keeps it', async () => {
  let answer = () => undefined as void;
  fake.fail((response) => void (answer = () => response.writeHead(400).end('{"error":{"code":"moderation_blocked"}}')));
  const id = await perform();
  const read = async () => (await client.send(made, { id })).action;
  await until(() => fake.seen.length > 0);
  expect(await read()).toEqual({ status: 'RUNNING', engine: 'openai:gpt-image-2' });
  answer();
  await until(async () => (await read())?.status === 'FAILED');
  expect(await read()).toEqual({ status: 'FAILED', engine: 'openai:gpt-image-2' });
});

test('an admin sees what engines cost and bring in: by day, action and engine, refunded ones not', async () => {
  const other = await studio.client('ADMIN', await studio.newWorkspace());
  const lateProject = await studio.newProject(client, 100);
  await studio.app.database.pool.query('delete from engine_calls');
  expect(await statusAtEnd(await perform(lateProject))).toBe('SUCCEEDED');
  expect(await statusAtEnd(await perform(lateProject))).toBe('SUCCEEDED');
  fake.fail(says(400, error('moderation_blocked')));
  expect(await statusAtEnd(await perform(lateProject))).toBe('FAILED');
  const now = Date.now();
  const range = { from: new Date(now).toISOString(), to: new Date(now + 1).toISOString() };
  const day = `${range.from.slice(0, 10)}T00:00:00.000Z`;
  const { engineUsage: usage } = await client.send(engineUsage, range);
  expect(usage).toEqual([
    {
      day,
      kind: 'PROMPT',
      engine: 'openai:gpt-image-2',
      calls: 3,
      pictures: 2,
      inputTokens: 100,
      outputTokens: 2_000,
      credits: 10,
      spend: (2 * (50 * 10 + 1_000 * 40)) / 1_000_000,
      margin: 0.119,
    },
  ]);
  expect((await other.send(engineUsage, range)).engineUsage).toEqual([]);
});

test('a key that the provider refuses is told by /readyz, with what to do, until a call succeeds', async () => {
  const ready = async () => {
    const answer = await fetch(`${studio.url}/readyz`);
    return { status: answer.status, ...((await answer.json()) as object) };
  };
  expect(await ready()).toMatchObject({ status: 'ready', engineProblems: [] });
  fake.fail(says(401, error('invalid_api_key', 'Incorrect API key provided: sk-secret')));
  expect(await statusAtEnd(await perform())).toBe('FAILED');
  expect(await ready()).toMatchObject({
    status: 'ready',
    engineProblems: [
      {
        engine: 'openai:gpt-image-2',
        problem: 'The provider does not accept the key, or not for this model: check OPENAI_API_KEY.',
      },
    ],
  });
  const problems = async () => (await client.send(engines, {})).engines.map(({ problem }) => problem);
  expect(await problems()).toEqual([expect.stringContaining('check OPENAI_API_KEY'), null, null, null]);
  expect(await statusAtEnd(await perform())).toBe('SUCCEEDED');
  expect(await problems()).toEqual([null, null, null, null]);
  expect(await ready()).toMatchObject({ engineProblems: [] });
});

test('a call whose cost the provider does not tell has no spend, and so no margin', async () => {
  const usage = { inputTokens: null, outputTokens: 5, providerUnits: 3 };
  const price = { picture: 0, inputTokens: 0, outputTokens: 0, unit: 0 };
  expect(costMicros(usage, undefined)).toBeNull();
  expect(costMicros(usage, { ...price, inputTokens: 1 })).toBeNull();
  expect(costMicros(usage, { ...price, outputTokens: 2, unit: 0.01, picture: 0.5 })).toBe(530_010);
  expect(costMicros(usage, price)).toBe(0);
});

test('the command "engines test" makes one picture of each action with what is configured, and tells time, cost and failure', async () => {
  const settings = readConfig(variables, process.cwd()).engine;
  const saved = new Map<string, Uint8Array>();
  const lines: string[] = [];
  let atMs = 0;
  const { engine, close } = await openEngine(settings, pino({ level: 'silent' }));
  const trial = {
    engine,
    actionEngines: actionEngines(settings.choices),
    timeoutMs: settings.timeoutMs,
    costs: settings.costs,
    save: async (name: string, bytes: Uint8Array) => {
      saved.set(name, bytes);
      return `folder/${name}`;
    },
    print: (line: string) => void lines.push(line),
    elapsedMs: () => (atMs += 750),
  };
  expect(await tryEngines(trial)).toBe(true);
  expect(lines).toEqual([
    'Prompt by openai:gpt-image-2: 0.8 s, 50 tokens in, 1000 tokens out, cost 0.0405, folder/prompt.webp',
    'Prompt (Edit) by builtin: 0.8 s, cost 0.0000, folder/prompt_edit.webp',
    'Background by openai-compatible:sd: 0.8 s, 50 tokens in, 1000 tokens out, cost unknown, folder/background.webp',
    'Expand by builtin: 0.8 s, cost 0.0000, folder/expand.webp',
  ]);
  expect(await sized(saved.get('expand.webp') ?? Buffer.of())).toEqual([960, 480]);
  fake.fail(says(401, error('invalid_api_key', 'wrong key')));
  expect(await tryEngines(trial)).toBe(false);
  expect(lines[4]).toMatch(/^Prompt by openai:gpt-image-2: failed after 0\.8 s: .*401 invalid_api_key: wrong key$/);
  await close();
});
