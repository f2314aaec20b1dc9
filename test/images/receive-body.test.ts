import { expect, test } from '@jest/globals';
import { type BodyLimits, receiveBody } from '../../src/images/receive-body.ts';

const LIMITS: BodyLimits = { bytes: 6, silenceMs: 20_000, isLate: () => false };

async function* chunks(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}

async function* breaking(...texts: string[]): AsyncGenerator<Uint8Array> {
  yield* chunks(...texts);
  throw new Error('aborted');
}

async function* neverEnding(taken: { bytes: number }): AsyncGenerator<Uint8Array> {
  for (;;) {
    taken.bytes += 4;
    yield Buffer.from('mugs');
  }
}

async function* silentAfter(...texts: string[]): AsyncGenerator<Uint8Array> {
  yield* chunks(...texts);
  await new Promise(() => {});
}

test('a body of exactly the announced bytes is whole', async () => {
  expect(await receiveBody(chunks('mu', 'gs', '', '!!'), LIMITS)).toEqual({
    status: 'whole',
    bytes: Buffer.from('mugs!!'),
  });
});

test('a longer body is detected, and is not read beyond the chunk that shows it', async () => {
  const taken = { bytes: 0 };
  expect(await receiveBody(neverEnding(taken), LIMITS)).toEqual({ status: 'longer' });
  expect(taken.bytes).toBe(8);
});

test.each([
  ['ends early', chunks('mugs')],
  ['breaks', breaking('mu', 'gs')],
])('a body that %s is shorter', async (_, body) => {
  expect(await receiveBody(body, LIMITS)).toEqual({ status: 'shorter', received: 4 });
});

test('a body that breaks behind its last byte is whole', async () => {
  expect(await receiveBody(breaking('mugs!!'), LIMITS)).toMatchObject({ status: 'whole' });
});

test('a sender that sends nothing times out', async () => {
  expect(await receiveBody(silentAfter('mugs'), { ...LIMITS, silenceMs: 5 })).toEqual({ status: 'silent' });
});

test('a sender of single bytes times out', async () => {
  let asked = 0;
  const isLate = () => (asked += 1) > 2;
  expect(await receiveBody(chunks('m', 'u', 'g', 's', '!', '!'), { ...LIMITS, isLate })).toEqual({ status: 'late' });
  expect(asked).toBe(3);
});
