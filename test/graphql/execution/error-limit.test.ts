import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { openClient } from '../../../src/database/open-client.ts';
import type { GraphqlClient } from '../../support/graphql-client.ts';
import { performPrompt } from '../../support/operations.ts';
import { startStudio, type Studio } from '../../support/studio.ts';

const ACTIONS = 150;

let studio: Studio;
let client: GraphqlClient;
let other: Client;
let query: string;

beforeAll(async () => {
  studio = await startStudio({ workers: 0 });
  client = await studio.client();
  other = await openClient(studio.databaseUrl);
  const projectId = await studio.newProject(client, 5 * ACTIONS);
  const perform = () =>
    client.send(performPrompt, { input: { projectId, idempotencyKey: randomUUID(), prompt: 'a ring' } });
  await Promise.all(Array.from({ length: ACTIONS }, perform));
  query = `{ project(id: "${projectId}") { transactions(first: 200, filter: { kinds: [CHARGE] }) { nodes { action { id } } } } }`;
});
afterAll(async () => {
  await other.end();
  await studio.stop();
});

/** While the table of actions cannot be read, the action of every line has an error of its own. */
async function withoutActions<Result>(act: () => Promise<Result>): Promise<Result> {
  await other.query('alter table actions rename to actions_away');
  try {
    return await act();
  } finally {
    await other.query('alter table actions_away rename to actions');
  }
}

test('a result over HTTP or WebSocket has its first hundred errors and a count of the others', async () => {
  const [http, overSocket] = await withoutActions(() => Promise.all([client.ask(query), client.askOnSocket(query)]));
  expect(http.errors).toHaveLength(101);
  expect(new Set(http.errors?.slice(0, 100).map(({ extensions }) => extensions.code))).toEqual(
    new Set(['INTERNAL_SERVER_ERROR']),
  );
  expect(http.errors?.at(-1)).toEqual({
    message: `${ACTIONS - 100} more errors are omitted after the first 100. Request fewer objects at a time.`,
    extensions: { code: 'BAD_USER_INPUT', omittedErrors: ACTIONS - 100 },
  });
  expect(overSocket.errors).toHaveLength(101);
  expect(overSocket.errors?.at(-1)).toEqual(http.errors?.at(-1));
});

test('a result with at most a hundred errors has all of them', async () => {
  const few = query.replace('first: 200', 'first: 100');
  const { errors } = await withoutActions(() => client.ask(few));
  expect(errors).toHaveLength(100);
});
