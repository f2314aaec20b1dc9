import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { until } from '../../support/until.ts';
import { type Attacked, expectUnharmed, startAttacked } from './bystander.ts';
import { BareSocket } from './bare-socket.ts';

let attacked: Attacked;
let socket: BareSocket;

beforeAll(async () => {
  const limits = {
    LIMIT_SUBSCRIPTIONS_PER_SOCKET: '3',
    LIMIT_SOCKETS_PER_CREDENTIAL: '2',
    LIMIT_SOCKET_INIT_SECONDS: '1',
  };
  attacked = await startAttacked({ variables: limits });
});
afterAll(() => attacked.close());

const open = () => BareSocket.open(attacked.studio.url);
const letIn = () => BareSocket.letIn(attacked.studio.url, attacked.authorization);
const init = () => ({ type: 'connection_init', payload: { authorization: attacked.authorization } });
const subscribe = (id: string, query = '{ viewer { name } }') => ({ type: 'subscribe', id, payload: { query } });
const watch = (id: string) =>
  subscribe(id, `subscription { balanceChanged(projectId: "${attacked.projectId}") { balance } }`);

const deepList = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
const withVariable = (json: string) =>
  `{"type":"subscribe","id":"1","payload":{"query":"query ($a: ID!) { node(id: $a) { id } }","variables":{"a":${json}}}}`;
const deepVariables = (depth: number) => withVariable(deepList(depth));

describe('a message that is not of the protocol closes the socket with 4400', () => {
  beforeEach(async () => {
    socket = await letIn();
  });
  afterEach(() => socket.leave());

  test.each<[string, object | string | Buffer]>([
    ['no JSON', '{"type":'],
    ['nothing', ''],
    ['text in JSON', '"ping"'],
    ['null', 'null'],
    ['a list', [{ type: 'ping' }]],
    ['no type', {}],
    ['an unknown type', { type: 'start', id: '1', payload: {} }],
    ['a type of the prototype', { type: '__proto__' }],
    ['a type of the server, connection_ack', { type: 'connection_ack' }],
    ['a type of the server, next', { type: 'next', id: '1', payload: {} }],
    ['a type of the server, error', { type: 'error', id: '1', payload: [{ message: 'x' }] }],
    ['subscribe without id', { type: 'subscribe', payload: { query: '{ viewer { name } }' } }],
    ['subscribe with an empty id', subscribe('')],
    ['subscribe with a number for an id', { ...subscribe(''), id: 1 }],
    ['subscribe without payload', { type: 'subscribe', id: '1' }],
    ['subscribe whose query is a document', { type: 'subscribe', id: '1', payload: { query: { kind: 'Document' } } }],
    [
      'subscribe whose variables are a list',
      { type: 'subscribe', id: '1', payload: { query: '{ a }', variables: [] } },
    ],
    ['complete without id', { type: 'complete' }],
    ['ping whose payload is text', { type: 'ping', payload: 'x' }],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00])],
    ['an id of 5 KB', subscribe('é'.repeat(5_000))],
    ['an id of 5 KB to complete', { type: 'complete', id: 'é'.repeat(5_000) }],
    ['an id with half of a surrogate pair', subscribe('a\ud800')],
    ['a ping of 60,000 lists in one another', `{"type":"ping","payload":{"a":${deepList(60_000)}}}`],
    ['a pong of 60,000 lists in one another', `{"type":"pong","payload":{"a":${deepList(60_000)}}}`],
    ['variables of 60,000 lists in one another', deepVariables(60_000)],
    ['variables of 65 lists in one another', deepVariables(65)],
    ['variables of 30,000 objects in one another', withVariable(`${'{"a":'.repeat(30_000)}1${'}'.repeat(30_000)}`)],
    ['an id of 60,000 lists in one another', `{"type":"complete","id":${deepList(60_000)}}`],
    ['60,000 lists in one another', deepList(60_000)],
  ])('%s', async (_what, message) => {
    const closed = await attacked.beside(() => (socket.say(message), socket.closed));
    expect(closed).toMatch(/^4400 ./);
  });

  test('messages after it are ignored', async () => {
    const mutation = `mutation { archiveProject(id: "${attacked.projectId}") { id } }`;
    const closed = await attacked.beside(() => (socket.say('{'), socket.say(subscribe('1', mutation)), socket.closed));
    expect(closed).toMatch(/^4400 /); // that nothing has been archived, the last test sees
  });
});

describe('a socket is closed', () => {
  afterEach(() => socket.leave());

  test.each<[string, () => Promise<BareSocket>, () => readonly (object | string)[], RegExp]>([
    ['an operation before connection_init', open, () => [subscribe('1')], /^4401 Unauthorized/],
    ['an operation right after connection_init', open, () => [init(), subscribe('1')], /^4401 Unauthorized/],
    ['connection_init twice', letIn, () => [init()], /^4429 Too many initialisation/],
    ['no credential', open, () => [{ type: 'connection_init' }], /^4403 Forbidden/],
    [
      'a credential that is not known',
      open,
      () => [{ type: 'connection_init', payload: { authorization: 'Bearer dkr_x' } }],
      /^4403 Forbidden/,
    ],
    [
      'a credential that is no text',
      open,
      () => [{ type: 'connection_init', payload: { authorization: { a: 1 } } }],
      /^4403 Forbidden/,
    ],
    [
      'a credential of the prototype',
      open,
      () => ['{"type":"connection_init","payload":{"__proto__":{"authorization":"Bearer x"}}}'],
      /^4403 Forbidden/,
    ],
    ['an id that is in use', letIn, () => [watch('1'), subscribe('1')], /^4409 Subscriber for 1 already exists/],
    [
      'an id in use whose bytes a reason has no room for',
      letIn,
      () => [watch('é'.repeat(128)), subscribe('é'.repeat(128))],
      /^4409 Subscriber for é+/,
    ],
    [
      'too many messages before connection_init',
      open,
      () => Array.from({ length: 17 }, () => ({ type: 'ping' })),
      /^4401 Send connection_init/,
    ],
    [
      'a large message',
      letIn,
      () => [subscribe('1', `#${'x'.repeat(300_000)}`)],
      /^1009 .*LIMIT_MESSAGE_BYTES, 262144/,
    ],
    ['a large ping', letIn, () => [{ type: 'ping', payload: { text: 'x'.repeat(300_000) } }], /^1009 /],
    ['a large variable', letIn, () => [withVariable(`"${'x'.repeat(300_000)}"`)], /^1009 /],
    ['a large message before connection_init', open, () => [subscribe('1', `#${'x'.repeat(300_000)}`)], /^1009 /],
    ['a very large message', letIn, () => [subscribe('1', `#${'x'.repeat(3_000_000)}`)], /^1009$/],
    ['no connection_init in time', open, () => [{ type: 'ping' }], /^4408 Connection initialisation timeout/],
  ])('%s', async (_what, connect, messages, code) => {
    const closed = await attacked.beside(async () => {
      socket = await connect();
      for (const message of messages()) socket.say(message);
      return socket.closed;
    });
    expect(closed).toMatch(code);
  });

  test('no protocol', async () => {
    const closed = await attacked.beside(async () => {
      socket = await BareSocket.open(attacked.studio.url, { protocol: null });
      return socket.closed;
    });
    expect(closed).toMatch(/^4406 Subprotocol not acceptable/);
  });
});

test.each([
  ['text of 200 KB', JSON.stringify('x'.repeat(200_000))],
  ['a number of 200,000 digits', '9'.repeat(200_000)],
  ['a list of 100,000 numbers', `[${'1,'.repeat(99_999)}1]`],
  ['an object of 20,000 fields', `{${Array.from({ length: 20_000 }, (_, n) => `"${n}":1`).join()}}`],
])('a variable that is %s ends its operation alone', async (_what, json) => {
  socket = await letIn();
  socket.say(withVariable(json));
  const refused = await attacked.beside(() => socket.hear('next', 'error'));
  expect(JSON.stringify(refused.payload)).toMatch(/"code":"(BAD_USER_INPUT|NOT_FOUND)"|"node":null/);
  expect(JSON.stringify(refused).length).toBeLessThan(3 * json.length); // graphql-js repeats an object twice
  socket.subscribe('2', '{ __typename }');
  expect(await socket.hear('next', 'error')).toMatchObject({ type: 'next', id: '2' });
  await socket.leave();
});

describe('a client that exceeds a limit', () => {
  test('of operations on a socket is refused the last with RATE_LIMITED, until one is complete', async () => {
    socket = await letIn();
    await attacked.beside(async () => {
      for (const id of ['1', '2', '3']) {
        socket.say(watch(id));
        await socket.hear('next');
      }
      socket.say(watch('4'));
      expect(await socket.hear('error')).toMatchObject({
        id: '4',
        payload: [{ extensions: { code: 'RATE_LIMITED', limit: { name: 'LIMIT_SUBSCRIPTIONS_PER_SOCKET', max: 3 } } }],
      });
      socket.say({ type: 'complete', id: '2' });
      socket.say(watch('5'));
      expect(await socket.hear('next', 'error')).toMatchObject({ type: 'next', id: '5' });
    });
    await socket.leave();
  });

  test('of sockets has the last closed with 4429, until one is gone', async () => {
    const both = [await letIn(), await letIn()];
    const third = await open();
    third.say(init());
    expect(await attacked.beside(() => third.closed)).toBe('4429 LIMIT_SOCKETS_PER_CREDENTIAL is 2');
    await both[0]?.leave();
    socket = await until(() => letIn().catch(() => null)); // the server learns a moment later that it is gone
    await Promise.all([both[1]?.leave(), socket.leave()]);
  });
});

test('a client that does not read is not read from until it continues, and then misses nothing', async () => {
  socket = await letIn();
  const { socket: bare } = socket;
  bare.pause();
  const count = 100;
  for (let i = 0; i < count; i += 1) socket.say({ type: 'ping', payload: { i, text: 'x'.repeat(200_000) } });
  for (let i = 0; i < 10; i += 1) await attacked.beside(async () => undefined);
  expect(bare.bufferedAmount).toBeGreaterThan(5_000_000); // of 20 MB
  bare.resume();
  for (let i = 0; i < count; i += 1) expect(await socket.hear('pong')).toMatchObject({ payload: { i } });
  await socket.leave();
});

test('the server is unharmed by all of this', () => expectUnharmed(attacked));
