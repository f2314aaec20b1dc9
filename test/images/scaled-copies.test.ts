import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { ContentHash } from '../../src/images/image.ts';
import type { PictureStorage } from '../../src/images/picture-storage.ts';
import { ScaledCopies } from '../../src/images/scaled-copies.ts';
import { Turnstile } from '../../src/images/turnstile.ts';
import { photograph } from '../support/photograph.ts';
import { openPictureHouse, type PictureHouse } from './picture-house.ts';

let house: PictureHouse;
let picture: ContentHash;

beforeAll(async () => {
  house = await openPictureHouse();
  picture = (await house.pictures.save((await photograph({ width: 400, height: 300 })).bytes)).contentHash;
});
afterAll(() => house.close());

/** The storage of the house, which writes down what is asked of it, and fails where `failure` says so. */
function watched({ failure = () => false }: { failure?: (asked: string) => boolean } = {}) {
  const asked: string[] = [];
  const watch = <Result>(what: string, work: () => Promise<Result>): Promise<Result> => {
    asked.push(what);
    return failure(what) ? Promise.reject(new Error('the storage is full')) : work();
  };
  const { storage } = house;
  const watching: PictureStorage = {
    put: (bytes) => watch('put', () => storage.put(bytes)),
    get: (hash) => watch('get', () => storage.get(hash)),
    putCopy: (copy, bytes) => watch('putCopy', () => storage.putCopy(copy, bytes)),
    getCopy: (copy) => watch('getCopy', () => storage.getCopy(copy)),
  };
  return { storage: watching, asked };
}

test('a copy is made once, however many ask for it at once, and is read from then on', async () => {
  const { storage, asked } = watched();
  const copies = new ScaledCopies({ storage, turnstile: new Turnstile(4) });
  const delivered = await Promise.all(Array.from({ length: 20 }, () => copies.get(picture, 200)));
  expect(asked).toEqual(['getCopy', 'get', 'putCopy']);
  delivered.push(await copies.get(picture, 200));
  expect(asked).toEqual(['getCopy', 'get', 'putCopy', 'getCopy']);
  expect(new Set(delivered.map((bytes) => Buffer.from(bytes ?? []).toString('hex'))).size).toBe(1);
});

test('copies of several widths wait for one another before they read the picture', async () => {
  const { storage, asked } = watched();
  const copies = new ScaledCopies({ storage, turnstile: new Turnstile(1) });
  await Promise.all([11, 12, 13].map((width) => copies.get(picture, width)));
  expect(asked.filter((what) => what !== 'getCopy')).toEqual(['get', 'putCopy', 'get', 'putCopy', 'get', 'putCopy']);
});

test('a copy that failed is tried anew by the next who asks', async () => {
  let isFull = true;
  const { storage } = watched({ failure: (asked) => isFull && asked === 'putCopy' });
  const copies = new ScaledCopies({ storage, turnstile: new Turnstile(1) });
  await expect(copies.get(picture, 60)).rejects.toThrow('the storage is full');
  isFull = false;
  expect(await copies.get(picture, 60)).toBeInstanceOf(Uint8Array);
});
