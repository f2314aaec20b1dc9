import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { connectTo, type RawConnection } from '../../images/raw-http.ts';
import { type Attacked, expectUnharmed, startAttacked } from './bystander.ts';

let attacked: Attacked;

beforeAll(async () => {
  attacked = await startAttacked({
    variables: {
      LIMIT_HEADER_SECONDS: '1',
      LIMIT_BODY_SECONDS: '1',
      LIMIT_BODIES_BYTES: '1048576',
    },
  });
});
afterAll(() => attacked.close());

const HOST = 'host: 127.0.0.1\r\n';
const POST = `POST /graphql HTTP/1.1\r\n${HOST}content-type: application/json\r\n`;
const QUERY = '{"query":"{__typename}"}';
const UPGRADE = [
  'GET /graphql HTTP/1.1',
  'host: studio.example.com',
  'connection: upgrade',
  'upgrade: websocket',
  'sec-websocket-version: 13',
  'sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==',
  'sec-websocket-protocol: graphql-transport-ws',
  '\r\n',
].join('\r\n');

async function say(text: string | Buffer): Promise<RawConnection> {
  const connection = await connectTo(attacked.port);
  connection.send(text);
  return connection;
}

describe('invalid requests are refused, and their connections are closed', () => {
  test.each<[string, string, RegExp]>([
    ['nonsense', 'GIVE ME EVERYTHING\r\n\r\n', /^HTTP\/1.1 400 .*"BAD_REQUEST"/s],
    ['TLS', '\x16\x03\x01\x02\x00\x01\x00', /^HTTP\/1.1 400 .*"BAD_REQUEST"/s],
    ['another version', `GET /healthz HTTP/9.9\r\n${HOST}\r\n`, /^HTTP\/1.1 400 .*"BAD_REQUEST"/s],
    ['HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', /^HTTP\/1.1 400 .*"BAD_REQUEST"/s],
    ['no host', 'GET /healthz HTTP/1.1\r\n\r\n', /^HTTP\/1.1 400 /],
    ['NUL in a header', `GET /healthz HTTP/1.1\r\n${HOST}x: a\0b\r\n\r\n`, /^HTTP\/1.1 400 .*"BAD_REQUEST"/s],
    [
      'a header over two lines',
      `GET /healthz HTTP/1.1\r\n${HOST}x: a\r\n b\r\n\r\n`,
      /^HTTP\/1.1 400 .*"BAD_REQUEST"/s,
    ],
    [
      'a header of 20 KB',
      `GET /healthz HTTP/1.1\r\n${HOST}x: ${'a'.repeat(20_000)}\r\n\r\n`,
      /^HTTP\/1.1 431 .*16384 bytes/s,
    ],
    [
      '3,000 headers',
      `GET /healthz HTTP/1.1\r\n${HOST}${'x: y\r\n'.repeat(3_000)}\r\n`,
      /^HTTP\/1.1 431 .*16384 bytes/s,
    ],
    ['an address of 20 KB', `GET /${'a'.repeat(20_000)} HTTP/1.1\r\n${HOST}\r\n`, /^HTTP\/1.1 431 .*16384 bytes/s],
    ['two lengths', `${POST}content-length: 4\r\ncontent-length: 5\r\n\r\n`, /^HTTP\/1.1 400 .*"BAD_REQUEST"/s],
    [
      'a length and chunks',
      `${POST}content-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`,
      /^HTTP\/1.1 400 .*"BAD_REQUEST"/s,
    ],
    ['a negative length', `${POST}content-length: -1\r\n\r\n`, /^HTTP\/1.1 400 .*"BAD_REQUEST"/s],
    ['chunks of nonsense', `${POST}transfer-encoding: chunked\r\n\r\nnonsense\r\n`, /400 .*"BAD_REQUEST"/s],
    [
      'chunks beyond LIMIT_BODY_BYTES',
      `${POST}transfer-encoding: chunked\r\n\r\n${`4000\r\n${'x'.repeat(0x4000)}\r\n`.repeat(20)}`,
      /^HTTP\/1.1 413 .*"LIMIT_BODY_BYTES"/s,
    ],
  ])('%s', async (_what, text, response) => {
    expect(await attacked.beside(async () => (await say(text)).everything())).toMatch(response);
  });
});

describe('a slow client', () => {
  test('is refused with 408 and the name of the limit', async () => {
    const beginnings = {
      'with the headers': `GET /healthz HTTP/1.1\r\n${HOST}`,
      'with anything': '',
      'with the body': `${POST}content-length: 100\r\n\r\n{"query"`,
      'with the chunks': `${POST}transfer-encoding: chunked\r\n\r\n4\r\n{"qu\r\n`,
      'with the body of a PUT': `${POST.replace('POST', 'PUT')}content-length: 100\r\n\r\n{`,
    };
    const responses = await attacked.beside(() =>
      Promise.all(
        Object.entries(beginnings).map(async ([what, text]) => [what, await (await say(text)).everything()] as const),
      ),
    );
    const header = /^HTTP\/1.1 408 .*"The headers took longer than LIMIT_HEADER_SECONDS, 1\./s;
    const body = /^HTTP\/1.1 408 .*connection: close.*{"name":"LIMIT_BODY_SECONDS","max":1}/s;
    expect(Object.fromEntries(responses)).toEqual({
      'with the headers': expect.stringMatching(header),
      'with anything': expect.stringMatching(header),
      'with the body': expect.stringMatching(body),
      'with the chunks': expect.stringMatching(body),
      'with the body of a PUT': expect.stringMatching(body),
    });
  });

  const unread = [
    `POST /graphql HTTP/1.1\r\n${HOST}content-type: text/plain\r\n`,
    `GET /graphql?query={__typename} HTTP/1.1\r\n${HOST}content-type: application/json\r\n`,
    `POST /nowhere HTTP/1.1\r\n${HOST}`,
    `GET /healthz HTTP/1.1\r\n${HOST}`,
    `PUT /uploads/x HTTP/1.1\r\n${HOST}`,
  ];

  test('keeps the connection if the response did not need the whole body', async () => {
    const left = await Promise.all(
      unread.map((head) => say(`${head}content-length: 100000\r\n\r\n${'x'.repeat(50_000)}`)),
    );
    for (const connection of left) await connection.upTo('\r\n\r\n');
    for (const connection of left) {
      connection.send(`${'x'.repeat(50_000)}GET /healthz HTTP/1.1\r\n${HOST}connection: close\r\n\r\n`);
      expect(await attacked.beside(() => connection.everything())).toMatch(/HTTP\/1.1 .*HTTP\/1.1 200 OK.*"alive"/s);
    }
  });

  test('is disconnected at every path, also where the body is not read', async () => {
    const heard = await attacked.beside(() =>
      Promise.all(
        unread.map(async (head) => {
          const connection = await say(`${head}content-length: 100000\r\n\r\n`);
          const drip = setInterval(() => connection.send('x'), 100);
          return connection.everything().finally(() => clearInterval(drip));
        }),
      ),
    );
    expect(heard).toEqual(unread.map(() => expect.stringMatching(/^HTTP\/1.1 \d{3} /)));
  });
});

test('of more bodies than LIMIT_BODIES_BYTES allows the oldest is refused with 503, and the newest is taken', async () => {
  const length = 262_144; // four are as many as are allowed
  // With a credential, or LIMIT_ANONYMOUS_BYTES would refuse the one that is taken.
  const beginning = `${POST}authorization: ${attacked.authorization}\r\ncontent-length: ${length}\r\n\r\n`;
  const connections: RawConnection[] = [];
  for (let n = 0; n < 5; n += 1) {
    connections.push(await say(beginning));
    await attacked.beside(async () => undefined); // by then it has been read
  }
  const [oldest, ...others] = connections;
  expect(await oldest?.everything()).toMatch(/^HTTP\/1.1 503 .*retry-after: 1.*"UNAVAILABLE".*/s);
  others.at(-1)?.send(QUERY.padEnd(length));
  expect(await others.at(-1)?.upTo('"Query"')).toMatch(/^HTTP\/1.1 200 OK/);
  for (const connection of others) connection.breakOff();
});

test('a client that disconnects during a body is forgotten, and one that ends it early gets an error', async () => {
  const [gone, ended] = await Promise.all([1, 2].map(() => say(`${POST}content-length: 100000\r\n\r\n{"query"`)));
  gone?.breakOff();
  ended?.finish();
  const heard = await attacked.beside(() => Promise.all([gone?.everything(), ended?.everything()]));
  expect(heard).toEqual(['', expect.stringMatching(/^HTTP\/1.1 400 .*"BAD_REQUEST"/s)]);
});

describe('a socket that may not be opened is refused', () => {
  test.each<[string, string, RegExp]>([
    [
      'a foreign page',
      UPGRADE.replace('\r\n\r\n', '\r\norigin: https://evil.example\r\n\r\n'),
      /^HTTP\/1.1 403 .*"FORBIDDEN".*CORS_ORIGINS/s,
    ],
    [
      'a page without an origin',
      UPGRADE.replace('\r\n\r\n', '\r\norigin: null\r\n\r\n'),
      /^HTTP\/1.1 403 .*"FORBIDDEN"/s,
    ],
    [
      'a page at another port',
      UPGRADE.replace('\r\n\r\n', '\r\norigin: http://studio.example.com:81\r\n\r\n'),
      /^HTTP\/1.1 403 .*"FORBIDDEN"/s,
    ],
    ['another path', UPGRADE.replace('/graphql', '/nowhere'), /^HTTP\/1.1 404 .*"NOT_FOUND"/s],
    ['a path below', UPGRADE.replace('/graphql', '/graphql/x'), /^HTTP\/1.1 404 .*"NOT_FOUND"/s],
    ['no key', UPGRADE.replace(/sec-websocket-key.*\r\n/, ''), /^HTTP\/1.1 400 /],
    ['another version', UPGRADE.replace('version: 13', 'version: 7'), /^HTTP\/1.1 400 /],
    ['another method', UPGRADE.replace('GET', 'POST'), /^HTTP\/1.1 405 /],
  ])('%s', async (_what, text, response) => {
    expect(await attacked.beside(async () => (await say(text)).everything())).toMatch(response);
  });

  test('of another protocol is closed with 4406', async () => {
    const connection = await say(UPGRADE.replace('graphql-transport-ws', 'graphql-ws'));
    const heard = await attacked.beside(() => connection.upTo('not acceptable'));
    expect(heard).toContain('\x88\x1c\x11\x36Subprotocol not acceptable'); // close, 28 bytes: 4406
    connection.breakOff();
  });

  test('a page of the same origin may open one', async () => {
    const own = UPGRADE.replace('\r\n\r\n', '\r\norigin: http://studio.example.com\r\n\r\n');
    const connection = await say(own);
    expect(await connection.upTo('\r\n\r\n')).toMatch(/^HTTP\/1.1 101 /);
    connection.breakOff();
  });

  test('a client that offers HTTP/2 is answered in HTTP/1.1', async () => {
    const offer = 'connection: upgrade, http2-settings\r\nupgrade: h2c\r\nhttp2-settings: AAMAAABkAARAAAAAAAIAAAAA\r\n';
    const connection = await say(`${POST}${offer}content-length: ${QUERY.length}\r\n\r\n${QUERY}`);
    expect(await connection.upTo('"Query"')).toMatch(/^HTTP\/1.1 200 OK/);
    connection.breakOff();
  });
});

describe('a frame that is none closes the socket with 1002', () => {
  test.each([
    ['unmasked', [0x81, 0x02, 0x7b, 0x7d]],
    ['with reserved bits', [0xf1, 0x80, 0, 0, 0, 0]],
    ['of an unknown kind', [0x83, 0x80, 0, 0, 0, 0]],
    ['that goes on with nothing', [0x80, 0x80, 0, 0, 0, 0]],
    ['of control in pieces', [0x09, 0x80, 0, 0, 0, 0]],
  ])('%s', async (_what, frame) => {
    const heard = await attacked.beside(async () => {
      const connection = await say(UPGRADE);
      await connection.upTo('\r\n\r\n');
      connection.send(Buffer.from(frame));
      return connection.everything();
    });
    expect(heard.split('\r\n\r\n')[1]).toBe('\x88\x02\x03\xea'); // close, 2 bytes: 1002
  });

  test('that says to be 8 exabytes long is 1009', async () => {
    const connection = await say(UPGRADE);
    await connection.upTo('\r\n\r\n');
    connection.send(Buffer.from([0x81, 0xff, 0x00, 0x1f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0]));
    expect((await attacked.beside(() => connection.everything())).split('\r\n\r\n')[1]).toBe('\x88\x02\x03\xf1');
  });
});

test('the server is unharmed by all of this', () => expectUnharmed(attacked));
