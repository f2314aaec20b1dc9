import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'graphql';
import { type Attacked, expectUnharmed, startAttacked } from './bystander.ts';
import { BareSocket } from './bare-socket.ts';
import { cyclicFragments, nested, NESTED_LISTS, TANGLE, times } from './documents.ts';

let attacked: Attacked;
let socket: BareSocket;

beforeAll(async () => {
  attacked = await startAttacked();
  socket = await BareSocket.letIn(attacked.studio.url, attacked.authorization);
});
afterAll(async () => {
  await socket.leave();
  await attacked.close();
});

interface Refusal {
  readonly message: string;
  readonly extensions: { readonly code: string; readonly limit?: { readonly name: string } };
}

/** Variables are JSON already: some are nested too deeply to be written by JSON.stringify. */
function payloadOf(query: string, variables: string): string {
  return `{"query":${JSON.stringify(query)},"variables":${variables}}`;
}

async function overHttp(query: string, variables: string): Promise<{ status: number; errors: readonly Refusal[] }> {
  const response = await fetch(`${attacked.studio.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: attacked.authorization },
    body: payloadOf(query, variables),
  });
  const { errors } = (await response.json()) as { errors: readonly Refusal[] }; // it is refused
  return { status: response.status, errors };
}

/** An operation is refused before it runs by `error`, by its variables as a result. */
async function overSocket(query: string, variables: string): Promise<readonly Refusal[]> {
  socket.say(`{"type":"subscribe","id":"1","payload":${payloadOf(query, variables)}}`);
  const refused = await socket.hear('error', 'next');
  const payload = refused.payload as readonly Refusal[] | { readonly errors: readonly Refusal[] };
  return 'errors' in payload ? payload.errors : payload;
}

async function expectRefusal(query: string, variables: string, code: string, limit: string | null): Promise<void> {
  const [http, errors] = await attacked.beside(async () => [
    await overHttp(query, variables),
    await overSocket(query, variables),
  ]);
  expect(http.status).toBe(400);
  expect(errors).toEqual(http.errors);
  expect(http.errors[0]?.extensions.code).toBe(code);
  expect(http.errors[0]?.extensions.limit?.name ?? null).toBe(limit);
  if (limit !== null) expect(http.errors[0]?.message).toContain(limit);
  expect(JSON.stringify(http.errors)).not.toMatch(/node_modules|\bat \w|"http"|call stack/);
}

const DEEP = 'project { actions { nodes { '.repeat(5);

describe('over HTTP and over WebSocket alike, a document beyond a limit is refused by its name', () => {
  test.each<[string, string, string]>([
    ['deep', nested(20), 'LIMIT_DEPTH'],
    [
      'deep by fragments',
      `{ ...F } ${times(15, (i) => `fragment F${i || ''} on Query { a { ...F${i + 1} } }`)} fragment F15 on Query { a }`,
      'LIMIT_DEPTH',
    ],
    ['deep by inline fragments', `{ node(id: "a") { ... on Action { ${DEEP} id ${'}'.repeat(15)} } } }`, 'LIMIT_DEPTH'],
    ['deep in a cycle of fragments', TANGLE, 'LIMIT_DEPTH'],
    ['long', `{ projects { nodes { ${'id '.repeat(5_000)} } } }`, 'LIMIT_TOKENS'],
    ['long, of variables', `query (${times(2_000, (i) => `$v${i}: Int`)}) { viewer { name } }`, 'LIMIT_TOKENS'],
    ['of aliases', `{ ${times(60, (i) => `a${i}: viewer { name }`)} }`, 'LIMIT_ALIASES'],
    [
      'of aliased mutations',
      `mutation { ${times(60, (i) => `a${i}: archiveProject(id: "prj_${i}") { id }`)} }`,
      'LIMIT_ALIASES',
    ],
    ['of directives', `{ viewer ${'@skip(if: true) '.repeat(60)} { name } }`, 'LIMIT_DIRECTIVES'],
    [
      'of directives on fragments',
      `{ ${times(60, () => '... @include(if: true) { viewer { name } }')} }`,
      'LIMIT_DIRECTIVES',
    ],
    [
      'of nested connections',
      '{ projects(first: 200) { nodes { actions(first: 200) { nodes { id kind status } } } } }',
      'LIMIT_COST',
    ],
    [
      'of connections without first',
      '{ projects { nodes { actions { nodes { project { images { nodes { id } } } } } } } }',
      'LIMIT_COST',
    ],
    ['of a great first', '{ projects(first: 2000000000) { nodes { id } } }', 'LIMIT_COST'],
    [
      'of lists by fragments',
      `{ ...F ...F ...F } fragment F on Query { ...G ...G ...G } fragment G on Query { projects(first: 200) { nodes { actions(first: 100) { nodes { id } } } } }`,
      'LIMIT_COST',
    ],
    [
      'of fragments spread twice, 300 times over',
      `{ ...F0 } ${times(300, (i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`)} fragment F300 on Query { viewer { name } }`,
      'LIMIT_COST',
    ],
    [
      'of introspection by aliases',
      `{ ${times(40, (i) => `a${i}: __schema { types { fields { args { name type { name } } } } }`)} }`,
      'LIMIT_COST',
    ],
  ])('%s', (_what, query, limit) => expectRefusal(query, '{}', 'GRAPHQL_VALIDATION_FAILED', limit));

  test.each([
    ['200', 200, '{ nodes { actions(first: 200) { nodes { id status kind } } } }'],
    ['beyond 32 bits', 99_999_999_999, '{ nodes { id } }'],
    ['beyond all numbers', 1e300, '{ nodes { id } }'],
  ])('costly by a variable that is %s', (_what, first, inside) =>
    expectRefusal(
      `query ($n: Int) { projects(first: $n) ${inside} }`,
      `{"n":${first}}`,
      'GRAPHQL_VALIDATION_FAILED',
      'LIMIT_COST',
    ),
  );
});

describe('a document that no limit counts is refused all the same', () => {
  test.each([
    ['the same field everywhere', `{ projects { nodes { ${'id '.repeat(3_900)} } } }`, 'GRAPHQL_VALIDATION_FAILED'],
    [
      'the same list everywhere',
      `{ ${'projects(first: 1) { nodes { id } } '.repeat(320)} nonsense }`,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['lists in lists', NESTED_LISTS, 'GRAPHQL_PARSE_FAILED'],
    [
      'inline fragments in inline fragments',
      `{ ${'... { '.repeat(600)}viewer { name } ${'} '.repeat(600)}}`,
      'GRAPHQL_PARSE_FAILED',
    ],
    ['one that ends too soon', '{ projects { nodes {', 'GRAPHQL_PARSE_FAILED'],
    ['one of NUL', '{ \u0000 }', 'GRAPHQL_PARSE_FAILED'],
    ['one of half a character', '{ projects(search: "\ud83d") { nodes \ud83d { id } } }', 'GRAPHQL_PARSE_FAILED'],
    ['a fragment that spreads itself', cyclicFragments(1), 'GRAPHQL_VALIDATION_FAILED'],
    ['2 fragments that spread each other', cyclicFragments(2), 'GRAPHQL_VALIDATION_FAILED'],
    ['3 fragments that spread each other', cyclicFragments(3), 'GRAPHQL_VALIDATION_FAILED'],
    [
      'the schema in a circle',
      '{ __schema { types { fields { type { fields { type { fields { type { name } } } } } } } } }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['several without a name', '{ viewer { name } } { viewer { name } }', 'GRAPHQL_VALIDATION_FAILED'],
    [
      'several, and none is named',
      'query A { viewer { name } } query B { viewer { name } }',
      'OPERATION_RESOLUTION_FAILURE',
    ],
    ['only fragments', 'fragment F on Query { viewer { name } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['fields that do not exist', `{ ${times(900, (i) => `nonsense${i}`)} }`, 'GRAPHQL_VALIDATION_FAILED'],
    ['@defer', '{ ... @defer { viewer { name } } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['@stream', '{ projects { nodes @stream { id } } }', 'GRAPHQL_VALIDATION_FAILED'],
    [
      'a variable in the wrong place',
      'query ($n: String) { projects(first: $n) { nodes { id } } }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
  ])('%s', (_what, query, code) => expectRefusal(query, '{}', code, null));
});

test('lists in lists are refused alike once V8 has compiled the parser, which then reads them', async () => {
  const text = `{ projects(search: ${'['.repeat(300)}${']'.repeat(300)}) { nodes { id } } }`;
  for (let count = 0; count < 3_000; count += 1) parse(text);
  await expectRefusal(NESTED_LISTS, '{}', 'GRAPHQL_PARSE_FAILED', null);
});

describe('variables of the wrong kind are refused with BAD_USER_INPUT', () => {
  const FIRST = 'query ($v: Int) { projects(first: $v) { nodes { id } } }';
  const SEARCH = 'query ($v: String) { projects(search: $v) { nodes { id } } }';
  const INPUT = 'mutation ($v: PerformPromptInput!) { performPrompt(input: $v) { __typename } }';

  test.each([
    ['text where a number is', FIRST, '"NaN"'],
    ['a fraction', FIRST, '0.5'],
    ['200 KB of text where a number is', FIRST, `"${'x'.repeat(200_000)}"`],
    ['null where something is needed', INPUT, 'null'],
    ['a field of the prototype', INPUT, '{"toString":1,"hasOwnProperty":1}'],
  ])('%s', (_what, query, v) => expectRefusal(query, `{"v":${v}}`, 'BAD_USER_INPUT', null));

  test.each([
    ['lists in lists', FIRST, `${'['.repeat(50_000)}${']'.repeat(50_000)}`],
    ['objects in objects', SEARCH, `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`],
  ])('%s; a WebSocket is closed before they are read', async (_what, query, v) => {
    const own = await BareSocket.letIn(attacked.studio.url, attacked.authorization);
    const [http, closed] = await attacked.beside(async () => {
      own.say(`{"type":"subscribe","id":"1","payload":${payloadOf(query, `{"v":${v}}`)}}`);
      return [await overHttp(query, `{"v":${v}}`), await own.closed] as const;
    });
    expect([http.status, http.errors[0]?.extensions.code]).toEqual([400, 'BAD_USER_INPUT']);
    expect(closed).toBe('4400 Nested deeper than LIMIT_MESSAGE_DEPTH, 64');
  });
});

test('the server is unharmed by all of this', () => expectUnharmed(attacked));
