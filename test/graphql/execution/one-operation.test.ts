/** What a request asks to be run is decided before anything runs, in the same words over HTTP and WebSocket. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { GraphqlClient } from '../../support/graphql-client.ts';
import { startStudio, type Studio } from '../../support/studio.ts';

let studio: Studio;
let admin: GraphqlClient;
let projectId: string;

beforeAll(async () => {
  studio = await startStudio({ workers: 0 });
  admin = await studio.client();
  projectId = await studio.newProject(admin, 100);
});
afterAll(() => studio.stop());

interface Request {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
  readonly operationName?: string;
}

async function post(request: Request) {
  const headers = { 'content-type': 'application/json', authorization: admin.authorization };
  const response = await fetch(`${studio.url}/graphql`, { method: 'POST', headers, body: JSON.stringify(request) });
  return { status: response.status, body: (await response.json()) as object }; // as every answer is
}

const onSocket = ({ query, variables, operationName }: Request) => admin.askOnSocket(query, variables, operationName);

async function stateOfProject() {
  const { data } = await admin.ask<unknown, unknown>(
    'query ($id: ID!) { project(id: $id) { name balance sequence lowBalanceThreshold } }',
    { id: projectId },
  );
  return data;
}

const perform = (idempotencyKey: string) => ({ input: { projectId, idempotencyKey, prompt: 'a ring' } });
const PERFORM = 'mutation Perform($input: PerformPromptInput!) { performPrompt(input: $input) { __typename } }';

describe('an empty operation name', () => {
  test.each([
    ['beside one that has been run many times', PERFORM],
    ['where the one operation has no name', PERFORM.replace('Perform', '')],
  ])('is the name of no operation: nothing is run, %s', async (_where, query) => {
    for (let run = 0; run < 12; run += 1) await post({ query, variables: perform(`k${run}`) });
    const before = await stateOfProject();
    const request = { query, variables: perform('another'), operationName: '' };
    const refused = {
      errors: [{ message: 'Unknown operation named "".', extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } }],
    };
    expect(await post(request)).toEqual({ status: 400, body: refused });
    expect(await onSocket(request)).toEqual(refused);
    const address = new URL(`${studio.url}/graphql`);
    const { input } = request.variables;
    for (const [name, value] of Object.entries({ query, operationName: '', variables: JSON.stringify({ input }) })) {
      address.searchParams.set(name, value);
    }
    const headers = { authorization: admin.authorization, 'apollo-require-preflight': '1' };
    const got = await fetch(address, { headers });
    expect({ status: got.status, body: await got.json() }).toEqual({ status: 400, body: refused });
    expect(await stateOfProject()).toEqual(before);
  });

  test('costs what its document costs: nothing, and is refused before LIMIT_COST is looked at', async () => {
    const query = '{ projects(first: 100) { nodes { actions(first: 100) { nodes { transactions { id } } } } } }';
    const told = await post({ query, operationName: '' });
    expect(told.status).toBe(400);
  });
});

describe('a null in a variable whose default is to keep nulls away', () => {
  const at = (query: string, column: number, name: string, type: string) => ({
    query,
    errors: [
      {
        message: `Variable "$${name}" must not be null: "${type}" is expected here.`,
        locations: [{ line: 1, column }],
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ],
  });
  test.each([
    ['of @include', at('query($x:Boolean=true){viewer{name @include(if:$x) role}}', 48, 'x', 'Boolean!')],
    ['of @skip', at('query($x:Boolean=true){viewer{name @skip(if:$x) role}}', 45, 'x', 'Boolean!')],
    ['of @skip at the root', at('query($x:Boolean=true){viewer @skip(if:$x){name}}', 40, 'x', 'Boolean!')],
    ['of an argument', at('query($x:ID="prj_0"){project(id:$x){name}}', 33, 'x', 'ID!')],
    ['in an input', at('mutation($x:String="n"){createProject(input:{name:$x}){id}}', 51, 'x', 'String!')],
    [
      'in a fragment',
      at('query($x:Boolean=true){viewer{...F}} fragment F on Viewer{name @include(if:$x)}', 76, 'x', 'Boolean!'),
    ],
  ])('is one BAD_USER_INPUT %s, at its first run and after many', async (_where, { query, errors }) => {
    for (let run = 0; run < 12; run += 1) {
      expect(await post({ query, variables: { x: null } })).toEqual({ status: 400, body: { errors } });
      expect(await onSocket({ query, variables: { x: null } })).toEqual({ errors });
    }
  });

  test('is found before anything is written', async () => {
    const before = await stateOfProject();
    const query = `mutation($x: Boolean = true, $input: PerformPromptInput!) {
      performPrompt(input: $input) { ... on PerformedAction { replayed @include(if: $x) } }
    }`;
    const { body } = await post({ query, variables: { ...perform('with null'), x: null } });
    expect(body).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
    expect(await stateOfProject()).toEqual(before);
  });
});

test('what is left out of an input stays left out, at whichever run', async () => {
  const query =
    'mutation($id:ID!,$n:String,$t:Int){updateProject(input:{id:$id,name:$n,lowBalanceThreshold:$t}){name lowBalanceThreshold}}';
  await post({ query, variables: { id: projectId, n: 'kept', t: 7 } });
  for (let run = 0; run < 12; run += 1) {
    const updated = { name: `name ${run}`, lowBalanceThreshold: 7 };
    const { body } = await post({ query, variables: { id: projectId, n: updated.name } });
    expect(body).toEqual({ data: { updateProject: updated } });
    expect(await onSocket({ query, variables: { id: projectId } })).toEqual({ data: { updateProject: updated } });
  }
  const { body } = await post({ query, variables: { id: projectId, n: null } });
  expect(body).toMatchObject({
    errors: [{ message: 'name must not be null', extensions: { code: 'BAD_USER_INPUT' } }],
  });
  expect((await post({ query, variables: { id: projectId, t: null } })).body).toMatchObject({
    data: { updateProject: { lowBalanceThreshold: null } },
  });
});

test('__proto__ is a name like any other', async () => {
  const query = `query ($__proto__: ID!, $constructor: Boolean!) {
    __proto__: project(id: $__proto__) { __proto__: id constructor: id @include(if: $constructor) }
  }`;
  const variables = JSON.parse(`{"__proto__": ${JSON.stringify(projectId)}, "constructor": true}`);
  const data = `{"__proto__":{"__proto__":"${projectId}","constructor":"${projectId}"}}`;
  for (let run = 0; run < 12; run += 1) {
    expect(JSON.stringify((await post({ query, variables })).body)).toBe(`{"data":${data}}`);
  }
  expect(JSON.stringify(await onSocket({ query, variables }))).toBe(`{"data":${data}}`);
});

describe('@skip and @include at the root of a subscription', () => {
  const FIELD = 'balanceChanged(projectId: $id)';
  test.each([
    ['with a variable', `subscription($id:ID!,$x:Boolean!){${FIELD} @include(if:$x){balance}}`],
    ['with a nullable variable', `subscription($id:ID!,$x:Boolean=true){${FIELD} @skip(if:$x){balance}}`],
    [
      'with false',
      `subscription($id:ID!,$x:Boolean){${FIELD} @skip(if:false){balance @skip(if:$x)}}`.replace(
        'Boolean)',
        'Boolean!)',
      ),
    ],
    [
      'at a fragment',
      `subscription($id:ID!,$x:Boolean!){...F @include(if:$x)} fragment F on Subscription{${FIELD}{balance}}`,
    ],
    [
      'in a fragment',
      `subscription($id:ID!,$x:Boolean!){...F} fragment F on Subscription{...{${FIELD} @include(if:$x){balance}}}`,
    ],
  ])('are one validation error for that operation alone, %s', async (_how, query) => {
    const other = admin.socket.iterate<{ balanceChanged: { balance: number } }>({
      query: `subscription($id:ID!){${FIELD}{balance}}`,
      variables: { id: projectId },
    });
    await other.next();
    const refused = {
      errors: [
        {
          message: 'A subscription has exactly one root field: @skip and @include are not allowed there.',
          locations: [expect.anything()],
          extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
        },
      ],
    };
    const request = { query, variables: { id: projectId, x: true } };
    expect(await onSocket(request)).toEqual(refused);
    expect(await post(request)).toEqual({ status: 400, body: refused });
    await studio.newProject(admin, 1); // somebody works on; then the other subscription still hears of its project
    await admin.ask('mutation($input:GrantCreditsInput!){grantCredits(input:$input){__typename}}', {
      input: { projectId, idempotencyKey: query, credits: 1 },
    });
    expect(await other.next()).toMatchObject({ done: false });
    await other.return?.();
  });
});
