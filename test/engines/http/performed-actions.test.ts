import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { readConfig } from '../../../src/config/config.ts';
import { openEngine } from '../../../src/open-engine.ts';
import { graphql } from '../../support/generated/index.ts';
import type { GraphqlClient } from '../../support/graphql-client.ts';
import { performPrompt } from '../../support/operations.ts';
import { startStudio, type Studio } from '../../support/studio.ts';
import { until } from '../../support/until.ts';
import { FakeProvider } from './fake-provider.ts';

jest.setTimeout(60_000);

const engines = graphql(`
  query Engines {
    engines {
      kind
      name
      isPreview
      takesMask
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

let fake: FakeProvider;
let studio: Studio;
let client: GraphqlClient;
let projectId: string;
let closeEngine: () => Promise<void>;

beforeAll(async () => {
  fake = await new FakeProvider().listen();
  const variables = {
    ENGINE_PROMPT: 'openai:gpt-image-2',
    ENGINE_BACKGROUND: 'openai-compatible:sd',
    ENGINE_URL: `${fake.origin}/v1`,
    OPENAI_API_KEY: 'key-1',
  };
  const opened = await openEngine(readConfig(variables, process.cwd()).engine, pino({ level: 'silent' }));
  closeEngine = opened.close;
  studio = await startStudio({ engine: opened.engine, variables });
  client = await studio.client();
  projectId = await studio.newProject(client, 1_000);
});
afterAll(async () => {
  await studio.stop();
  await closeEngine();
  await fake.close();
});

test('engines tells for each kind of action which engine performs it', async () => {
  expect((await client.send(engines, {})).engines).toEqual([
    { kind: 'PROMPT', name: 'openai:gpt-image-2', isPreview: false, takesMask: true },
    { kind: 'PROMPT_EDIT', name: 'builtin', isPreview: true, takesMask: false },
    { kind: 'BACKGROUND', name: 'openai-compatible:sd', isPreview: false, takesMask: true },
    { kind: 'EXPAND', name: 'builtin', isPreview: true, takesMask: false },
  ]);
});

test('an action tells which engine makes its picture once it has begun, and keeps it', async () => {
  let answer = () => undefined as void;
  fake.fail((response) => void (answer = () => response.writeHead(400).end('{"error":{"code":"moderation_blocked"}}')));
  const input = { projectId, idempotencyKey: randomUUID(), prompt: 'a can' };
  const { performPrompt: performed } = await client.send(performPrompt, { input });
  if (performed.__typename !== 'PerformedAction') throw new Error(performed.__typename);
  const read = async () => (await client.send(made, { id: performed.action.id })).action;
  await until(() => fake.seen.length > 0);
  expect(await read()).toEqual({ status: 'RUNNING', engine: 'openai:gpt-image-2' });
  answer();
  await until(async () => (await read())?.status === 'FAILED');
  expect(await read()).toEqual({ status: 'FAILED', engine: 'openai:gpt-image-2' });
});
