import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { utimes } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import pLimit from 'p-limit';
import { recordMade } from '../../src/images/image-catalog.ts';
import type { ContentHash } from '../../src/images/image.ts';
import { movePictures } from '../../src/images/move-pictures.ts';
import { FolderStorage } from '../../src/images/folder-storage.ts';
import { PictureClaims, releaseClaim } from '../../src/images/picture-claims.ts';
import { PictureCollector } from '../../src/images/picture-collector.ts';
import { PictureRemover } from '../../src/images/picture-remover.ts';
import type { PictureStorage } from '../../src/images/picture-storage.ts';
import { Pictures } from '../../src/images/pictures.ts';
import { StorageWithPrevious } from '../../src/images/storage-with-previous.ts';
import type { ActionId, ImageId } from '../../src/ids.ts';
import { photograph } from '../support/photograph.ts';
import { contentHash } from './content-hash.ts';
import { listAll } from './list-all.ts';
import { NOON, openPictureHouse, type PictureHouse } from './picture-house.ts';
import { HOUR_MS } from '../../src/instant.ts';

const RUNS = Number(process.env.COLLECTOR_RUNS ?? 8);

let house: PictureHouse;
let photographs: Uint8Array[];
const immediately = () => Promise.resolve();

beforeAll(async () => {
  house = await openPictureHouse();
  const made = await Promise.all([1, 2, 3].map((seed) => photograph({ width: 12, height: 9, seed })));
  photographs = made.map(({ bytes }) => bytes);
});
beforeEach(async () => {
  house.now = NOON;
  await house.database.prisma.image.deleteMany();
  await house.database.prisma.pictureClaim.deleteMany();
});
afterAll(() => house.close());

function pictureOf(index: number): Uint8Array {
  const bytes = photographs[index % photographs.length];
  if (!bytes) throw new Error('there are some');
  return bytes;
}

/** Stores a picture as an action does, and writes its image. */
async function store(bytes: Uint8Array, { pictures }: { pictures: Pictures } = house): Promise<ContentHash> {
  const picture = await pictures.save(bytes);
  const place = { id: house.newId<ImageId>(), projectId: house.projectId, actionId: house.newId<ActionId>() };
  const { text, values } = releaseClaim(picture.contentHash);
  await house.database.prisma.$transaction(async (transaction) => {
    await transaction.image.create({ data: recordMade(picture, { ...place, at: house.now }) });
    await transaction.$executeRawUnsafe(text, ...values);
  });
  return picture.contentHash;
}

/** Deletes the images of a picture, as a person does who deletes them one by one. */
async function discard(bytes: Uint8Array, remover: PictureRemover): Promise<void> {
  const picture = contentHash(bytes);
  await house.database.prisma.image.deleteMany({ where: { contentHash: picture } });
  await remover.remove([picture]);
}

/** Files have the machine's time, and claims the time of the test. */
async function age(hours: number): Promise<void> {
  house.now += hours * HOUR_MS;
  for await (const pictures of house.storage.list()) {
    for (const picture of pictures) {
      const storedAt = new Date(NOON - HOUR_MS);
      await utimes(path.join(house.folder, picture.slice(0, 2), picture), storedAt, storedAt);
    }
  }
}

async function referenced(): Promise<string[]> {
  const images = await house.database.prisma.image.findMany({ select: { contentHash: true } });
  return [...new Set(images.map(({ contentHash: hash }) => hash ?? ''))].toSorted();
}

test('a picture that no image refers to is removed a day after it was stored, with its copies', async () => {
  const kept = await store(pictureOf(0));
  const { contentHash: orphan } = await house.pictures.save(pictureOf(1));
  for (const picture of [kept, orphan]) await house.copies.get(picture, 8, new AbortController().signal);
  await age(23);
  expect(await house.collector.collect()).toBe(0);
  await age(2);
  expect(await house.collector.collect()).toBe(1);
  expect(await listAll(house.storage)).toEqual([kept]);
  expect(await house.cache.sources()).toEqual([kept]);
  expect(await house.database.prisma.pictureClaim.count()).toBe(0);
});

test('a picture is removed at once with its last image, and not while somebody stores the same one', async () => {
  const [bytes, remover] = [pictureOf(0), house.remover];
  const picture = await store(bytes);
  await house.copies.get(picture, 8, new AbortController().signal);
  await house.pictures.save(bytes); // by somebody whose image is not written yet
  await discard(bytes, remover);
  expect(await listAll(house.storage)).toEqual([picture]);
  await store(bytes);
  await house.database.prisma.$executeRawUnsafe(releaseClaim(picture).text, picture);
  await discard(bytes, remover);
  expect(await listAll(house.storage)).toEqual([]);
  expect(await house.cache.sources()).toEqual([]);
  expect(await house.database.prisma.pictureClaim.count()).toBe(0);
});

test('whatever uploads, deletions and collections run at once, no image loses its picture, and no other stays', async () => {
  const waits = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 12 });
  const some = fc.array(fc.nat(2), { minLength: 1, maxLength: 5 });
  const atOnce = fc.asyncProperty(waits, some, some, async (delays, written, deleted) => {
    await house.database.prisma.image.deleteMany();
    for (const bytes of photographs) await house.pictures.save(bytes); // no image refers to them
    await age(25);
    const storage = slow(house.storage, delays);
    const { database, cache } = house;
    const claims = new PictureClaims({ database, clock: () => house.now, wait: () => turns(5) });
    const pictures = new Pictures({ storage, claims, lane: pLimit(2) });
    const parts = { storage, cache, claims, clock: () => house.now };
    const remover = new PictureRemover({ ...parts, removed: () => undefined });
    const collect = () => new PictureCollector({ ...parts, remover }).collect();
    await Promise.all([
      collect(),
      collect(),
      ...written.map((index) => store(pictureOf(index), { pictures })),
      ...deleted.map((index) => discard(pictureOf(index), remover)),
    ]);
    expect(await listAll(house.storage)).toEqual(expect.arrayContaining(await referenced()));
    await house.remover.remove(photographs.map(contentHash));
    expect(await listAll(house.storage)).toEqual(await referenced());
  });
  await fc.assert(atOnce, { numRuns: RUNS });
});

test('a removal that a killed process has left delays a new upload no longer than ten minutes', async () => {
  const bytes = pictureOf(2);
  const picture = contentHash(bytes);
  expect(await house.claims.beginRemoval([picture], house.now)).toEqual([picture]);
  const { database, storage } = house;
  const claims = new PictureClaims({ database, clock: () => house.now, wait: immediately });
  await expect(claims.claim(picture)).rejects.toThrow('is being removed from the storage');
  house.now += 10 * 60_000;
  await claims.claim(picture);
  await storage.put(picture, bytes);
  expect(await house.claims.beginRemoval([picture], house.now)).toEqual([]);
});

test('what moves to another storage is read from the first until it has arrived, and damaged files are told', async () => {
  const here = await store(pictureOf(0));
  const target = await FolderStorage.open(path.join(house.folder, 'target', randomUUID()), { clock: () => house.now });
  const both = new StorageWithPrevious(target, house.storage);
  const during = contentHash(pictureOf(1));
  await both.put(during, pictureOf(1)); // a server writes to the new one while the old one moves
  const damaged = contentHash(Buffer.from('as it was'));
  await house.storage.put(damaged, Buffer.from('as it is'));
  expect(await both.get(here)).toEqual(Buffer.from(pictureOf(0)));
  expect(await both.storedAt(here)).toEqual(await house.storage.storedAt(here)); // copies are made only of stored pictures
  const report = await movePictures(house.storage, target);
  expect(report).toMatchObject({ damaged: [damaged] });
  expect(await target.get(here)).toEqual(Buffer.from(pictureOf(0)));
  expect(await target.get(damaged)).toBeNull();
  expect(await movePictures(house.storage, target)).toMatchObject({ copied: 0, damaged: [damaged] });
  await house.storage.remove(damaged);
});

/** A storage that delays every write and removal, before and after it happens. */
function slow(storage: PictureStorage, delays: readonly number[]): PictureStorage {
  let calls = 0;
  const pause = () => turns(delays[calls++ % delays.length] ?? 0);
  return {
    put: async (picture, bytes) => (await pause(), await storage.put(picture, bytes), pause()),
    get: (picture) => storage.get(picture),
    open: (picture) => storage.open(picture),
    storedAt: (picture) => storage.storedAt(picture),
    list: () => storage.list(),
    remove: async (picture) => (await pause(), await storage.remove(picture), pause()),
  };
}

/** Yields to other tasks: each turn takes about as long as one statement. */
async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await house.database.pool.query('select');
}
