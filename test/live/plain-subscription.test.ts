import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type ExecutionResult, parse, subscribe } from 'graphql';
import { createContext } from '../../src/graphql/context.ts';
import { createSchema } from '../../src/graphql/schema.ts';
import type { GraphqlClient } from '../support/graphql-client.ts';
import { actionChanged, balanceChanged, grantCredits, performPrompt } from '../support/operations.ts';
import { startStudio, type Studio } from '../support/studio.ts';

const deep = `subscription ($projectId: ID!) {
  balanceChanged(projectId: $projectId, afterSequence: 0) {
    projectId balance sequence lowBalance
    transaction { id kind amount balanceAfter actor createdAt note action { id kind status prompt project { id name } } }
  }
}`;

let studio: Studio;
let client: GraphqlClient;

beforeAll(async () => {
  studio = await startStudio({ workers: 0 });
  client = await studio.client();
});
afterAll(() => studio.stop());

async function plainly(query: string, variables: Record<string, unknown>): Promise<AsyncGenerator<ExecutionResult>> {
  const { services } = studio.app;
  const viewer = await services.authenticator.viewerOf(client.authorization);
  const contextValue = createContext(services, viewer);
  const schema = await createSchema();
  const results = await subscribe({ schema, document: parse(query), variableValues: variables, contextValue });
  if (!(Symbol.asyncIterator in results)) throw new Error(JSON.stringify(results));
  return results;
}

test.each([
  ['the operation of the tests', balanceChanged.toString(), {}],
  ['replayed from the first line', balanceChanged.toString(), { afterSequence: 0 }],
  ['whatever can be reached from a line', deep, {}],
])('what is shared is what graphql-js itself would say: %s', async (_what, query, more) => {
  const projectId = await studio.newProject(client, 40);
  const variables = { projectId, ...more };
  const asks = async (each: number) => {
    const input = { projectId, idempotencyKey: `${each}`, prompt: 'a pearl on velvet' };
    await client.send(performPrompt, { input });
  };
  await asks(0);
  const sockets = await Promise.all(Array.from({ length: 5 }, () => studio.client('ADMIN')));
  const shared = sockets.map((each) => each.socket.iterate({ query, variables }));
  const plain = await plainly(query, variables);
  const read = async (from: AsyncIterator<unknown>) => JSON.parse(JSON.stringify((await from.next()).value)) as unknown;
  const firstOfPlain = await read(plain);
  for (const each of shared) expect(await read(each)).toEqual(firstOfPlain);
  const before = (firstOfPlain as { data: { balanceChanged: { sequence: number } } }).data.balanceChanged.sequence;
  for (let each = 1; each <= 3; each += 1) await asks(each);
  for (let sequence = before + 1; sequence <= 5; sequence += 1) {
    const expected = await read(plain);
    expect(expected).toMatchObject({ data: { balanceChanged: { sequence } } });
    for (const each of shared) expect(await read(each)).toEqual(expected);
  }
  await plain.return(undefined);
});

test('a plain subscription ends at once when it is stopped, also while it waits', async () => {
  const projectId = await studio.newProject(client, 40);
  const plain = await plainly(actionChanged.toString(), { projectId });
  const waiting = plain.next();
  await plain.return(undefined);
  expect(await waiting).toEqual({ done: true, value: undefined });
});

test('a slow plain reader receives every entry, however many it has missed', async () => {
  const projectId = await studio.newProject(client, 1);
  const plain = await plainly(balanceChanged.toString(), { projectId });
  const sequenceOf = async () =>
    ((await plain.next()).value as { data: { balanceChanged: { sequence: number } } }).data.balanceChanged.sequence;
  expect(await sequenceOf()).toBe(1);
  const lines = 1_200; // more than wait for a reader
  for (let round = 0; round < lines / 100; round += 1) {
    await Promise.all(
      Array.from({ length: 100 }, (_, each) =>
        client.send(grantCredits, { input: { projectId, idempotencyKey: `${round} ${each}`, credits: 1 } }),
      ),
    );
  }
  for (let sequence = 2; sequence <= lines + 1; sequence += 1) expect(await sequenceOf()).toBe(sequence);
  await plain.return(undefined);
});
