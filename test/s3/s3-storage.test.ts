import { beforeAll, describe, expect, test } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { CreateBucketCommand, HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import pLimit from 'p-limit';
import { FolderStorage } from '../../src/images/folder-storage.ts';
import { movePictures } from '../../src/images/move-pictures.ts';
import { openStorage } from '../../src/images/open-storage.ts';
import type { PictureStorage } from '../../src/images/picture-storage.ts';
import { S3Bucket } from '../../src/images/s3-bucket.ts';
import type { S3Settings } from '../../src/images/storage-settings.ts';
import { contentHash } from '../images/content-hash.ts';
import { listAll } from '../images/list-all.ts';
import { freePort } from '../support/free-port.ts';
import { photograph } from '../support/photograph.ts';
import { newBucket } from './s3-server.ts';

let settings: S3Settings;
let bucket: S3Bucket;
let storage: PictureStorage;
const clock = Date.now;
const open = (of: S3Settings) => openStorage(of, { dataFolder: '/nowhere', clock });

beforeAll(async () => {
  settings = newBucket();
  bucket = new S3Bucket(settings);
  await bucket.client.send(new CreateBucketCommand({ Bucket: settings.bucket }));
  storage = await open(settings);
});

function some(size = 1_000): { bytes: Buffer; hash: ReturnType<typeof contentHash> } {
  const bytes = randomBytes(size);
  return { bytes, hash: contentHash(bytes) };
}

test('a picture is found by its hash, whole and as a stream, with its media type', async () => {
  const { bytes } = await photograph({ width: 640, height: 480 });
  const hash = contentHash(bytes);
  await storage.put(hash, bytes);
  expect(await storage.get(hash)).toEqual(new Uint8Array(bytes));
  const opened = await storage.open(hash);
  if (!opened) throw new Error('it was stored');
  expect(opened.length).toBe(bytes.length);
  expect(Buffer.from(opened.beginning)).toEqual(Buffer.from(bytes.subarray(0, 512)));
  expect(await buffer(opened.content)).toEqual(Buffer.from(bytes));
  const head = await bucket.client.send(new HeadObjectCommand(bucket.object('pictures', hash)));
  expect(head.ContentType).toBe('image/jpeg');
});

test('files shorter than the beginning, and empty ones, are opened whole', async () => {
  for (const size of [0, 1, 511]) {
    const { bytes, hash } = some(size);
    await storage.put(hash, bytes);
    const opened = await storage.open(hash);
    expect(opened?.length).toBe(size);
    expect(opened && (await buffer(opened.content))).toEqual(bytes);
  }
});

test('of writers at once one stores the picture, and none overwrites it', async () => {
  const { bytes, hash } = some();
  await Promise.all(Array.from({ length: 8 }, () => storage.put(hash, bytes)));
  await bucket.client.send(new PutObjectCommand({ ...bucket.object('pictures', hash), Body: 'as it stands' }));
  await storage.put(hash, bytes);
  expect(Buffer.from((await storage.get(hash)) ?? []).toString()).toBe('as it stands');
});

test('a picture that is not there is null, and removing it again does no harm', async () => {
  const { bytes, hash } = some();
  expect([await storage.get(hash), await storage.open(hash), await storage.storedAt(hash)]).toEqual([null, null, null]);
  await storage.put(hash, bytes);
  expect(Math.abs(((await storage.storedAt(hash)) ?? 0) - Date.now())).toBeLessThan(60_000);
  await storage.remove(hash);
  await storage.remove(hash);
  expect(await storage.get(hash)).toBeNull();
});

test('every picture is listed, more than a page of them, and nothing of another prefix', async () => {
  const here = await open({ ...settings, prefix: 'many/' });
  const there = await open({ ...settings, prefix: '' });
  const made = Array.from({ length: 1_005 }, () => some(10));
  await pLimit(16).map(made, ({ hash, bytes }) => here.put(hash, bytes));
  expect(await listAll(here)).toEqual(made.map(({ hash }) => hash).toSorted());
  expect(await listAll(there)).toEqual([]);
});

test('a folder moves to the bucket and back, and a second move sends nothing', async () => {
  const [from, back] = await Promise.all(
    ['from', 'back'].map(async (name) =>
      FolderStorage.open(path.join(await mkdtemp(path.join(tmpdir(), 'darkroom-move-')), name), { clock }),
    ),
  );
  if (!from || !back) throw new Error('there are two');
  const target = await open({ ...settings, prefix: 'moved/' });
  const made = Array.from({ length: 20 }, () => some(50_000));
  for (const { hash, bytes } of made) await from.put(hash, bytes);
  expect(await movePictures(from, target)).toEqual({ copied: 20, present: 0, damaged: [] });
  expect(await movePictures(from, target)).toEqual({ copied: 0, present: 20, damaged: [] });
  await movePictures(target, back);
  for (const { hash, bytes } of made) expect(await back.get(hash)).toEqual(bytes);
});

describe('the start', () => {
  const refused: [string, (of: S3Settings) => Partial<S3Settings>, RegExp][] = [
    ['a bucket that does not exist', () => ({ bucket: 'nobody-made-this' }), /does not exist: create it/],
    [
      'a wrong secret',
      ({ keys }) => ({ keys: { accessKeyId: keys?.accessKeyId ?? '', secretAccessKey: 'wrong' } }),
      /refuses the credentials: they must allow/,
    ],
  ];
  test.each(refused)(
    'ends with a line that tells what to do where STORAGE names %s',
    async (_what, change, message) => {
      await expect(open({ ...settings, ...change(settings) })).rejects.toMatchObject({
        name: 'StartError',
        message: expect.stringMatching(message),
      });
    },
  );

  test('goes on where nobody answers, and a picture is then not stored rather than lost', async () => {
    const { bytes, hash } = some();
    const nowhere = await open({ ...settings, endpoint: `http://127.0.0.1:${await freePort()}` });
    await expect(nowhere.put(hash, bytes)).rejects.toThrow(/ECONNREFUSED/);
    await expect(nowhere.get(hash)).rejects.toThrow(/ECONNREFUSED/);
  });
});
