import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import sharp from 'sharp';
import { attachmentHeader, fileNameOf, nameFromWords } from '../../src/images/file-name.ts';
import type { Delivered } from '../../src/images/picture-delivery.ts';
import type { SavedPicture } from '../../src/images/pictures.ts';
import type { Refused } from '../../src/images/refusal.ts';
import { photograph } from '../support/photograph.ts';
import { contentHash } from './content-hash.ts';
import { announce, NOON, openPictureHouse, type PictureHouse } from './picture-house.ts';
import { MINUTE_MS } from '../../src/instant.ts';

const SECOND_MS = 1_000;

const { signal: gone } = new AbortController();

let house: PictureHouse;
let mug: Uint8Array;
let picture: SavedPicture;

beforeAll(async () => {
  house = await openPictureHouse();
  mug = (await photograph({ width: 400, height: 300 })).bytes;
  picture = await house.pictures.save(mug);
});
beforeEach(() => {
  house.now = NOON;
});
afterEach(() => streams.splice(0).forEach((stream) => stream.destroy())); // each holds an open file
afterAll(() => house.close());

const streams: Readable[] = [];

async function get(url: string, ifNoneMatch?: string): Promise<Delivered | Refused> {
  const { pathname, searchParams } = new URL(url);
  const delivered = await house.delivery.deliver({
    contentHash: pathname.replace('/pictures/', ''),
    query: searchParams,
    ifNoneMatch,
    gone,
  });
  if (delivered.status === 'picture' && delivered.content instanceof Readable) streams.push(delivered.content);
  return delivered;
}

async function bytesOf(delivered: Delivered | Refused): Promise<Buffer> {
  if (delivered.status !== 'picture') throw new Error(delivered.status);
  return delivered.content instanceof Readable ? buffer(delivered.content) : Buffer.from(delivered.content);
}

describe('the URL of a picture', () => {
  test('stays the same for a quarter of an hour, and is another one after it', () => {
    const url = house.urls.pictureUrl(picture, 320);
    expect(url).toMatch(/^https:\/\/images\.example\/pictures\/[\da-f]{64}\?width=384&until=\d+&signature=[\w-]{43}$/);
    house.now = NOON + 15 * MINUTE_MS - 1;
    expect(house.urls.pictureUrl(picture, 320)).toBe(url);
    house.now = NOON + 15 * MINUTE_MS;
    expect(house.urls.pictureUrl(picture, 320)).not.toBe(url);
  });

  test.each([0, 1, 7.5 * MINUTE_MS, 15 * MINUTE_MS - 1])(
    'made %i ms into the quarter works for an hour',
    async (madeAfter) => {
      house.now = NOON + madeAfter;
      const url = house.urls.pictureUrl(picture, null);
      house.now += 60 * MINUTE_MS;
      expect(await get(url)).toMatchObject({ status: 'picture' });
      house.now += 15 * MINUTE_MS;
      expect(await get(url)).toMatchObject({ status: 'refused', code: 'EXPIRED' });
    },
  );

  test('says how long it is still valid', async () => {
    const url = house.urls.pictureUrl(picture, null);
    expect(await get(url)).toMatchObject({ secondsLeft: 75 * 60 });
    house.now += 74 * MINUTE_MS + 59 * SECOND_MS;
    expect(await get(url)).toMatchObject({ secondsLeft: 1 });
    house.now += SECOND_MS;
    expect(await get(url)).toMatchObject({ code: 'EXPIRED' });
  });

  test.each([0, -1, 1.5, 8_193])('is refused for a width of %d', (width) => {
    expect(() => house.urls.pictureUrl(picture, width)).toThrow(/width must be whole and from 1 to 8192 pixels/);
  });

  test.each<[string, (url: URL) => void]>([
    ['another width', ({ searchParams }) => searchParams.set('width', '321')],
    ['no width', ({ searchParams }) => searchParams.delete('width')],
    ['more time', ({ searchParams }) => searchParams.set('until', '9999999999')],
    ['no signature', ({ searchParams }) => searchParams.delete('signature')],
    ['another picture', (url) => (url.pathname = `/pictures/${'a'.repeat(64)}`)],
    ['a file of the machine', (url) => (url.pathname = '/pictures/..%2F..%2Fsecret')],
  ])('changed to %s is BAD_SIGNATURE', async (_, change) => {
    const url = new URL(house.urls.pictureUrl(picture, 320));
    change(url);
    expect(await get(url.href)).toMatchObject({ status: 'refused', code: 'BAD_SIGNATURE' });
  });

  test.each([
    'width=abc',
    'width=',
    'width=1e2',
    'width=null',
    'width=-Infinity',
    'width=1.5',
    'until=1e999',
    'until=',
  ])('with %s behind it is MALFORMED_URL: it is not the URL of the whole picture', async (more) => {
    const whole = house.urls.pictureUrl(picture, null);
    const url = more.startsWith('until') ? whole.replace(/until=\d+/, more) : `${whole}&${more}`;
    expect(await get(url)).toMatchObject({ status: 'refused', code: 'MALFORMED_URL' });
  });

  test('of an upload opens no picture', async () => {
    const bytes = mug.length;
    const upload = await announce(house, { contentType: 'image/jpeg', bytes });
    expect(await get(upload.url.replace('/uploads/', '/pictures/'))).toMatchObject({ code: 'BAD_SIGNATURE' });
  });
});

describe('a picture in its own size', () => {
  test('is served unchanged with its content type', async () => {
    const delivered = await get(house.urls.pictureUrl(picture, null));
    expect(delivered).toMatchObject({ status: 'picture', contentType: 'image/jpeg', length: mug.length });
    expect(await bytesOf(delivered)).toEqual(Buffer.from(mug));
    expect(delivered).toMatchObject({
      fileName: `${picture.contentHash.slice(0, 12)}.jpg`,
      etag: `"${picture.contentHash}"`,
    });
  });

  test.each([385, 400, 401, 8_192])(
    'also comes where a width of %i pixels is asked for: nothing is enlarged',
    (width) => {
      expect(house.urls.pictureUrl(picture, width)).toBe(house.urls.pictureUrl(picture, null));
    },
  );

  test('that the storage has lost is NOT_FOUND, scaled or not', async () => {
    const lost = { contentHash: contentHash(Buffer.from('lost')), width: 400 };
    expect(await get(house.urls.pictureUrl(lost, null))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await get(house.urls.pictureUrl(lost, 320))).toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('a scaled copy', () => {
  test.each([
    [1, 64],
    [64, 64],
    [123, 128],
    [300, 384],
  ])('asked for in %i pixels is a WebP %i pixels wide, in the proportions of the picture', async (asked, width) => {
    const delivered = await get(house.urls.pictureUrl(picture, asked));
    if (delivered.status !== 'picture') throw new Error(delivered.status);
    expect(delivered).toMatchObject({
      contentType: 'image/webp',
      fileName: expect.stringMatching(`-${width}\\.webp$`),
    });
    const { format, ...size } = await sharp(await bytesOf(delivered)).metadata();
    expect([format, size.width, size.height]).toEqual(['webp', width, Math.max(1, Math.round((width * 3) / 4))]);
  });

  test('of a picture with transparency keeps it', async () => {
    const cutOut = await house.pictures.save(
      (await photograph({ width: 400, height: 300, format: 'png', cutOut: true })).bytes,
    );
    const delivered = await get(house.urls.pictureUrl(cutOut, 100));
    if (delivered.status !== 'picture') throw new Error(delivered.status);
    const { channels } = await sharp(await bytesOf(delivered)).stats();
    expect(channels).toHaveLength(4);
    expect([channels[3]?.min, channels[3]?.max]).toEqual([0, 255]);
  });

  test('that was thrown away is made again', async () => {
    const url = house.urls.pictureUrl(picture, 50);
    const first = await get(url);
    const hash = picture.contentHash;
    await rm(path.join(house.folder, 'copies', `${hash}.w64-q82-webp`));
    expect(await get(url)).toEqual(first);
  });
});

describe('a client that has the picture', () => {
  test.each([
    ['its tag', (etag: string) => etag],
    ['a list with its tag', (etag: string) => `"other", W/${etag}`],
    ['any tag', () => '*'],
  ])('and names %s is told that it is unchanged', async (_, naming) => {
    for (const width of [null, 70]) {
      const url = house.urls.pictureUrl(picture, width);
      const delivered = await get(url);
      if (delivered.status !== 'picture') throw new Error(delivered.status);
      expect(await get(url, naming(delivered.etag))).toMatchObject({ status: 'unchanged', etag: delivered.etag });
    }
  });

  test('and names the tag of another size gets this one', async () => {
    const whole = await get(house.urls.pictureUrl(picture, null));
    if (whole.status !== 'picture') throw new Error(whole.status);
    expect(await get(house.urls.pictureUrl(picture, 70), whole.etag)).toMatchObject({ status: 'picture' });
  });
});

describe('the URL of a file to keep', () => {
  const wanted = { widthPx: null, contentType: 'image/png', fileName: 'Becher “rot”.png' } as const;
  const download = (url: string) => {
    const { pathname, searchParams } = new URL(url);
    const [, , hash = ''] = pathname.split('/');
    return house.delivery.download({ contentHash: hash, query: searchParams, ifNoneMatch: undefined, gone });
  };

  test('answers the picture in the format that was asked for, under its name', async () => {
    const delivered = await download(house.urls.downloadUrl(picture, wanted));
    expect(delivered).toMatchObject({ status: 'picture', contentType: 'image/png', fileName: 'Becher “rot”.png' });
    const { format, width } = await sharp(await bytesOf(delivered)).metadata();
    expect([format, width]).toEqual(['png', 400]);
    const small = await download(
      house.urls.downloadUrl(picture, { ...wanted, widthPx: 100, contentType: 'image/webp' }),
    );
    expect(await sharp(await bytesOf(small)).metadata()).toMatchObject({ format: 'webp', width: 128 });
  });

  test('in its own format not a byte changes', async () => {
    const delivered = await download(house.urls.downloadUrl(picture, { ...wanted, contentType: 'image/jpeg' }));
    if (delivered.status === 'picture' && delivered.content instanceof Readable) streams.push(delivered.content);
    expect((await bytesOf(delivered)).equals(mug)).toBe(true);
  });

  test('is refused with another name, format or width, and when it has expired', async () => {
    const url = house.urls.downloadUrl(picture, wanted);
    for (const [name, value] of [
      ['name', 'other.png'],
      ['type', 'image/jpeg'],
      ['width', '128'],
    ] as const) {
      const changed = new URL(url);
      changed.searchParams.set(name, value);
      expect(await download(changed.href)).toMatchObject({ status: 'refused', code: 'BAD_SIGNATURE' });
    }
    house.now = NOON + 76 * MINUTE_MS;
    expect(await download(url)).toMatchObject({ status: 'refused', code: 'EXPIRED' });
  });
});

test('a file name is converted to one that every file system accepts', () => {
  expect(fileNameOf('My Photo.JPG', 'image/jpeg')).toBe('My Photo.jpg');
  expect(fileNameOf('../../etc/passwd', 'image/png')).toBe('etc passwd.png');
  expect(fileNameOf('a<b>:"c|?*\u0000\u202e.png', 'image/webp')).toBe('a b c.webp');
  expect(fileNameOf('con', 'image/png')).toBe('_con.png');
  expect(fileNameOf(' … . ', 'image/png')).toBe('….png');
  expect(fileNameOf('..', 'image/png')).toBe('picture.png');
  expect(Array.from(fileNameOf('ü'.repeat(300), 'image/png'))).toHaveLength(84);
  expect(nameFromWords('A silver necklace, soft light.')).toBe('A silver necklace, soft light');
  expect(attachmentHeader('Becher "rot" ü.png')).toBe(
    `attachment; filename="Becher _rot_ _.png"; filename*=UTF-8''Becher%20%22rot%22%20%C3%BC.png`,
  );
});
