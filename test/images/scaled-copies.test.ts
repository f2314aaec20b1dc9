import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { ContentHash } from '../../src/images/image.ts';
import { ScaledCopies } from '../../src/images/scaled-copies.ts';
import { photograph } from '../support/photograph.ts';
import { openPictureHouse, type PictureHouse } from './picture-house.ts';

const { signal: waiting } = new AbortController();

let house: PictureHouse;
let picture: ContentHash;

beforeAll(async () => {
  house = await openPictureHouse();
  picture = (await house.pictures.save((await photograph({ width: 400, height: 300 })).bytes)).contentHash;
});
afterAll(() => house.close());

/** Scaled copies on a storage that records its calls, and fails if `failure` is set. */
function watched({ failure = () => false }: { failure?: (asked: string) => boolean } = {}) {
  const asked: string[] = [];
  const watch = <Result>(what: string, work: () => Promise<Result>): Promise<Result> => {
    asked.push(what);
    return failure(what) ? Promise.reject(new Error('the storage is full')) : work();
  };
  const { storage, cache } = house;
  const copies = new ScaledCopies({
    storage: {
      get: (hash) => watch('get', () => storage.get(hash)),
      storedAt: (hash) => storage.storedAt(hash),
    },
    cache: {
      put: (copy, bytes) => watch('putCopy', () => cache.put(copy, bytes)),
      get: (copy) => watch('getCopy', () => cache.get(copy)),
      removeCopiesOf: (pictures) => cache.removeCopiesOf(pictures),
    },
  });
  return { copies, asked };
}

test('a copy is made once, however many ask for it at once, and is read from then on', async () => {
  const { copies, asked } = watched();
  const delivered = await Promise.all(Array.from({ length: 20 }, () => copies.get(picture, 200, waiting)));
  expect(asked).toEqual(['getCopy', 'get', 'putCopy']);
  delivered.push(await copies.get(picture, 200, waiting));
  expect(asked).toEqual(['getCopy', 'get', 'putCopy', 'getCopy']);
  expect(new Set(delivered.map((bytes) => Buffer.from(bytes ?? []).toString('hex'))).size).toBe(1);
});

test('copies of several widths wait for one another before they read the picture', async () => {
  const { copies, asked } = watched();
  await Promise.all([11, 12, 13].map((width) => copies.get(picture, width, waiting)));
  expect(asked.filter((what) => what !== 'getCopy')).toEqual(['get', 'putCopy', 'get', 'putCopy', 'get', 'putCopy']);
});

test('a failed copy is retried by the next request', async () => {
  let isFull = true;
  const { copies } = watched({ failure: (asked) => isFull && asked === 'putCopy' });
  await expect(copies.get(picture, 60, waiting)).rejects.toThrow('the storage is full');
  isFull = false;
  expect(await copies.get(picture, 60, waiting)).toBeInstanceOf(Uint8Array);
});

test('copies are made only while a client waits for them', async () => {
  const { copies, asked } = watched();
  const gone = new AbortController();
  const first = copies.get(picture, 20, waiting);
  const left = [21, 22, 23].map((width) => copies.get(picture, width, gone.signal));
  const shared = [copies.get(picture, 24, gone.signal), copies.get(picture, 24, waiting)];
  gone.abort();
  expect(await Promise.all(left)).toEqual([null, null, null]);
  expect(await first).toBeInstanceOf(Uint8Array);
  expect(await Promise.all(shared)).toEqual([expect.any(Uint8Array), expect.any(Uint8Array)]);
  expect(asked.filter((what) => what === 'putCopy')).toHaveLength(2);
});

test('no copy stays of a picture that is removed while the copy is made', async () => {
  const { contentHash: passing } = await house.pictures.save((await photograph({ width: 300, height: 200 })).bytes);
  const { storage, cache } = house;
  const copies = new ScaledCopies({
    storage: {
      async get(hash) {
        const original = await storage.get(hash);
        await storage.remove(hash);
        await cache.removeCopiesOf(new Set([hash]));
        return original;
      },
      storedAt: (hash) => storage.storedAt(hash),
    },
    cache,
  });
  expect(await copies.get(passing, 100, waiting)).toBeNull();
  expect(await cache.sources()).not.toContain(passing);
});
