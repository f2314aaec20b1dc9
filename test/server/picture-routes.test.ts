import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import Fastify, { type FastifyInstance } from 'fastify';
import type { ImageUpload } from '../../src/images/image-uploads.ts';
import { pictureRoutes } from '../../src/server/picture-routes.ts';
import { contentHash } from '../images/content-hash.ts';
import { hollowPng } from '../images/odd-files.ts';
import { announce, imageOf, NOON, openPictureHouse, type PictureHouse } from '../images/picture-house.ts';
import { connectTo, type RawConnection } from '../images/raw-http.ts';
import { photograph } from '../support/photograph.ts';

let mug: Uint8Array;
let jug: Uint8Array;
let house: PictureHouse;
let server: FastifyInstance;
let port: number;

beforeAll(async () => {
  mug = (await photograph({ width: 400, height: 300, seed: 1 })).bytes;
  jug = (await photograph({ width: 400, height: 300, seed: 2 })).bytes;
  await open();
});
beforeEach(() => {
  house.now = NOON;
});
afterAll(() => close());

async function open(settings: { silenceMs?: number } = {}): Promise<void> {
  house = await openPictureHouse(settings);
  server = Fastify();
  await server.register(pictureRoutes, house);
  house.publicUrl = await server.listen({ port: 0, host: '127.0.0.1' });
  port = Number(new URL(house.publicUrl).port);
}

async function close(): Promise<void> {
  await server.close();
  await house.close();
}

function upload(bytes = mug.length): Promise<ImageUpload> {
  return announce(house, { contentType: 'image/jpeg', bytes });
}

function put(
  { url, method, headers }: ImageUpload,
  body: Uint8Array | string,
  more: Record<string, string> = {},
): Promise<Response> {
  const announced = Object.fromEntries(headers.map(({ name, value }) => [name, value]));
  return fetch(url, {
    method,
    headers: { ...announced, ...more },
    body: typeof body === 'string' ? body : Buffer.from(body),
  });
}

/** The head of a request as HTTP writes it. */
function head(method: string, url: string, headers: Record<string, string | number>): string {
  const { pathname, search, host } = new URL(url);
  const lines = Object.entries({ host, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${pathname}${search} HTTP/1.1\r\n${lines.join('')}\r\n`;
}

async function begin(made: ImageUpload, headers: Record<string, string | number>): Promise<RawConnection> {
  const connection = await connectTo(port);
  connection.send(head('PUT', made.url, { connection: 'close', 'content-type': 'image/jpeg', ...headers }));
  return connection;
}

const refusal = (code: string, message = expect.any(String) as unknown) => ({ error: { code, message } });

describe('an upload that succeeds', () => {
  test("of a picture is answered with 201 and the stored picture's properties", async () => {
    const made = await upload();
    const response = await put(made, mug);
    expect(response.status).toBe(201);
    expect(await response.json()).toEqual({
      picture: { contentType: 'image/jpeg', bytes: mug.length, width: 400, height: 300 },
    });
    expect(await imageOf(house, made)).toMatchObject({ stored: true });
  });

  test('in pieces, with a parameter behind its type, is the same picture', async () => {
    const made = await upload();
    const connection = await begin(made, { 'content-length': mug.length, 'content-type': 'Image/JPEG; q=1' });
    for (let at = 0; at < mug.length; at += 10_000) connection.send(mug.subarray(at, at + 10_000));
    expect(await connection.everything()).toMatch(/^HTTP\/1\.1 201 /);
    expect(await imageOf(house, made)).toMatchObject({ stored: true });
  });
});

describe('an upload that fails', () => {
  test.each<[number, string, (made: ImageUpload) => Promise<Response>]>([
    [403, 'BAD_SIGNATURE', (made) => put({ ...made, url: made.url.replace('bytes=', 'bytes=1') }, mug)],
    [403, 'BAD_SIGNATURE', (made) => put({ ...made, url: made.url.replace(/\?.*/, '') }, mug)],
    [410, 'EXPIRED', (made) => ((house.now = made.expiresAt), put(made, mug))],
    [
      415,
      'WRONG_CONTENT_TYPE',
      (made) => put({ ...made, headers: [{ name: 'content-type', value: 'image/png' }] }, mug),
    ],
    [415, 'WRONG_CONTENT_TYPE', (made) => put({ ...made, headers: [{ name: 'content-type', value: 'picture' }] }, mug)],
    [415, 'WRONG_CONTENT_TYPE', (made) => put({ ...made, headers: [] }, mug)],
    [415, 'WRONG_CONTENT_TYPE', (made) => put(made, mug, { 'content-encoding': 'gzip' })],
    [415, 'WRONG_CONTENT_TYPE', (made) => put({ ...made, headers: [] }, '{', { 'content-type': 'application/json' })],
    [400, 'WRONG_LENGTH', (made) => put(made, mug.subarray(1))],
    [400, 'WRONG_LENGTH', (made) => put(made, '')],
    [413, 'TOO_LARGE', (made) => put(made, Buffer.concat([mug, mug]))],
    [422, 'NOT_A_PICTURE', (made) => put(made, 'x'.repeat(mug.length))],
    [422, 'BROKEN', (made) => put(made, Buffer.concat([mug.subarray(0, -99), Buffer.alloc(99)]))],
  ])('is answered with %i %s', async (status, code, send) => {
    const made = await upload();
    const response = await send(made);
    expect([response.status, await response.json()]).toEqual([status, refusal(code)]);
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(await imageOf(house, made)).toMatchObject({ stored: false });
  });

  test.each<[string, RegExp, () => Buffer]>([
    ['OTHER_FORMAT', /contentType image\/jpeg, and the file is PNG/, () => hollowPng(9, 9)],
    ['NOT_A_PICTURE', /is GIF/, () => Buffer.from('GIF89a')],
  ])('that is no JPEG as announced is answered with 422 %s and the remedy', async (code, message, make) => {
    const made = await upload(make().length);
    const response = await put(made, make());
    expect([response.status, await response.json()]).toEqual([422, refusal(code, expect.stringMatching(message))]);
  });

  test('to an image that is not there is answered with 404, a second one with 409', async () => {
    const [gone, filled] = [await upload(), await upload()];
    await house.database.prisma.image.deleteMany({ where: { id: gone.imageId } });
    await put(filled, mug);
    for (const [made, status, code] of [
      [gone, 404, 'NOT_FOUND'],
      [filled, 409, 'ALREADY_UPLOADED'],
    ] as const) {
      const response = await put(made, mug);
      expect([response.status, await response.json()]).toEqual([status, refusal(code)]);
    }
  });
});

describe('an upload', () => {
  test('twice at the same time is answered with 201 once and with 409 once', async () => {
    const made = await upload();
    const both = await Promise.all([
      begin(made, { 'content-length': mug.length }),
      begin(made, { 'content-length': mug.length }),
    ]);
    for (const connection of both) connection.send(mug.subarray(0, 100));
    for (const connection of both) connection.send(mug.subarray(100));
    const responses = await Promise.all(both.map((connection) => connection.everything()));
    expect(responses.map((response) => response.slice(9, 12)).toSorted()).toEqual(['201', '409']);
    expect(await imageOf(house, made)).toMatchObject({ stored: true });
  });

  test('without its length is answered with 411', async () => {
    const connection = await begin(await upload(), { 'transfer-encoding': 'chunked' });
    connection.send('4\r\nmugs\r\n0\r\n\r\n');
    expect(await connection.everything()).toMatch(/^HTTP\/1\.1 411 [^]*"LENGTH_REQUIRED"/);
  });

  test('of far too many bytes is answered while they are still being sent', async () => {
    const response = await put(await upload(10), Buffer.alloc(30_000_000));
    expect([response.status, await response.json()]).toEqual([413, refusal('TOO_LARGE')]);
  });
});

describe('a sender', () => {
  test('that goes away half-way has stored nothing, and may come again', async () => {
    const made = await upload();
    for (const leave of ['breakOff', 'finish'] as const) {
      const connection = await begin(made, { 'content-length': mug.length });
      connection.send(mug.subarray(0, 5_000));
      connection[leave]();
      await connection.everything();
      expect(await imageOf(house, made)).toMatchObject({ stored: false });
    }
    expect((await put(made, mug)).status).toBe(201);
  });

  test('that keeps silent half-way is answered with 408 and let go, and may come again', async () => {
    await close();
    await open({ silenceMs: 50 });
    const made = await upload();
    const connection = await begin(made, { 'content-length': mug.length, connection: 'keep-alive' });
    connection.send(mug.subarray(0, 5_000));
    expect(await connection.everything()).toMatch(/^HTTP\/1\.1 408 [^]*connection: close[^]*"SENDER_SILENT"/);
    expect(await imageOf(house, made)).toMatchObject({ stored: false });
    expect((await put(made, mug)).status).toBe(201);
  });

  test('that sends more than its content-length has the surplus taken for a next request, never for the picture', async () => {
    const made = await upload();
    const connection = await begin(made, { 'content-length': mug.length, connection: 'keep-alive' });
    connection.send(Buffer.concat([mug, Buffer.from('<script>\r\n\r\n')]));
    expect(await connection.everything()).toMatch(/HTTP\/1\.1 400 /);
    expect([201, 409]).toContain((await put(made, mug)).status); // whether the first was taken, the reset decides
    const image = await imageOf(house, made);
    expect(image?.stored && (await house.pictures.read(image))).toEqual(Buffer.from(mug));
  });

  test('that is refused may send the next request on the same connection', async () => {
    const [wrong, right] = [await upload(), await upload()];
    const connection = await begin(wrong, {
      'content-length': mug.length,
      'content-type': 'image/png',
      connection: 'keep-alive',
    });
    await connection.upTo('"WRONG_CONTENT_TYPE"');
    connection.send(mug);
    connection.send(
      head('PUT', right.url, { connection: 'close', 'content-type': 'image/jpeg', 'content-length': mug.length }),
    );
    connection.send(mug);
    expect(await connection.everything()).toMatch(/HTTP\/1\.1 415 [^]*HTTP\/1\.1 201 /);
  });
});

test('a failing storage is answered with a masked 500, and the URL remains valid', async () => {
  const made = await upload(jug.length);
  const incoming = path.join(house.folder, 'incoming');
  await rm(incoming, { recursive: true });
  const response = await put(made, jug);
  expect(response.status).toBe(500);
  expect(await response.json()).toEqual(
    refusal('INTERNAL_SERVER_ERROR', expect.stringMatching(/^This failed on our side/)),
  );
  await mkdir(incoming);
  expect((await put(made, jug)).status).toBe(201);
});

async function pictureUrl(width: number | null): Promise<string> {
  return house.urls.pictureUrl(await house.pictures.save(mug), width);
}

describe('a picture', () => {
  test('is served so that nothing but a picture can come of it', async () => {
    const response = await fetch(await pictureUrl(null));
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'content-length': String(mug.length),
      'cache-control': 'private, immutable, max-age=4500',
      'content-disposition': expect.stringMatching(/^inline; filename="[\da-f]{12}\.jpg"$/),
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'accept-ranges': 'none',
      etag: expect.stringMatching(/^"[\da-f]{64}"$/),
    });
    expect(Buffer.from(await response.arrayBuffer())).toEqual(Buffer.from(mug));
  });

  test('is scaled where its URL says so', async () => {
    const response = await fetch(await pictureUrl(100));
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/webp']);
    expect((await response.arrayBuffer()).byteLength).toBe(Number(response.headers.get('content-length')));
  });

  test('answers HEAD with headers only', async () => {
    for (const width of [null, 100]) {
      const url = await pictureUrl(width);
      const [whole, alone] = [await fetch(url), await fetch(url, { method: 'HEAD' })];
      for (const name of ['etag', 'cache-control', 'content-type', 'content-length', 'content-disposition']) {
        expect(alone.headers.get(name)).toBe(whole.headers.get(name));
      }
      expect([alone.status, await alone.text()]).toEqual([200, '']);
      await whole.arrayBuffer();
    }
  });

  test('is answered with 304 to a client that has it', async () => {
    const url = await pictureUrl(null);
    const etag = (await fetch(url)).headers.get('etag') ?? '';
    const response = await fetch(url, { headers: { 'if-none-match': etag } });
    expect([response.status, await response.text()]).toEqual([304, '']);
    expect(response.headers.get('etag')).toBe(etag);
    expect(response.headers.get('cache-control')).toBe('private, immutable, max-age=4500');
  });
});

describe('a picture that cannot be had', () => {
  test.each<[number, string, () => Promise<string>]>([
    [403, 'BAD_SIGNATURE', async () => (await pictureUrl(100)).replace('width=128', 'width=256')],
    [403, 'BAD_SIGNATURE', () => Promise.resolve(`${house.publicUrl}/pictures/nothing`)],
    [410, 'EXPIRED', () => pictureUrl(null).finally(() => (house.now += 75 * 60_000))],
    [
      404,
      'NOT_FOUND',
      () => Promise.resolve(house.urls.pictureUrl({ contentHash: contentHash(Buffer.from('lost')), width: 9 }, null)),
    ],
  ])('is answered with %i %s', async (status, code, url) => {
    const response = await fetch(await url());
    expect([response.status, await response.json()]).toEqual([status, refusal(code)]);
    expect(response.headers.get('cache-control')).toBe('no-store');
  });
});
