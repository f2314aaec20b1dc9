import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ResponseLimiter, CONCURRENT_RESPONSES_MAX } from '../../../src/engines/http/response-limiter.ts';
import { guardedFetch } from '../../../src/engines/http/guarded-fetch.ts';
import { until } from '../../support/until.ts';
import { FakeProvider } from './fake-provider.ts';

let fake: FakeProvider;
let port: string;

beforeEach(async () => {
  fake = await new FakeProvider().listen();
  ({ port } = new URL(fake.origin));
});
afterEach(() => fake.close());

/** A client whose names lead to these addresses. */
function clientOf(addresses: readonly string[]): typeof fetch {
  return guardedFetch('https://api.example', {
    resolve: (_hostname, _options, done) => {
      done(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      );
    },
  });
}

describe('the address that is connected to is the one that was judged', () => {
  test.each([
    ['a name that leads into the private network', ['127.0.0.1']],
    ['one that leads there with the second of its addresses', ['203.0.114.7', '127.0.0.1']],
    ['one that carries an address of it', ['::ffff:127.0.0.1']],
  ])('%s', async (_name, addresses) => {
    await expect(clientOf(addresses)(`http://pictures.example:${port}/pictures/0`)).rejects.toEqual(
      expect.objectContaining({
        name: 'EngineUnavailableError',
        message: 'a response names pictures.example, which is in a private network',
      }),
    );
    expect(fake.connections).toBe(0);
  });
});

test("the operator's own address is reached wherever it is, and nothing beside it", async () => {
  const client = guardedFetch(fake.origin);
  expect((await client(`${fake.origin}/pictures/none`)).status).toBe(200);
  await expect(client(`http://127.0.0.2:${port}/pictures/none`)).rejects.toThrow('in a private network');
});

test('large answers are read four at a time, each until its call has ended, and small ones pass them', async () => {
  const lane = new ResponseLimiter();
  const client = guardedFetch(fake.origin, { lane });
  const lengthOf = async (init = {}) =>
    (await (await client(`${fake.origin}/pictures/none`, init)).arrayBuffer()).byteLength;
  let answered = 0;
  const answerLarge = (response: ServerResponse) => {
    answered += 1;
    response.end(Buffer.alloc(1_000_000));
  };
  fake.failPictures(...Array(7).fill(answerLarge));
  const read: PromiseWithResolvers<void>[] = [];
  const calls = Array.from({ length: 6 }, () =>
    lane.during(async () => {
      expect(await lengthOf()).toBe(1_000_000);
      const held = Promise.withResolvers<void>();
      read.push(held);
      await held.promise;
    }),
  );
  await until(() => answered === 6 && read.length >= CONCURRENT_RESPONSES_MAX);
  const stop = new AbortController();
  const stopped = lane.during(() => lengthOf({ signal: stop.signal }));
  await until(() => answered === 7);
  expect(await lane.during(() => lengthOf())).toBe(0);
  expect(read).toHaveLength(CONCURRENT_RESPONSES_MAX);
  stop.abort(new Error('the process stops'));
  await expect(stopped).rejects.toThrow('the process stops');
  for (let ended = 1; ended <= 6; ended += 1) {
    read[ended - 1]?.resolve();
    await until(() => read.length >= Math.min(6, ended + CONCURRENT_RESPONSES_MAX));
    expect(read.length).toBeLessThanOrEqual(ended + CONCURRENT_RESPONSES_MAX);
  }
  await Promise.all(calls);
});

test('what a response names is neither a file nor anything else that is no web address', async () => {
  await expect(guardedFetch(null)('file:///etc/passwd')).rejects.toThrow('a response names an address of file:');
  expect(await (await guardedFetch(null)('data:text/plain,abc')).text()).toBe('abc');
});
