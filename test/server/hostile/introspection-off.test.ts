import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Attacked, expectUnharmed, startAttacked } from './bystander.ts';
import { BareSocket } from './bare-socket.ts';

let attacked: Attacked;
let socket: BareSocket;

beforeAll(async () => {
  attacked = await startAttacked({ variables: { INTROSPECTION: 'off' } });
  socket = await BareSocket.letIn(attacked.studio.url, attacked.authorization);
});
afterAll(async () => {
  await socket.leave();
  await attacked.close();
});

async function errorsOf(query: string, variables: object = {}): Promise<readonly { extensions: object }[]> {
  const { authorization } = attacked;
  const response = await fetch(`${attacked.studio.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization },
    body: JSON.stringify({ query, variables }),
  });
  expect(response.status).toBe(400);
  const { errors } = (await response.json()) as { errors: readonly { extensions: object }[] }; // it is refused
  socket.subscribe('1', query, variables);
  const { type, payload } = await socket.hear('error', 'next');
  expect(type === 'error' ? payload : (payload as { errors: unknown }).errors).toEqual(errors);
  return errors;
}

describe('with INTROSPECTION=off the schema is not disclosed, over HTTP and WebSocket alike', () => {
  test.each([
    ['__schema', '{ __schema { types { name } } }'],
    ['__type', '{ __type(name: "Query") { name } }'],
    ['by an alias', '{ viewer: __schema { queryType { name } } }'],
    ['by a fragment', '{ ...F } fragment F on Query { __type(name: "Query") { fields { name } } }'],
    ['by an inline fragment', '{ ... on Query { ... { __schema { types { name } } } } }'],
    ['beside a question', '{ viewer { name } __schema { types { name } } }'],
  ])('%s', async (_what, query) => {
    const errors = await attacked.beside(() => errorsOf(query));
    expect(errors[0]).toMatchObject({
      message: expect.stringContaining('introspection has been disabled'),
      extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
    });
  });

  test.each([
    ['a field', '{ project { id } viewe { name } }', {}],
    ['a type', '{ node(id: "a") { ... on Projec { id } } }', {}],
    ['an argument', '{ projects(firs: 1) { nodes { id } } }', {}],
    [
      'a field of a variable',
      'mutation ($v: CreateProjectInput!) { createProject(input: $v) { id } }',
      { v: { name: 'x', lowBalanceTreshold: 1 } },
    ],
    [
      'a word of a variable',
      'query ($v: [ActionKind!]!) { project(id: "a") { quote(kinds: $v) { credits } } }',
      { v: ['PROMT'] },
    ],
  ])('nor by the way: a mistake in %s suggests nothing', async (_what, query, variables) => {
    expect(JSON.stringify(await attacked.beside(() => errorsOf(query, variables)))).not.toContain('Did you mean');
  });
});

test('the server is unharmed by all of this', () => expectUnharmed(attacked));
