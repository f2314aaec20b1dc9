import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { CopyCache } from '../../src/images/copy-cache.ts';
import { FolderStorage } from '../../src/images/folder-storage.ts';
import { until } from '../support/until.ts';
import { contentHash } from './content-hash.ts';
import { listAll } from './list-all.ts';
import { HOUR_MS } from '../../src/instant.ts';

const NOON = Date.parse('2026-11-22T12:00:00.000Z');
const BYTES = Buffer.from('the bytes of a picture');
const HASH = contentHash(BYTES);

let folder: string;
let storage: FolderStorage;

beforeEach(async () => {
  folder = path.join(await mkdtemp(path.join(os.tmpdir(), 'darkroom-storage-')), 'pictures');
  storage = await FolderStorage.open(folder, { clock: () => NOON });
});
afterEach(() => rm(path.dirname(folder), { recursive: true }));

async function files(): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ name, parentPath }) => path.relative(folder, path.join(parentPath, name)));
}

test('a picture is found by the SHA-256 of its bytes, also by another process', async () => {
  await storage.put(HASH, BYTES);
  const other = await FolderStorage.open(folder, { clock: () => NOON });
  expect(await other.get(HASH)).toEqual(BYTES);
  expect(await files()).toEqual([path.join(HASH.slice(0, 2), HASH)]);
});

test('a picture that was never stored is not found', async () => {
  expect(await storage.get(HASH)).toBeNull();
  expect(await storage.storedAt(HASH)).toBeNull();
});

test('the same picture twice, and 20 times at once, is one file', async () => {
  await storage.put(HASH, BYTES);
  await Promise.all(Array.from({ length: 20 }, () => storage.put(HASH, BYTES)));
  expect(await files()).toHaveLength(1);
});

test('a reader sees the whole picture or none, while it is being written', async () => {
  const large = randomBytes(8_000_000);
  const hash = contentHash(large);
  const writing = { isOver: false };
  const put = storage.put(hash, large).finally(() => (writing.isOver = true));
  const seen: (number | undefined)[] = [];
  while (!writing.isOver) seen.push((await storage.get(hash))?.length);
  await put;
  seen.push((await storage.get(hash))?.length);
  expect(new Set(seen)).toEqual(new Set([undefined, large.length]));
});

test('pictures are listed, and a removed one is gone', async () => {
  const other = Buffer.from('another picture');
  const copies = await CopyCache.open(path.join(folder, 'copies'), 1_000);
  await copies.put({ of: HASH, recipe: 'w320-webp' }, Buffer.from('a copy'));
  for (const bytes of [BYTES, other]) await storage.put(contentHash(bytes), bytes);
  expect(await listAll(storage)).toEqual([HASH, contentHash(other)].toSorted());
  await storage.remove(HASH);
  await storage.remove(HASH);
  expect(await listAll(storage)).toEqual([contentHash(other)]);
  expect(await storage.get(HASH)).toBeNull();
});

test('a new copy takes the place of the old one, and both are gone with their picture', async () => {
  const copies = await CopyCache.open(path.join(folder, 'copies'), 1_000);
  const copy = { of: HASH, recipe: 'w320-webp' };
  await copies.put(copy, Buffer.from('first'));
  await copies.put(copy, Buffer.from('second'));
  expect(await copies.get(copy)).toEqual(Buffer.from('second'));
  expect(await copies.get({ of: HASH, recipe: 'w640-webp' })).toBeNull();
  expect(await copies.sources()).toEqual([HASH]);
  await copies.removeCopiesOf(new Set([HASH]));
  expect(await copies.get(copy)).toBeNull();
  expect(await files()).toEqual([]);
});

test('a write that fails throws, and leaves nothing behind', async () => {
  await writeFile(path.join(folder, HASH.slice(0, 2)), 'a file where the folder should be');
  await expect(storage.put(HASH, BYTES)).rejects.toThrow(/EEXIST|ENOTDIR/);
  expect(await files()).toEqual([HASH.slice(0, 2)]);
  await rm(path.join(folder, HASH.slice(0, 2)));
  await storage.put(HASH, BYTES);
  expect(await storage.get(HASH)).toEqual(BYTES);
});

test('incomplete files of a killed process are removed a day later, and files being written are not', async () => {
  const [old, fresh] = ['old', 'fresh'].map((name) => path.join(folder, 'incoming', name));
  if (!old || !fresh) throw new Error('there are two');
  for (const [file, hours] of [
    [old, 25],
    [fresh, 1],
  ] as const) {
    await writeFile(file, 'half');
    const changedAt = new Date(NOON - hours * HOUR_MS);
    await utimes(file, changedAt, changedAt);
  }
  await FolderStorage.open(folder, { clock: () => NOON });
  expect(await files()).toEqual([path.join('incoming', 'fresh')]);
});

test('only the owner can read the folder', async () => {
  await storage.put(HASH, BYTES);
  const modes = await Promise.all(
    [folder, path.join(folder, HASH.slice(0, 2))].map(async (at) => (await stat(at)).mode & 0o777),
  );
  expect(modes).toEqual([0o700, 0o700]);
});

test('copies beyond their bytes go, the one that was longest not asked for first', async () => {
  const own = await mkdtemp(path.join(os.tmpdir(), 'darkroom-copies-'));
  const open = () => CopyCache.open(own, 1_000);
  const copies = await open();
  const copy = (recipe: string) => ({ of: HASH, recipe });
  for (const recipe of ['a', 'b']) await copies.put(copy(recipe), Buffer.alloc(400));
  await copies.get(copy('a'));
  await copies.put(copy('c'), Buffer.alloc(400));
  await until(async () => (await copies.get(copy('b'))) === null);
  expect(await copies.get(copy('a'))).toHaveLength(400);
  const next = await open(); // it finds the two, and bounds them with its own
  await next.put(copy('d'), Buffer.alloc(900));
  await until(async () => (await readdir(own)).length === 1);
  await rm(own, { recursive: true });
});
