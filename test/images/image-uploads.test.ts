import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { UPLOAD_MAX_BYTES } from '../../src/images/limits.ts';
import type { PictureType } from '../../src/images/picture-type.ts';
import type { ImageUpload, UploadRequest } from '../../src/images/image-uploads.ts';
import { photograph } from '../support/photograph.ts';
import { announce, imageOf, NOON, openPictureHouse, type PictureHouse } from './picture-house.ts';
import { MINUTE_MS } from '../../src/instant.ts';

let house: PictureHouse;
let mug: Uint8Array;
let jug: Uint8Array;

beforeAll(async () => {
  house = await openPictureHouse();
  mug = (await photograph({ width: 120, height: 90, seed: 1 })).bytes;
  jug = (await photograph({ width: 120, height: 90, seed: 2 })).bytes;
});
beforeEach(() => {
  house.now = NOON;
});
afterAll(() => house.close());

function upload(bytes = mug.length, contentType: PictureType = 'image/jpeg'): Promise<ImageUpload> {
  return announce(house, { contentType, bytes });
}

/** As an honest sender sends it; `change` says otherwise. */
function sent({ url, headers }: ImageUpload, bytes: Uint8Array, change: Partial<UploadRequest> = {}): UploadRequest {
  const { pathname, searchParams } = new URL(url);
  return {
    imageId: pathname.replace('/uploads/', ''),
    query: searchParams,
    contentType: headers[0]?.value,
    contentEncoding: undefined,
    contentLength: String(bytes.length),
    body: inTwoHalves(bytes),
    ...change,
  };
}

async function* inTwoHalves(
  bytes: Uint8Array,
  between: () => Promise<void> | void = () => {},
): AsyncGenerator<Uint8Array> {
  const half = bytes.length >> 1;
  yield bytes.subarray(0, half);
  await between();
  yield bytes.subarray(half);
}

describe('an upload that is made', () => {
  test('says where and how to send the bytes, and its image waits for them', async () => {
    const made = await upload();
    expect(made).toEqual({
      completionUrl: null,
      imageId: expect.any(String),
      url: expect.stringMatching(
        /^https:\/\/images\.example\/uploads\/[\da-f-]{36}\?type=image%2Fjpeg&bytes=\d+&until=\d+&signature=[\w-]{43}$/,
      ),
      method: 'PUT',
      headers: [{ name: 'content-type', value: 'image/jpeg' }],
      expiresAt: NOON + 15 * MINUTE_MS,
    });
    expect(await imageOf(house, made)).toMatchObject({
      stored: false,
      id: made.imageId,
      projectId: house.projectId,
      contentType: 'image/jpeg',
      bytes: mug.length,
      uploadExpiresAt: made.expiresAt,
      createdAt: NOON,
    });
  });

  test.each([0, -1, 1.5, UPLOAD_MAX_BYTES + 1, Number.NaN])('cannot be for %d bytes', async (bytes) => {
    await expect(upload(bytes)).rejects.toThrow(/bytes must be whole and from 1 to 20971520/);
  });

  test('can be for the largest file', async () => {
    expect(await upload(UPLOAD_MAX_BYTES)).toMatchObject({ method: 'PUT' });
  });
});

describe('a picture that arrives', () => {
  test('becomes the picture of its image, byte for byte', async () => {
    const made = await upload();
    const outcome = await house.uploads.receive(sent(made, mug));
    expect(outcome).toMatchObject({ status: 'stored', picture: { bytes: mug.length, width: 120, height: 90 } });
    const image = await imageOf(house, made);
    expect(image).toMatchObject({ stored: true, contentType: 'image/jpeg', width: 120, height: 90, actionId: null });
    expect(image?.stored && (await house.pictures.read(image))).toEqual(Buffer.from(mug));
  });

  test('is measured as it stands, once it was turned upright', async () => {
    const held = await photograph({ width: 90, height: 120, exifOrientation: 6 });
    const made = await upload(held.bytes.length);
    await house.uploads.receive(sent(made, held.bytes));
    const image = await imageOf(house, made);
    expect(image).toMatchObject({ stored: true, width: 90, height: 120 });
    expect(image?.stored && (await house.pictures.read(image)).length).toBe(image?.bytes);
  });

  test('is the only one: a second is ALREADY_UPLOADED and changes nothing', async () => {
    const made = await upload();
    await house.uploads.receive(sent(made, mug));
    const first = await imageOf(house, made);
    const again = await house.uploads.receive(sent(made, mug));
    expect(again).toMatchObject({ status: 'refused', code: 'ALREADY_UPLOADED' });
    expect(await imageOf(house, made)).toEqual(first);
  });

  test('of two at the very same time exactly one is taken, and stays', async () => {
    const made = await upload(Math.max(mug.length, jug.length));
    const longer = [mug, jug].map((bytes) =>
      Buffer.concat([bytes, Buffer.alloc(Math.max(mug.length, jug.length) - bytes.length)]),
    );
    const bothHaveBegun = barrier(longer.length);
    const outcomes = await Promise.all(
      longer.map((bytes) => house.uploads.receive(sent(made, bytes, { body: inTwoHalves(bytes, bothHaveBegun) }))),
    );
    const taken = outcomes.filter((outcome) => outcome.status === 'stored');
    expect(taken).toHaveLength(1);
    expect(outcomes).toContainEqual(expect.objectContaining({ status: 'refused', code: 'ALREADY_UPLOADED' }));
    expect(await imageOf(house, made)).toMatchObject({ contentHash: taken[0]?.picture.contentHash });
  });
});

describe('a URL', () => {
  test.each<[string, (query: URLSearchParams) => void]>([
    ['another type', (query) => query.set('type', 'image/png')],
    ['more bytes', (query) => query.set('bytes', String(mug.length + 1))],
    ['more time', (query) => query.set('until', String(Number(query.get('until')) + 1))],
    ['another signature', (query) => query.set('signature', 'A'.repeat(43))],
    ['half a signature', (query) => query.set('signature', query.get('signature')?.slice(0, 20) ?? '')],
    ['no signature', (query) => query.delete('signature')],
    ['nothing', (query) => [...query.keys()].forEach((key) => query.delete(key))],
  ])('that was changed to %s is BAD_SIGNATURE', async (_, change) => {
    const made = await upload();
    const query = new URL(made.url).searchParams;
    change(query);
    expect(await house.uploads.receive(sent(made, mug, { query }))).toMatchObject({ code: 'BAD_SIGNATURE' });
  });

  test('of one image is BAD_SIGNATURE for another, and for what is no id', async () => {
    const [one, other] = [await upload(), await upload()];
    const request = sent(one, mug);
    expect(await house.uploads.receive({ ...request, imageId: other.imageId })).toMatchObject({
      code: 'BAD_SIGNATURE',
    });
    expect(await house.uploads.receive({ ...request, imageId: '../../etc' })).toMatchObject({ code: 'BAD_SIGNATURE' });
  });

  test('works until the millisecond before it expires, and is EXPIRED from then on', async () => {
    const made = await upload();
    house.now = made.expiresAt;
    expect(await house.uploads.receive(sent(made, mug))).toMatchObject({ code: 'EXPIRED' });
    house.now = made.expiresAt - 1;
    expect(await house.uploads.receive(sent(made, mug))).toMatchObject({ status: 'stored' });
  });

  test('that expires while the bytes come is EXPIRED, and nothing is stored', async () => {
    const made = await upload();
    const body = inTwoHalves(mug, () => void (house.now = made.expiresAt));
    expect(await house.uploads.receive(sent(made, mug, { body }))).toMatchObject({ code: 'EXPIRED' });
    expect(await imageOf(house, made)).toMatchObject({ stored: false });
  });

  test('of an image that was forgotten is NOT_FOUND, also when that happens while the bytes come', async () => {
    const [before, during] = [await upload(), await upload()];
    const forget = async ({ imageId }: ImageUpload) => {
      await house.database.prisma.image.deleteMany({ where: { id: imageId } });
    };
    await forget(before);
    expect(await house.uploads.receive(sent(before, mug))).toMatchObject({ code: 'NOT_FOUND' });
    const body = inTwoHalves(mug, () => forget(during));
    expect(await house.uploads.receive(sent(during, mug, { body }))).toMatchObject({ code: 'NOT_FOUND' });
  });
});

test('of several reasons to refuse an upload the first is returned, in a fixed order', async () => {
  const made = await upload();
  const { searchParams } = new URL(made.url);
  const unsigned = new URLSearchParams({ ...Object.fromEntries(searchParams), signature: '' });
  const nothing = { contentType: undefined, contentLength: undefined, body: inTwoHalves(Buffer.alloc(0)) };
  const told = async (change: Partial<UploadRequest>) => {
    const outcome = await house.uploads.receive(sent(made, mug, { ...nothing, ...change }));
    return outcome.status === 'refused' && outcome.code;
  };
  house.now = made.expiresAt;
  expect(await told({ query: unsigned })).toBe('BAD_SIGNATURE');
  expect(await told({})).toBe('EXPIRED');
  house.now = NOON;
  expect(await told({})).toBe('WRONG_CONTENT_TYPE');
  expect(await told({ contentType: 'image/jpeg' })).toBe('LENGTH_REQUIRED');
  await house.uploads.receive(sent(made, mug));
  expect(await told({ contentType: 'image/jpeg', contentLength: '1' })).toBe('WRONG_LENGTH');
  expect(await told({ contentType: 'image/jpeg', contentLength: String(mug.length) })).toBe('ALREADY_UPLOADED');
});

test('a failed upload leaves the URL usable', async () => {
  const made = await upload();
  const attempts: [string, Partial<UploadRequest>][] = [
    ['WRONG_CONTENT_TYPE', { contentType: 'image/png' }],
    ['LENGTH_REQUIRED', { contentLength: undefined }],
    ['WRONG_LENGTH', { contentLength: '1' }],
    ['TOO_LARGE', { body: inTwoHalves(Buffer.concat([mug, mug])) }],
    ['INCOMPLETE', { body: inTwoHalves(mug.subarray(1)) }],
    ['NOT_A_PICTURE', { body: inTwoHalves(Buffer.alloc(mug.length)) }],
    ['BROKEN', { body: inTwoHalves(Buffer.concat([mug.subarray(0, -9), Buffer.alloc(9)])) }],
  ];
  for (const [code, change] of attempts) {
    expect(await house.uploads.receive(sent(made, mug, change))).toMatchObject({ status: 'refused', code });
    expect(await imageOf(house, made)).toMatchObject({ stored: false });
  }
  expect(await house.uploads.receive(sent(made, mug))).toMatchObject({ status: 'stored' });
});

test('only pending images whose URL has expired are deleted', async () => {
  const [late, filled] = [await upload(), await upload()];
  await house.uploads.receive(sent(filled, mug));
  house.now += MINUTE_MS;
  const early = await upload();
  expect(await house.uploads.forgetExpiredUploads(late.expiresAt)).toBe(0);
  expect(await house.uploads.forgetExpiredUploads(late.expiresAt + 1)).toBeGreaterThanOrEqual(1);
  expect(await imageOf(house, late)).toBeUndefined();
  expect(await imageOf(house, filled)).toMatchObject({ stored: true });
  expect(await imageOf(house, early)).toMatchObject({ stored: false });
});

/** Resolves for all once so many have come. */
function barrier(count: number): () => Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let come = 0;
  return () => {
    come += 1;
    if (come === count) resolve();
    return promise;
  };
}
