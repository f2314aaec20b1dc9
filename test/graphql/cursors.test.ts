import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { anyCharacter } from '../support/any-character.ts';
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

const LISTS = [
  ['projects', 'projects(after: $after) { nodes { id } pageInfo { endCursor } }'],
  ['projects by activity', 'projects(order: LAST_ACTIVE_FIRST, after: $after) { nodes { id } pageInfo { endCursor } }'],
  ['auditLog', 'auditLog(after: $after) { nodes { id } pageInfo { endCursor } }'],
  ['actions', 'project(id: $id) { actions(after: $after) { nodes { id } pageInfo { endCursor } } }'],
  ['transactions', 'project(id: $id) { transactions(after: $after) { nodes { id } pageInfo { endCursor } } }'],
  ['images', 'project(id: $id) { images(after: $after) { nodes { id } pageInfo { endCursor } } }'],
] as const;

/** A place in a list as somebody would make it up who knows how cursors are written. */
const ID = '01900000-0000-7000-8000-000000000000';
const madeUpPlace = fc.oneof(
  fc.bigInt({ min: 0n, max: 10n ** 16n }).map(String),
  fc.bigInt({ min: 0n, max: 10n ** 16n }).map((at) => `${at} ${ID}`),
  fc.constantFrom(
    '-1',
    '2147483647',
    '2147483648',
    '9999999999',
    '1e9',
    'NaN',
    '',
    ' ',
    ID,
    ID.toUpperCase(),
    `${ID} `,
  ),
  fc.constantFrom(`999999999999999 ${ID}`, `8640000000000001 ${ID}`, `-1 ${ID}`, `253402300800000 ${ID}`),
  fc.string({ unit: anyCharacter, maxLength: 40 }),
);

test.each(LISTS)('a forged cursor of %s is BAD_USER_INPUT, or a place in the list', async (name, selection) => {
  const query = `query ($after: String) { ${selection.replace('$id', `"${projectId}"`)} }`;
  const ask = (after: string) => client.ask<object, object>(query, { after });
  const project = await studio.app.database.prisma.project.findFirstOrThrow();
  const owners = [project.id, project.workspaceId];
  const forged = fc.oneof(
    fc
      .tuple(fc.constantFrom(...owners), madeUpPlace)
      .map(([owner, place]) => Buffer.from(`${name} ${owner} ${place}`).toString('base64url')),
    fc.string({ unit: anyCharacter, maxLength: 60 }),
    fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes).toString('base64url')),
  );
  await fc.assert(
    fc.asyncProperty(forged, async (after) => {
      const { errors } = await ask(after);
      for (const { extensions } of errors ?? []) expect(extensions.code).toBe('BAD_USER_INPUT');
    }),
    { numRuns: 150 },
  );
});
