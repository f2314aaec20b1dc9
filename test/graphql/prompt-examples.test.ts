import { afterAll, beforeAll, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { TRADES } from '../../src/examples/prompt-example.ts';
import { graphql } from '../support/generated/index.ts';
import type { GraphqlClient } from '../support/graphql-client.ts';
import { performPrompt } from '../support/operations.ts';
import { ScriptedEngine } from '../support/scripted-engine.ts';
import { type Studio, startStudio } from '../support/studio.ts';

const promptExamples = graphql(`
  query PromptExamples {
    promptExamples {
      trade
      title
      prompt
      model
      styling
      background
      aspectRatio
      pictureUrl
    }
  }
`);

let studio: Studio;
let engine: ScriptedEngine;
let admin: GraphqlClient;

beforeAll(async () => {
  engine = new ScriptedEngine();
  studio = await startStudio({ engine, workers: 0 });
  admin = await studio.client();
});
afterAll(() => studio.stop());

test('there are twelve examples of each trade, each with its own title and picture', async () => {
  const examples = (await admin.send(promptExamples, {})).promptExamples;
  expect(examples.map(({ trade }) => trade)).toEqual(
    TRADES.flatMap((trade) => Array.from({ length: 12 }, () => trade)),
  );
  expect(new Set(examples.map(({ title }) => title)).size).toBe(72);
  expect(new Set(examples.map(({ pictureUrl }) => pictureUrl)).size).toBe(72);
});

test('every example can be performed as it stands', async () => {
  const projectId = await studio.newProject(admin, 72 * 5);
  const examples = (await admin.send(promptExamples, {})).promptExamples;
  for (const { trade: _trade, title, pictureUrl: _pictureUrl, ...words } of examples) {
    const performed = await admin.send(performPrompt, { input: { projectId, idempotencyKey: title, ...words } });
    expect([title, performed.performPrompt.__typename]).toEqual([title, 'PerformedAction']);
  }
});

test('a picture is drawn once for all requests, is small, and needs no credential', async () => {
  const [example] = (await admin.send(promptExamples, {})).promptExamples;
  const url = example?.pictureUrl ?? '';
  const before = engine.calls.length;
  const responses = await Promise.all([fetch(url), fetch(url), fetch(url)]);
  expect(responses.map(({ status, headers }) => [status, headers.get('content-type')])).toEqual(
    responses.map(() => [200, 'image/webp']),
  );
  expect(responses[0]?.headers.get('cache-control')).toBe('public, max-age=86400');
  expect(engine.calls.length).toBe(before + 1);
  const { width, height, format } = await sharp(await responses[0]?.arrayBuffer()).metadata();
  expect([format, Math.max(width, height) <= 480]).toEqual(['webp', true]);
});

test('a picture that could not be drawn is drawn at the next request', async () => {
  const url = (await admin.send(promptExamples, {})).promptExamples[1]?.pictureUrl ?? '';
  engine.next({ type: 'error', error: new Error('the thread has stopped') });
  expect((await fetch(url)).status).toBe(500);
  expect((await fetch(url)).status).toBe(200);
});

test.each(['nothing', '..%2f..%2fpackage', 'constructor'])('there is no picture of an example %s', async (name) => {
  const response = await fetch(`${studio.url}/examples/${name}.webp`);
  expect(response.status).toBe(404);
  expect(await response.json()).toMatchObject({ error: { code: 'NOT_FOUND' } });
});
