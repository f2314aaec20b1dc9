import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { GraphqlClient } from '../support/graphql-client.ts';
import { startStudio, type Studio } from '../support/studio.ts';

let studio: Studio;
let client: GraphqlClient;
let projectId: string;

beforeAll(async () => {
  studio = await startStudio({ workers: 0 });
  client = await studio.client();
  projectId = await studio.newProject(client, 1000);
});
afterAll(() => studio.stop());

const PERFORM = 'mutation($input: PerformPromptInput!) { performPrompt(input: $input) { __typename } }';
const EXPAND = 'mutation($input: PerformExpandInput!) { performExpand(input: $input) { __typename } }';
const BACKGROUND = 'mutation($input: PerformBackgroundInput!) { performBackground(input: $input) { __typename } }';
const EDIT = 'mutation($input: PerformPromptEditInput!) { performPromptEdit(input: $input) { __typename } }';
const GRANT = 'mutation($input: GrantCreditsInput!) { grantCredits(input: $input) { __typename } }';
const CREATE = 'mutation($input: CreateProjectInput!) { createProject(input: $input) { id } }';
const UPDATE = 'mutation($input: UpdateProjectInput!) { updateProject(input: $input) { id } }';
const UPLOAD = 'mutation($input: CreateImageUploadInput!) { createImageUpload(input: $input) { imageId } }';

const NO_IMAGE = `img_${'0'.repeat(26)}`;
const perform = (wrong: object) => ({ idempotencyKey: 'k', prompt: 'a ring', ...wrong });
const expand = (wrong: object) => ({ idempotencyKey: 'k', imageId: NO_IMAGE, top: 1, ...wrong });
const grant = (wrong: object) => ({ idempotencyKey: 'k', credits: 1, ...wrong });

const LONE_SURROGATE = 'ring \ud83d';

describe('an input that cannot be taken is refused with BAD_USER_INPUT, which names the field and the limit', () => {
  test.each([
    [PERFORM, perform({ prompt: '' }), 'prompt must be 1 to 4,000 characters long, and is empty'],
    [PERFORM, perform({ prompt: ' \n ' }), 'prompt must be 1 to 4,000 characters long, not only white space'],
    [PERFORM, perform({ prompt: 'x'.repeat(4001) }), 'prompt must be 1 to 4,000 characters long, and has 4,001'],
    [PERFORM, perform({ prompt: 'a\0b' }), 'prompt must not contain the NUL character'],
    [PERFORM, perform({ prompt: LONE_SURROGATE }), 'prompt must be well-formed Unicode'],
    [PERFORM, perform({ idempotencyKey: '' }), 'idempotencyKey must be 1 to 255 characters long'],
    [
      PERFORM,
      perform({ idempotencyKey: 'x'.repeat(256) }),
      'idempotencyKey must be 1 to 255 characters long, and has 256',
    ],
    [PERFORM, perform({ idempotencyKey: LONE_SURROGATE }), 'idempotencyKey must be well-formed'],
    [UPLOAD, { contentType: 'image/png', bytes: 1, fileName: '' }, 'fileName must be 1 to 255 characters'],
    [PERFORM, perform({ seed: -1 }), 'seed must be a whole number from 0 to 2,147,483,647'],
    [PERFORM, perform({ model: '' }), 'model must be 1 to 1,000'],
    [PERFORM, perform({ styling: 'x'.repeat(1001) }), 'styling must be 1 to 1,000'],
    [PERFORM, perform({ aspectRatio: '5:1' }), 'aspectRatio must be width:height'],
    [PERFORM, perform({ aspectRatio: '0:1' }), 'aspectRatio must be width:height'],
    [PERFORM, perform({ aspectRatio: 'wide' }), 'aspectRatio must be width:height'],
    [PERFORM, perform({ aspectRatio: '101:100' }), 'aspectRatio must be width:height'],
    [PERFORM, perform({ maskImageId: NO_IMAGE }), 'maskImageId requires sourceImageId'],
    [PERFORM, perform({ projectId: 'nonsense' }), 'projectId must be the id of a project'],
    [PERFORM, perform({ projectId: NO_IMAGE }), 'this is the id of an image'],
    [PERFORM, perform({ sourceImageId: 'prj_x' }), 'sourceImageId must be the id of an image'],
    [EDIT, perform({ actionId: NO_IMAGE }), 'actionId must be the id of an action'],
    [BACKGROUND, { idempotencyKey: 'k', imageId: NO_IMAGE, background: '' }, 'background must be 1 to 1,000'],
    [EXPAND, expand({ top: 0 }), 'must not all be 0'],
    [EXPAND, expand({ top: -1 }), 'top must be a whole number of pixels from 0 to 8,192'],
    [EXPAND, expand({ left: 8193 }), 'left must be a whole number of pixels from 0 to 8,192'],
    [GRANT, grant({ credits: 0 }), 'credits must be a whole number of credits from 1 to 1,000,000,000'],
    [GRANT, grant({ credits: -5 }), 'credits must be a whole number of credits from 1 to 1,000,000,000'],
    [GRANT, grant({ credits: 1_000_000_001 }), 'credits must be a whole number'],
    [GRANT, grant({ priority: 101 }), 'priority must be a whole number'],
    [GRANT, grant({ priority: -1 }), 'priority must be a whole number'],
    [GRANT, grant({ note: 'a\0b' }), 'note must not contain the NUL character'],
    [GRANT, grant({ expiresAt: '2020-01-01T00:00:00Z' }), 'expiresAt must be in the future'],
    [CREATE, { name: '' }, 'name must be 1 to 200'],
    [CREATE, { name: 'x'.repeat(201) }, 'name must be 1 to 200'],
    [CREATE, { name: 'x', lowBalanceThreshold: -1 }, 'lowBalanceThreshold must be a whole number of credits'],
    [UPDATE, { name: null }, 'name'],
    [UPLOAD, { contentType: 'image/gif', bytes: 1 }, 'contentType must be one of image/png, image/jpeg, image/webp'],
    [UPLOAD, { contentType: 'image/png', bytes: 0 }, 'bytes must be a whole number of bytes from 1 to 20,971,520'],
    [UPLOAD, { contentType: 'image/png', bytes: 20_971_521 }, 'bytes must be a whole number of bytes'],
  ])('%s with %j', async (document, wrong, message) => {
    const own = document === UPDATE ? { id: projectId } : document === CREATE ? {} : { projectId };
    const { data, errors } = await client.ask(document, { input: { ...own, ...wrong } });
    expect(errors).toHaveLength(1);
    expect(errors?.[0]).toMatchObject({
      message: expect.stringContaining(message),
      extensions: { code: 'BAD_USER_INPUT' },
    });
    expect(data).toBeNull();
  });

  test.each([
    ['a whole number beyond 32 bits', GRANT, grant({ credits: 2 ** 31 })],
    ['a fraction', GRANT, grant({ credits: 1.5 })],
    ['a number as text', GRANT, grant({ credits: '1' })],
    ['an unknown word of an enum', GRANT, grant({ source: 'STOLEN' })],
    ['a date that is none', GRANT, grant({ expiresAt: '2026-02-30T00:00:00Z' })],
    ['a date without an offset', GRANT, grant({ expiresAt: '2026-12-01T00:00:00' })],
    ['a date as a number', GRANT, grant({ expiresAt: 1_800_000_000 })],
    ['a field that does not exist', GRANT, grant({ free: true })],
    ['a field of the prototype', GRANT, grant({ constructor: 1 })],
    ['a missing field', PERFORM, { idempotencyKey: 'k' }],
    ['null where something is needed', PERFORM, perform({ prompt: null })],
  ])('%s', async (_what, document, wrong) => {
    const { errors } = await client.ask(document, { input: { projectId, ...wrong } });
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(errors?.[0]?.message).toMatch(/^Variable "\$input"/);
  });
});

describe('a question that cannot be answered is refused likewise', () => {
  test.each([
    ['transactions(first: 0) { nodes { id } }', 'first must be a whole number of nodes from 1 to 200'],
    ['transactions(first: 201) { nodes { id } }', 'first must be a whole number of nodes from 1 to 200'],
    ['actions(first: -1) { nodes { id } }', 'first must be a whole number of nodes from 1 to 200'],
    ['images(after: "nonsense") { nodes { id } }', 'after must be a cursor of this list of images'],
    ['images(before: "nonsense") { nodes { id } }', 'before must be a cursor of this list of images'],
    ['images(last: 0) { nodes { id } }', 'last must be a whole number of nodes from 1 to 200'],
    ['actions(last: 201) { nodes { id } }', 'last must be a whole number of nodes from 1 to 200'],
    ['transactions(first: 2, last: 3) { nodes { id } }', 'last cannot be combined with first: pass one of them'],
    [
      'transactions(filter: { from: "2026-02-02T00:00:00Z", to: "2026-01-01T00:00:00Z" }) { nodes { id } }',
      'filter.to must be later',
    ],
    ['grants(first: 201) { id }', 'first must be a whole number of nodes from 1 to 200'],
    ['grants(after: "grt_00000000000000000000000000") { id }', 'after must be the id of a grant of this project'],
    ['grants(after: "nonsense") { id }', 'after'],
    ['balanceAt(time: "2999-01-01T00:00:00Z")', 'time must not be in the future'],
    ['quote(kinds: []) { credits }', 'kinds must be 1 to 1000 actions'],
    [
      'usage(from: "2026-01-01T00:00:00Z", to: "2026-01-01T00:00:00Z", interval: DAY) { credits }',
      'to must be later than from',
    ],
    [
      'usage(from: "2000-01-01T00:00:00Z", to: "2026-01-01T00:00:00Z", interval: HOUR) { credits }',
      'interval gives more than 2000',
    ],
    [
      'usage(from: "2026-01-01T00:00:00Z", to: "2026-02-01T00:00:00Z", interval: DAY, timeZone: "Mars/Olympus") { credits }',
      'timeZone must be',
    ],
  ])('project { %s }', async (field, message) => {
    const { errors } = await client.ask(`{ project(id: "${projectId}") { ${field} } }`);
    expect(errors?.[0]).toMatchObject({
      message: expect.stringContaining(message),
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });

  test.each([
    ['{ project(id: "prj_short") { id } }'],
    ['{ action(id: "prj_00000000000000000000000000") { id } }'],
    ['{ node(id: "") { id } }'],
    ['{ node(id: "xyz_00000000000000000000000000") { id } }'],
    ['{ node(id: "txn_0000000000000000000000000000000000") { id } }'],
    ['{ projects(search: "a\\u0000b") { nodes { id } } }'],
  ])('%s', async (query) => {
    expect(await client.codeOf(query)).toBe('BAD_USER_INPUT');
  });

  test('a cursor of another project, and one of another list, are refused', async () => {
    const other = await studio.newProject(client, 5);
    const { data } = await client.ask<{ project: { transactions: { pageInfo: { endCursor: string } } } }, object>(
      `{ project(id: "${other}") { transactions { pageInfo { endCursor } } } }`,
    );
    const cursor = data?.project.transactions.pageInfo.endCursor ?? '';
    for (const list of ['transactions', 'actions']) {
      expect(
        await client.codeOf(`{ project(id: "${projectId}") { ${list}(after: "${cursor}") { nodes { id } } } }`),
      ).toBe('BAD_USER_INPUT');
    }
  });
});

test('all of these have written nothing', async () => {
  const { data } = await client.ask<{ project: object }, object>(
    `{ project(id: "${projectId}") { name balance sequence actions { nodes { id } } images { nodes { id } } } }`,
  );
  expect(data?.project).toEqual({
    name: 'Necklace spring',
    balance: 1000,
    sequence: 1,
    actions: { nodes: [] },
    images: { nodes: [] },
  });
});
