import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createAccessToken } from '../../support/access-operations.ts';
import { createProject } from '../../support/operations.ts';
import { startStudio, type Studio } from '../../support/studio.ts';
import { BareSocket } from './bare-socket.ts';

const QUERY = '{ __typename }';

let now = Date.now();
let studio: Studio;
let authorization: string;

beforeAll(async () => {
  studio = await startStudio({
    workers: 0,
    clock: () => now,
    variables: {
      LIMIT_REQUESTS_PER_SECOND: '2',
      LIMIT_REQUEST_BURST: '3',
      LIMIT_ADDRESS_REQUESTS_PER_SECOND: '1',
      LIMIT_ADDRESS_REQUEST_BURST: '5',
      TRUSTED_PROXIES: '127.0.0.1',
      CORS_ORIGINS: 'https://shop.example.com',
    },
  });
});
afterAll(() => studio.stop());
beforeEach(async () => {
  authorization = (await studio.client()).authorization;
});

/** A request of the credential, unless another is given, from an address. */
function ask(address: string, headers: Record<string, string> = { authorization }): Promise<Response> {
  return fetch(`${studio.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': address, ...headers },
    body: JSON.stringify({ query: QUERY }),
  });
}

async function refusalOf(response: Response): Promise<object> {
  const { errors } = (await response.json()) as { errors: readonly { extensions: object }[] }; // it is refused
  return { status: response.status, retryAfter: response.headers.get('retry-after'), ...errors[0]?.extensions };
}

/** The refusal of a request that may be sent again after one second. */
const refusedBy = (limit: { name: string; max: number }) => ({
  status: 429,
  retryAfter: '1',
  code: 'RATE_LIMITED',
  retryAfterSeconds: 1,
  limit,
});

describe('a credential that asks too often', () => {
  const refused = refusedBy({ name: 'LIMIT_REQUESTS_PER_SECOND', max: 2 });

  test('is refused with 429 until its tokens come back, wherever it asks from; others are not', async () => {
    for (const address of ['10.0.0.1', '10.0.0.2', '10.0.0.3']) expect((await ask(address)).status).toBe(200);
    expect(await refusalOf(await ask('10.0.0.4'))).toEqual(refused);
    const other = await studio.client();
    expect((await ask('10.0.0.1', { authorization: other.authorization })).status).toBe(200);
    now += 499;
    expect(await refusalOf(await ask('10.0.0.4'))).toEqual(refused);
    now += 1;
    expect((await ask('10.0.0.5')).status).toBe(200);
    expect(await refusalOf(await ask('10.0.0.5'))).toEqual(refused);
  });

  test('is counted together with the tokens that it has made', async () => {
    const key = await studio.client();
    const admin = await studio.client();
    const { createProject: project } = await admin.send(createProject, { input: { name: 'Tokens' } });
    const { createAccessToken: made } = await key.send(createAccessToken, {
      input: { subject: 'maria', role: 'VIEWER', projectIds: [project.id] },
    });
    const token = `Bearer ${made.token}`;
    expect((await ask('10.0.2.1', { authorization: token })).status).toBe(200);
    const socket = await BareSocket.letIn(studio.url, token);
    socket.subscribe('1', QUERY);
    expect(await socket.hear('next', 'error')).toMatchObject({ type: 'next' });
    for (const each of [token, key.authorization]) {
      expect(await refusalOf(await ask('10.0.2.2', { authorization: each }))).toEqual(refused);
    }
    await socket.leave();
  });

  test('is counted for each operation on a socket, and its open ones go on', async () => {
    const [own, socket] = [authorization, await BareSocket.letIn(studio.url, authorization)];
    for (const id of ['1', '2', '3']) {
      socket.subscribe(id, QUERY);
      expect(await socket.hear('next', 'error')).toMatchObject({ type: 'next', id });
    }
    socket.subscribe('4', QUERY);
    expect(await socket.hear('next', 'error')).toMatchObject({
      type: 'error',
      id: '4',
      payload: [{ extensions: { code: 'RATE_LIMITED', retryAfterSeconds: 1, limit: { max: 2 } } }],
    });
    expect(await refusalOf(await ask('10.0.1.1', { authorization: own }))).toEqual(refused);
    now += 500;
    socket.subscribe('5', QUERY);
    expect(await socket.hear('next', 'error')).toMatchObject({ type: 'next', id: '5' });
    await socket.leave();
  });
});

describe('an address that asks too often', () => {
  const refused = refusedBy({ name: 'LIMIT_ADDRESS_REQUESTS_PER_SECOND', max: 1 });

  async function exhaust(address: string): Promise<void> {
    for (let i = 0; i < 5; i += 1) expect((await ask(address, {})).status).toBe(200);
  }

  test('is refused with 429, with a credential or without, at any route but the health', async () => {
    await exhaust('10.1.0.1');
    expect(await refusalOf(await ask('10.1.0.1', {}))).toEqual(refused);
    expect(await refusalOf(await ask('10.1.0.1'))).toEqual(refused);
    for (const [route, status] of Object.entries({
      '/pictures/a': 429,
      '/nowhere': 429,
      '/healthz': 200,
      '/readyz': 200,
    })) {
      expect((await fetch(studio.url + route, { headers: { 'x-forwarded-for': '10.1.0.1' } })).status).toBe(status);
    }
    expect((await ask('10.1.0.2', {})).status).toBe(200);
    now += 1_000;
    expect((await ask('10.1.0.1', {})).status).toBe(200);
  });

  test('opens no sockets either', async () => {
    await exhaust('10.1.1.1');
    const upgrade = BareSocket.open(studio.url, { headers: { 'x-forwarded-for': '10.1.1.1' } });
    await expect(upgrade).rejects.toThrow('Unexpected server response: 429');
  });

  test('gets an error that a page of an allowed origin can read', async () => {
    await exhaust('10.1.2.1');
    const { headers } = await ask('10.1.2.1', { origin: 'https://shop.example.com' });
    expect(headers.get('access-control-allow-origin')).toBe('https://shop.example.com');
    expect(headers.get('access-control-expose-headers')).toContain('retry-after');
  });

  test('cannot change its address by forwarding headers', async () => {
    const direct = await startStudio({ workers: 0, clock: () => now, variables: { LIMIT_ADDRESS_REQUEST_BURST: '2' } });
    const from = (address: string) => fetch(`${direct.url}/nowhere`, { headers: { 'x-forwarded-for': address } });
    const statuses = [await from('10.0.0.1'), await from('10.0.0.2'), await from('10.0.0.3')].map(
      ({ status }) => status,
    );
    expect(statuses).toEqual([404, 404, 429]);
    await direct.stop();
  });
});
