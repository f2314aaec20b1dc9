import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import sharp from 'sharp';
import type { Engine } from '../../../src/engines/engine.ts';
import { enginePerAction } from '../../../src/engines/wrapping-engines.ts';
import type { GraphqlClient } from '../../support/graphql-client.ts';
import {
  action,
  ledgerOf,
  performBackground,
  performExpand,
  performPrompt,
  performPromptEdit,
} from '../../support/operations.ts';
import { ScriptedEngine } from '../../support/scripted-engine.ts';
import { startStudio, type Studio } from '../../support/studio.ts';
import { until } from '../../support/until.ts';
import { uploadPicture } from '../../support/upload-picture.ts';
import { error, FakeProvider, says } from './fake-provider.ts';
import { providedEngine } from './provided-engine.ts';

jest.setTimeout(60_000);

const PROVIDERS = [
  ['openai', ['gpt-image-2', 'gpt-image-2', 'gpt-image-2']],
  ['openai-compatible', ['sd', 'sd', 'sd']],
  ['bfl', ['flux-pro-1.1', 'flux-kontext-pro', 'flux-pro-1.0-fill']],
  ['fal', ['fal-ai/flux-2-pro', 'fal-ai/flux-pro/kontext', 'fal-ai/flux-pro/v1/fill']],
  [
    'replicate',
    ['black-forest-labs/flux-2-pro', 'black-forest-labs/flux-kontext-pro', 'black-forest-labs/flux-fill-pro'],
  ],
  ['google', ['gemini-3.1-flash-image-preview', 'gemini-3.1-flash-image-preview', 'gemini-3.1-flash-image-preview']],
] as const;

/** Whatever engine the test has put there. */
let current: Engine = new ScriptedEngine();
const engine: Engine = {
  name: 'of the test',
  prompt: (request, signal) => current.prompt(request, signal),
  edit: (request, signal) => current.edit(request, signal),
  background: (request, signal) => current.background(request, signal),
  expand: (request, signal) => current.expand(request, signal),
};

let fake: FakeProvider;
let studio: Studio;
let client: GraphqlClient;
let png: Uint8Array;
let mask: Uint8Array;

beforeAll(async () => {
  fake = await new FakeProvider().listen();
  studio = await startStudio({ engine, workers: 4 });
  client = await studio.client();
  const picture = (background: string) =>
    sharp({ create: { width: 60, height: 40, channels: 3, background } })
      .png()
      .toBuffer();
  [png, mask] = await Promise.all([picture('red'), picture('white')]);
});
afterAll(async () => {
  await studio.stop();
  await fake.close();
});

async function ended(id: string): Promise<{ status: string; credits: number; refund: object | null }> {
  return until(async () => {
    const found = (await client.send(action, { id })).action;
    return found && ['SUCCEEDED', 'FAILED'].includes(found.status) ? found : null;
  });
}

function idOf(result: { __typename: string; action?: { id: string } }): string {
  if (!result.action) throw new Error(`refused: ${result.__typename}`);
  return result.action.id;
}

describe.each(PROVIDERS)('through %s', (provider, [prompts, edits, paints]) => {
  test('each of the four actions is charged once, and refunded once where the provider refuses it', async () => {
    const open = (model: string) => providedEngine(fake, `${provider}:${model}`, { ENGINE_PROMPT: 'builtin' });
    const [prompting, editing, painting] = await Promise.all([open(prompts), open(edits), open(paints)]);
    current = enginePerAction({ prompt: prompting, edit: editing, background: painting, expand: painting }, {});
    const projectId = await studio.newProject(client, 100);
    const imageId = await uploadPicture(client, projectId, png);
    const maskImageId = await uploadPicture(client, projectId, mask);
    const input = (name: string) => ({ projectId, idempotencyKey: name });
    const prompted = (name: string) =>
      client.send(performPrompt, { input: { ...input(name), prompt: 'a can' } }).then((data) => data.performPrompt);
    const rest = async (name: string) => {
      const asked = { ...input(`background ${name}`), imageId, maskImageId, background: 'sand' };
      const edit = { ...input(`edit ${name}`), actionId: first, prompt: 'make it darker' };
      return Promise.all([
        client.send(performPromptEdit, { input: edit }).then((data) => data.performPromptEdit),
        client.send(performBackground, { input: asked }).then((data) => data.performBackground),
        client
          .send(performExpand, { input: { ...input(`expand ${name}`), imageId, left: 20 } })
          .then((data) => data.performExpand),
      ]);
    };
    const first = idOf(await prompted('prompt made'));
    const outcomes = [
      await ended(first),
      ...(await Promise.all((await rest('made')).map((each) => ended(idOf(each))))),
    ];
    expect(outcomes.map(({ status, refund }) => ({ status, refund }))).toEqual(
      outcomes.map(() => ({ status: 'SUCCEEDED', refund: null })),
    );
    const refusal = says(400, error('moderation_blocked', 'refused by our safety system'));
    fake.fail(refusal, refusal, refusal, refusal);
    const refused = [await prompted('prompt refused'), ...(await rest('refused'))];
    for (const each of refused) {
      const { status, credits, refund } = await ended(idOf(each));
      expect(status).toBe('FAILED');
      expect(refund).toMatchObject({ amount: credits });
    }
    const { project } = await client.send(ledgerOf, { id: projectId, first: 50 });
    const kinds = project?.transactions.nodes.map(({ kind }) => kind).toSorted();
    expect(kinds).toEqual([...Array(8).fill('CHARGE'), 'GRANT', ...Array(4).fill('REFUND')]);
    expect(project?.balance).toBe(100 - 12);
  });
});
