import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Attacked, expectUnharmed, startAttacked } from './bystander.ts';

let attacked: Attacked;

beforeAll(async () => {
  attacked = await startAttacked({ variables: { CORS_ORIGINS: 'https://shop.example.com' } });
});
afterAll(() => attacked.close());

const QUERY = '{"query":"{ viewer { name } }"}';

interface Attack {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
}

/** What is not said is as everybody sends it: a POST of JSON. */
async function send({ method = 'POST', path = '/graphql', headers = {}, body = QUERY }: Attack): Promise<Response> {
  const content: Record<string, string> = { 'content-type': 'application/json' };
  return fetch(attacked.studio.url + path, {
    method,
    headers: { authorization: attacked.authorization, ...(method === 'GET' ? {} : content), ...headers },
    ...(method === 'GET' ? {} : { body }),
  });
}

async function expectRefusal(attack: Attack, status: number, code: string, message: RegExp): Promise<void> {
  const response = await attacked.beside(() => send(attack));
  expect(response.status).toBe(status);
  expect(await response.json()).toMatchObject({
    errors: [{ message: expect.stringMatching(message), extensions: { code } }],
  });
}

describe('a body that is no request is refused with BAD_REQUEST', () => {
  const NOT_ONE = /must be one JSON object/;
  const NO_KEYS = /POST body missing/;

  test.each<[string, string, RegExp]>([
    ['malformed', '{"query": {{', NOT_ONE],
    ['cut off', QUERY.slice(0, -4), NOT_ONE],
    ['empty', '', NOT_ONE],
    ['a query without JSON', '{ viewer { name } }', NOT_ONE],
    ['text', '"query"', NO_KEYS],
    ['a number', '1', NO_KEYS],
    ['null', 'null', NO_KEYS],
    ['true', 'true', NO_KEYS],
    ['an object of nothing', '{}', NO_KEYS],
    ['an empty list', '[]', /batching disabled/],
    ['a list of requests', `[${QUERY},${QUERY}]`, /batching disabled/],
    ['without a query', '{"operationName":"A"}', /non-empty `query`/],
    ['whose query is a number', '{"query":1}', /must be strings/],
    ['whose query is a document in JSON', '{"query":{"kind":"Document"}}', /must be strings/],
    ['whose variables are text', '{"query":"{ viewer { name } }","variables":"{}"}', /`variables`/],
    ['whose variables are a list', '{"query":"{ viewer { name } }","variables":[1]}', /`variables`/],
    ['whose operationName is a number', '{"query":"{ viewer { name } }","operationName":1}', /`operationName`/],
    ['whose extensions are text', '{"query":"{ viewer { name } }","extensions":"x"}', /`extensions`/],
  ])('%s', (_what, body, message) => expectRefusal({ body }, 400, 'BAD_REQUEST', message));

  test('larger than LIMIT_BODY_BYTES', async () => {
    const body = `{"query":"{ viewer { name } }","variables":{"x":"${'x'.repeat(1_000_000)}"}}`;
    const response = await attacked.beside(() => send({ body }));
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({
      errors: [{ extensions: { code: 'BAD_REQUEST', limit: { name: 'LIMIT_BODY_BYTES', max: 262_144 } } }],
    });
  });
});

describe('requests that a page of another origin can send without preflight are refused', () => {
  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/xml',
    'x',
  ])('a body of %s', (type) =>
    expectRefusal({ headers: { 'content-type': type } }, 415, 'BAD_REQUEST', /content-type: application\/json/),
  );

  test.each<[string, Attack, number, RegExp]>([
    ['a GET without a header of its own', { method: 'GET', path: '/graphql?query={viewer{name}}' }, 400, /CSRF/],
    [
      'a GET of a form',
      { method: 'GET', path: '/graphql?query={viewer{name}}', headers: { 'content-type': 'text/plain' } },
      400,
      /CSRF/,
    ],
  ])('%s', (_what, attack, status, message) => expectRefusal(attack, status, 'BAD_REQUEST', message));
});

describe('a body that is not JSON in UTF-8 is refused with BAD_REQUEST', () => {
  const keyed = (byte: number) => {
    const query = 'mutation($i:PerformPromptInput!){performPrompt(input:$i){__typename}}';
    const input = { projectId: attacked.projectId, idempotencyKey: 'KEY', prompt: 'a ring' };
    const [before = '', after = ''] = JSON.stringify({ query, variables: { i: input } }).split('KEY');
    return Buffer.concat([Buffer.from(before), Buffer.from([byte]), Buffer.from(after)]);
  };

  // Both bytes would be read as U+FFFD, and the second call be a replay of the first.
  test.each([0xff, 0xfe])('an idempotency key of the byte %i', (byte) =>
    expectRefusal({ body: keyed(byte) }, 400, 'BAD_REQUEST', /not UTF-8/),
  );

  test('half a character at its end', () =>
    expectRefusal(
      { body: Buffer.from('{"query":"{__typename}","x":"é').subarray(0, -1) },
      400,
      'BAD_REQUEST',
      /UTF-8/,
    ));

  test.each(['latin1', 'utf-16', 'utf-7', '""'])('in the charset %s', (charset) =>
    expectRefusal({ headers: { 'content-type': `application/json; charset=${charset}` } }, 415, 'BAD_REQUEST', /UTF-8/),
  );

  test.each(['gzip', 'br', 'deflate', 'identity, gzip'])('compressed by %s', (encoding) =>
    expectRefusal({ headers: { 'content-encoding': encoding } }, 415, 'BAD_REQUEST', /content-encoding must be absent/),
  );

  test.each<Record<string, string>>([
    { 'content-type': 'application/json; charset="UTF-8"' },
    { 'content-encoding': 'identity' },
  ])('but not one that says what is so anyway: %j', async (headers) =>
    expect((await send({ headers })).status).toBe(200),
  );
});

describe('a request in the wrong way is refused with BAD_REQUEST', () => {
  const asked = { 'apollo-require-preflight': 'yes' };
  const subscription = 'subscription { balanceChanged(projectId: "prj_00000000000000000000000000") { balance } }';

  test.each<[string, Attack, number, RegExp]>([
    [
      'a mutation by GET',
      {
        method: 'GET',
        path: `/graphql?query=${encodeURIComponent('mutation { archiveProject(id: "a") { id } }')}`,
        headers: asked,
      },
      405,
      /only support query/,
    ],
    ['PUT', { method: 'PUT' }, 405, /GET\/POST/],
    ['DELETE', { method: 'DELETE' }, 405, /GET\/POST/],
    ['PATCH', { method: 'PATCH' }, 405, /GET\/POST/],
    [
      'variables by GET that are no JSON',
      { method: 'GET', path: '/graphql?query={viewer{name}}&variables={{', headers: asked },
      400,
      /variables/,
    ],
    [
      'the same parameter twice',
      { method: 'GET', path: '/graphql?query={viewer{name}}&query={viewer{name}}', headers: asked },
      400,
      /once/,
    ],
    ['a subscription', { body: JSON.stringify({ query: subscription }) }, 400, /WebSocket/],
    [
      'a subscription as events',
      { body: JSON.stringify({ query: subscription }), headers: { accept: 'text/event-stream' } },
      406,
      /accept/,
    ],
    ['an answer as HTML', { headers: { accept: 'text/html' } }, 406, /accept/],
    ['an answer in parts', { headers: { accept: 'multipart/mixed; incrementalSpec=v0.2' } }, 406, /accept/],
  ])('%s', (_what, attack, status, message) => expectRefusal(attack, status, 'BAD_REQUEST', message));

  test.each([
    ['that is not there', 'query A { viewer { name } }', 'B'],
    ['that is empty', '{ viewer { name } }', ''],
    ['of the prototype', 'query A { viewer { name } }', '__proto__'],
  ])('an operation %s', (_what, query, operationName) =>
    expectRefusal(
      { body: JSON.stringify({ query, operationName }) },
      400,
      'OPERATION_RESOLUTION_FAILURE',
      /Unknown operation/,
    ),
  );

  test.each([
    ['alone', {}],
    ['with a query', { query: '{ viewer { name } }' }],
  ])('the hash of a persisted query, %s', (_what, request) => {
    const extensions = { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } };
    return expectRefusal(
      { body: JSON.stringify({ ...request, extensions }) },
      200,
      'PERSISTED_QUERY_NOT_SUPPORTED',
      /./,
    );
  });
});

describe('a property name of Object.prototype is an ordinary unknown name', () => {
  test.each([
    ['__proto__', '{"query":"{ viewer { name } }","__proto__":{"isAdmin":true,"query":"{ projects { x } }"}}'],
    ['__proto__ in its variables', '{"query":"{ viewer { name } }","variables":{"__proto__":{"x":1}}}'],
    ['constructor.prototype', '{"query":"{ viewer { name } }","constructor":{"prototype":{"x":1}}}'],
  ])('%s', async (_what, body) => {
    const plain = await (await send({})).json();
    const response = await attacked.beside(() => send({ body }));
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual(plain);
    expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain('isAdmin');
  });
});

describe('a credential that is not known is refused with UNAUTHENTICATED, whatever is asked for', () => {
  test.each(['Bearer dkr_nonsense', 'Bearer a.b.c', 'Bearer', 'Basic YTpi', `Bearer ${'x'.repeat(10_000)}`, '\u00ff'])(
    '%s',
    (authorization) =>
      expectRefusal(
        { headers: { authorization }, body: '{"query":"{ __typename }"}' },
        401,
        'UNAUTHENTICATED',
        /API key/,
      ),
  );
});

describe('an id that is none is refused with BAD_USER_INPUT', () => {
  test.each([
    ['of NUL', 'prj_\0'],
    ['of half a character', 'prj_\ud800'],
    ['of 200 KB', 'x'.repeat(200_000)],
    ['of the prototype', '__proto__'],
    ['of SQL', "prj_' or 1=1 --"],
  ])('%s', (_what, id) =>
    expectRefusal(
      { body: JSON.stringify({ query: 'query ($id: ID!) { project(id: $id) { id } }', variables: { id } }) },
      200,
      'BAD_USER_INPUT',
      /must be the id of a project/,
    ),
  );
});

describe('elsewhere an error is { "error": { "code", "message" } }', () => {
  test.each<[string, Attack, number, string]>([
    ['malformed JSON to nowhere', { path: '/nowhere', body: '{' }, 404, 'NOT_FOUND'],
    ['a large body to nowhere', { path: '/nowhere', body: 'x'.repeat(1_000_000) }, 404, 'NOT_FOUND'],
    ['a body for the health', { path: '/healthz', body: '{' }, 404, 'NOT_FOUND'],
    ['a method that is not there', { path: '/pictures/a', method: 'DELETE' }, 404, 'NOT_FOUND'],
    ['an address that cannot be decoded', { path: '/%zz', method: 'GET' }, 400, 'BAD_REQUEST'],
    ['a hash of 10 KB', { path: `/pictures/${'a'.repeat(10_000)}`, method: 'GET' }, 404, 'NOT_FOUND'],
    ['a path upwards', { path: '/pictures/..%2f..%2fetc%2fpasswd', method: 'GET' }, 403, 'BAD_SIGNATURE'],
  ])('%s', async (_what, attack, status, code) => {
    const response = await attacked.beside(() => send(attack));
    expect([response.status, await response.json()]).toEqual([
      status,
      { error: { code, message: expect.any(String) } },
    ]);
  });
});

test('the server is unharmed by all of this', () => expectUnharmed(attacked));
