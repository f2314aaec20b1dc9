import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import WebSocket from 'ws';
import { graphql } from '../support/generated/index.ts';
import { GraphqlClient } from '../support/graphql-client.ts';
import {
  action,
  actionChanged,
  archiveProject,
  balanceChanged,
  cancelAction,
  createProject,
  grantCredits,
  ledgerOf,
  performPrompt,
} from '../support/operations.ts';
import { startStudio, type Studio } from '../support/studio.ts';

const node = graphql(`
  query Node($id: ID!) {
    node(id: $id) {
      __typename
      id
    }
  }
`);
const viewer = graphql(`
  query Viewer {
    viewer {
      name
      role
      workspace {
        id
        name
      }
    }
  }
`);
const updateProject = graphql(`
  mutation UpdateProject($input: UpdateProjectInput!) {
    updateProject(input: $input) {
      id
      name
      lowBalanceThreshold
    }
  }
`);
const createImageUpload = graphql(`
  mutation CreateImageUpload($input: CreateImageUploadInput!) {
    createImageUpload(input: $input) {
      imageId
    }
  }
`);

const grants = graphql(`
  query Grants($id: ID!) {
    project(id: $id) {
      grants {
        id
      }
    }
  }
`);

let studio: Studio;
let admin: GraphqlClient;

beforeAll(async () => {
  studio = await startStudio({ workers: 0 });
  admin = await studio.client();
});
afterAll(() => studio.stop());

describe('without a credential that is known', () => {
  test.each([
    ['none', null],
    ['an unknown key', `dkr_${'0'.repeat(64)}`],
  ])('%s is answered UNAUTHENTICATED and HTTP 401', async (_what, secret) => {
    const response = await new GraphqlClient(studio.url, secret).ask(viewer, {});
    expect(response).toMatchObject({ status: 401, errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    expect(response.data ?? null).toBeNull();
  });

  test('a socket is closed with 4403', async () => {
    const socket = new WebSocket(`${studio.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    const code = await new Promise<number>((resolve) => {
      socket.on('open', () => socket.send(JSON.stringify({ type: 'connection_init', payload: {} })));
      socket.on('close', resolve);
    });
    expect(code).toBe(4403);
  });
});

test('the viewer is told who it is', async () => {
  const editor = await studio.client('EDITOR');
  expect(await editor.send(viewer, {})).toEqual({
    viewer: { name: 'editor key', role: 'EDITOR', workspace: { id: expect.stringMatching(/^wsp_/), name: 'Studio' } },
  });
});

describe('roles', () => {
  test('a VIEWER reads and subscribes, and changes nothing', async () => {
    const reader = await studio.client('VIEWER');
    const projectId = await studio.newProject(admin, 10);
    expect((await reader.send(ledgerOf, { id: projectId })).project?.balance).toBe(10);
    const refused = await Promise.all([
      reader.codeOf(createProject, { input: { name: 'x' } }),
      reader.codeOf(updateProject, { input: { id: projectId, name: 'x' } }),
      reader.codeOf(performPrompt, { input: { projectId, idempotencyKey: 'k', prompt: 'x' } }),
      reader.codeOf(createImageUpload, { input: { projectId, contentType: 'image/png', bytes: 1 } }),
      reader.codeOf(cancelAction, { id: `act_${'0'.repeat(26)}` }),
      reader.codeOf(grantCredits, { input: { projectId, idempotencyKey: 'k', credits: 1 } }),
      reader.codeOf(archiveProject, { id: projectId }),
    ]);
    expect(new Set(refused)).toEqual(new Set(['FORBIDDEN']));
    expect((await reader.send(ledgerOf, { id: projectId })).project?.balance).toBe(10);
  });

  test('an EDITOR creates and performs, and neither grants nor archives', async () => {
    const editor = await studio.client('EDITOR');
    const projectId = await studio.newProject(admin, 10);
    expect(await editor.codeOf(createProject, { input: { name: 'x' } })).toBe('no error');
    expect(await editor.codeOf(performPrompt, { input: { projectId, idempotencyKey: 'k', prompt: 'x' } })).toBe(
      'no error',
    );
    expect(await editor.codeOf(grantCredits, { input: { projectId, idempotencyKey: 'g', credits: 1 } })).toBe(
      'FORBIDDEN',
    );
    expect(await editor.codeOf(archiveProject, { id: projectId })).toBe('FORBIDDEN');
  });

  test('hold over a socket as they do over HTTP', async () => {
    const reader = await studio.client('VIEWER');
    const { value } = await reader.watch(createProject, { input: { name: 'x' } }).next();
    expect(value?.errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN');
  });
});

describe('what belongs to another workspace', () => {
  test('cannot be told from what does not exist', async () => {
    const stranger = await studio.client('ADMIN', await studio.newWorkspace());
    const projectId = await studio.newProject(admin, 10);
    const result = await admin.send(performPrompt, { input: { projectId, idempotencyKey: 'k', prompt: 'x' } });
    if (result.performPrompt.__typename !== 'PerformedAction') throw new Error('it was not performed');
    const { action: performed, transaction } = result.performPrompt;
    const { project } = await admin.send(grants, { id: projectId });
    const grantId = project?.grants[0]?.id ?? '';
    expect((await stranger.send(ledgerOf, { id: projectId })).project).toBeNull();
    expect((await stranger.send(action, { id: performed.id })).action).toBeNull();
    for (const id of [projectId, performed.id, transaction.id, grantId]) {
      expect(await stranger.send(node, { id })).toEqual({ node: null });
      expect(await admin.send(node, { id })).toMatchObject({ node: { id } });
    }
    const refused = await Promise.all([
      stranger.codeOf(performPrompt, { input: { projectId, idempotencyKey: 'k', prompt: 'x' } }),
      stranger.codeOf(updateProject, { input: { id: projectId, name: 'stolen' } }),
      stranger.codeOf(archiveProject, { id: projectId }),
      stranger.codeOf(grantCredits, { input: { projectId, idempotencyKey: 'k', credits: 1 } }),
      stranger.codeOf(cancelAction, { id: performed.id }),
      stranger.codeOf(createImageUpload, { input: { projectId, contentType: 'image/png', bytes: 1 } }),
    ]);
    expect(new Set(refused)).toEqual(new Set(['NOT_FOUND']));
    for (const watched of [
      stranger.watch(balanceChanged, { projectId }),
      stranger.watch(actionChanged, { projectId }),
    ]) {
      expect((await watched.next()).value?.errors?.[0]?.extensions?.['code']).toBe('NOT_FOUND');
    }
    expect((await admin.send(ledgerOf, { id: projectId })).project).toMatchObject({ balance: 5, sequence: 2 });
  });
});
