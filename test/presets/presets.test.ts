import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { GraphqlClient } from '../support/graphql-client.ts';
import { performPrompt } from '../support/operations.ts';
import {
  createPreset,
  deletePreset,
  favorites,
  performedWords,
  presets,
  setImageFavorite,
  updatePreset,
} from '../support/picture-operations.ts';
import { photograph } from '../support/photograph.ts';
import { startStudio, type Studio } from '../support/studio.ts';
import { uploadPicture } from '../support/upload-picture.ts';

let studio: Studio;
let editor: GraphqlClient;
let projectId: string;

beforeAll(async () => {
  studio = await startStudio({ workers: 0 });
  const admin = await studio.client();
  editor = await studio.client('EDITOR');
  projectId = await studio.newProject(admin, 1_000);
});
afterAll(() => studio.stop());

const SPRING = { name: 'Spring', prompt: 'A cup', model: 'a hand', background: 'a meadow', aspectRatio: '4:5' };

async function newPreset(input: object = SPRING): Promise<string> {
  return (await editor.send(createPreset, { input: { name: 'Spring', ...input } })).createPreset.id;
}

function perform(input: object) {
  const asked = { projectId, idempotencyKey: randomUUID(), prompt: 'A pearl necklace', ...input };
  return editor.send(performPrompt, { input: asked }).then((data) => data.performPrompt);
}

async function wordsOf(result: Awaited<ReturnType<typeof perform>>) {
  if (result.__typename !== 'PerformedAction') throw new Error(`not performed: ${result.__typename}`);
  return (await editor.send(performedWords, { id: result.action.id })).action;
}

describe('presets', () => {
  test('are shared in the workspace, newest first, and seen by nobody outside it', async () => {
    const workspaceId = await studio.newWorkspace();
    const [one, other] = [await studio.client('EDITOR', workspaceId), await studio.client('VIEWER', workspaceId)];
    for (const name of ['First', 'Second', 'Third']) await one.send(createPreset, { input: { name } });
    const page = (await other.send(presets, { first: 2 })).presets;
    expect(page.nodes.map(({ name }) => name)).toEqual(['Third', 'Second']);
    const rest = (await other.send(presets, { first: 2, after: page.pageInfo.endCursor ?? null })).presets;
    expect(rest.nodes.map(({ name }) => name)).toEqual(['First']);
    expect(rest.pageInfo.hasNextPage).toBe(false);
    expect(JSON.stringify(await editor.send(presets, {}))).not.toContain('Second');
  });

  test('fill in what a Prompt leaves out, and nothing that it tells', async () => {
    const presetId = await newPreset();
    expect(await wordsOf(await perform({ presetId, model: 'a bust' }))).toEqual({
      prompt: 'A pearl necklace',
      model: 'a bust',
      styling: null,
      background: 'a meadow',
      aspectRatio: '4:5',
    });
    expect(await wordsOf(await perform({ presetId: await newPreset({ aspectRatio: null }) }))).toMatchObject({
      background: null,
      aspectRatio: '1:1',
    });
  });

  test('that were changed or deleted since leave a repeated call its first answer, and charge nothing', async () => {
    const presetId = await newPreset();
    const input = { presetId, idempotencyKey: randomUUID() };
    const first = await perform(input);
    await editor.send(updatePreset, { id: presetId, input: { name: 'Autumn', background: 'leaves' } });
    expect(await perform(input)).toEqual({ ...first, replayed: true });
    await editor.send(deletePreset, { id: presetId });
    expect(await perform(input)).toEqual({ ...first, replayed: true });
    expect(await perform({ ...input, prompt: 'A watch' })).toMatchObject({ __typename: 'IdempotencyConflictError' });
    const late = { projectId, presetId, prompt: 'A watch', idempotencyKey: randomUUID() };
    expect(await editor.codeOf(performPrompt, { input: late })).toBe('NOT_FOUND');
  });

  test('of another workspace cannot be used, changed or deleted', async () => {
    const stranger = await studio.client('EDITOR', await studio.newWorkspace());
    const { id } = (await stranger.send(createPreset, { input: SPRING })).createPreset;
    const input = { projectId, presetId: id, prompt: 'A watch', idempotencyKey: randomUUID() };
    expect(await editor.codeOf(performPrompt, { input })).toBe('NOT_FOUND');
    expect(await editor.codeOf(updatePreset, { id, input: { name: 'Mine' } })).toBe('NOT_FOUND');
    expect(await editor.codeOf(deletePreset, { id })).toBe('NOT_FOUND');
    expect((await stranger.send(presets, {})).presets.nodes).toEqual([{ id, name: 'Spring', background: 'a meadow' }]);
  });

  test.each([
    ['name', { name: '' }],
    ['model', { name: 'x', model: 'x'.repeat(1_001) }],
    ['prompt', { name: 'x', prompt: '\0' }],
    ['aspectRatio', { name: 'x', aspectRatio: '9:1' }],
  ])('with a %s beyond its limit are refused, and none is written', async (field, input) => {
    const before = (await editor.send(presets, {})).presets.nodes.length;
    const { errors } = await editor.ask(createPreset, { input });
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
    expect(JSON.stringify(errors)).toContain(field);
    expect((await editor.send(presets, {})).presets.nodes).toHaveLength(before);
  });

  test('are at most 500 in a workspace, also when many are created at once', async () => {
    const workspaceId = await studio.newWorkspace();
    const crowd = await studio.client('EDITOR', workspaceId);
    await studio.app.database.prisma.preset.createMany({
      data: Array.from({ length: 498 }, () => ({ id: randomUUID(), workspaceId, name: 'x', createdAt: new Date() })),
    });
    const codes = await Promise.all([1, 2, 3, 4].map(() => crowd.codeOf(createPreset, { input: { name: 'y' } })));
    expect(codes.toSorted()).toEqual(['BAD_USER_INPUT', 'BAD_USER_INPUT', 'no error', 'no error']);
  });
});

test('a favorite is marked for everyone in the project, and the mark is removed again', async () => {
  const { bytes } = await photograph({ width: 64, height: 48, format: 'png' });
  const id = await uploadPicture(editor, projectId, bytes);
  const reader = await studio.client('VIEWER');
  const marks = async () => (await reader.send(favorites, { id: projectId })).project?.images.nodes;
  expect(await marks()).toEqual([{ id, favorite: false }]);
  for (const favorite of [true, true, false]) {
    expect(await editor.send(setImageFavorite, { id, favorite })).toEqual({ setImageFavorite: { id, favorite } });
    expect(await marks()).toEqual([{ id, favorite }]);
  }
  expect(await reader.codeOf(setImageFavorite, { id, favorite: true })).toBe('FORBIDDEN');
});
