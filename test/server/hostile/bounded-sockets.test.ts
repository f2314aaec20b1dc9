import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { isDeepStrictEqual } from 'node:util';
import { until } from '../../support/until.ts';
import { type Attacked, startAttacked } from './bystander.ts';
import { BareSocket } from './bare-socket.ts';

let bounded: Attacked;

beforeAll(async () => {
  const variables = {
    LIMIT_SOCKET_RETAINED_BYTES: '150000',
    LIMIT_RETAINED_BYTES: '380000',
    LIMIT_SOCKET_MESSAGES_PER_SECOND: '10',
  };
  bounded = await startAttacked({ variables });
});
afterAll(() => bounded.close());

const ofBalance = (fields: string) =>
  `subscription { balanceChanged(projectId: "${bounded.projectId}") { ${fields} } }`;
const large = (id: string) => ({
  type: 'subscribe',
  id,
  payload: { query: ofBalance('balance'), variables: { unused: 'x'.repeat(60_000) } },
});
const refusedBy = (name: string, max: number) => ({
  payload: [{ extensions: { code: 'RATE_LIMITED', limit: { name, max } } }],
});
const openBounded = () => BareSocket.letIn(bounded.studio.url, bounded.authorization);

test('what is kept of a client is bounded: the messages that started what is under way, on a socket and in the process, until one is complete', async () => {
  const sockets = [await openBounded(), await openBounded(), await openBounded()];
  const [first, second, third] = sockets as [BareSocket, BareSocket, BareSocket]; // three were opened
  for (const each of [first, second]) {
    for (const id of ['1', '2']) {
      each.say(large(id));
      await each.hear('next');
    }
  }
  first.say(large('3'));
  expect(await first.hear('next', 'error')).toMatchObject(refusedBy('LIMIT_SOCKET_RETAINED_BYTES', 150_000));
  third.say(large('1'));
  await third.hear('next');
  third.say(large('2'));
  expect(await third.hear('next', 'error')).toMatchObject(refusedBy('LIMIT_RETAINED_BYTES', 380_000));
  await second.leave();
  await until(async () => {
    third.say(large('2'));
    return (await third.hear('next', 'error')).type === 'next';
  });
  first.say({ type: 'complete', id: '1' });
  first.say(large('3'));
  expect(await first.hear('next', 'error')).toMatchObject({ type: 'next', id: '3' });
  await Promise.all([first.leave(), third.leave()]);
});

test('so are the documents of subscriptions, each counted once, as long as one of them lasts', async () => {
  const aliases = (letter: string) => Array.from({ length: 30 }, (_, i) => `${letter}${i}: balance`).join(' ');
  const one = await openBounded();
  const [first, second] = [ofBalance(aliases('a')), ofBalance(aliases('b'))];
  for (const id of ['1', '2']) {
    one.subscribe(id, first);
    expect(await one.hear('next', 'error')).toMatchObject({ type: 'next', id });
  }
  one.subscribe('3', second);
  expect(await one.hear('next', 'error')).toMatchObject(refusedBy('LIMIT_SOCKET_RETAINED_BYTES', 150_000));
  one.say({ type: 'complete', id: '1' });
  one.subscribe('1', second);
  expect(await one.hear('next', 'error')).toMatchObject(refusedBy('LIMIT_SOCKET_RETAINED_BYTES', 150_000));
  one.say({ type: 'complete', id: '2' });
  one.subscribe('4', second); // what was completed before it counts no more
  expect(await one.hear('next', 'error')).toMatchObject({ type: 'next', id: '4' });
  await one.leave();
});

test('the work of each event of a subscription is bounded', async () => {
  const one = await openBounded();
  one.subscribe(
    '1',
    ofBalance('transaction { project { transactions(first: 200) { nodes { id kind amount balanceAfter } } } }'),
  );
  expect(await one.hear('next', 'error')).toMatchObject({ type: 'next', id: '1' });
  const action = 'action { id kind status credits createdAt project { name balance sequence } }';
  one.subscribe('2', ofBalance(`transaction { project { transactions(first: 200) { nodes { id kind ${action} } } } }`));
  const limit = { name: 'LIMIT_PUSH_COST', max: 2_000, requested: expect.any(Number) };
  expect(await one.hear('next', 'error')).toMatchObject({
    type: 'error',
    payload: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED', limit } }],
  });
  await one.leave();
});

test('more messages or pings than are allowed are read later, and none is lost', async () => {
  const message = (from: BareSocket, n: number) => from.say({ type: 'ping', payload: { n } });
  const frame = (from: BareSocket, n: number) => from.socket.ping(String(n));
  for (const [frames, ping] of [
    [120, message],
    [20, frame],
  ] as const) {
    // 100 at once, then 10 a second
    const flooding = await openBounded();
    const before = performance.now();
    for (let n = 0; n < frames; n += 1) ping(flooding, n);
    flooding.subscribe('last', '{ __typename }');
    await bounded.beside(async () => undefined);
    expect(await flooding.hear('next', 'error')).toMatchObject({ type: 'next', id: 'last' });
    flooding.say({ type: 'ping', payload: { n: frames } });
    let pong = await flooding.hear('pong');
    while (!isDeepStrictEqual(pong.payload, { n: frames })) pong = await flooding.hear('pong');
    expect(performance.now() - before).toBeGreaterThan(1_500);
    await flooding.leave();
  }
});
