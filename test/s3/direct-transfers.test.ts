import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import sharp from 'sharp';
import { S3Bucket } from '../../src/images/s3-bucket.ts';
import { S3Storage } from '../../src/images/s3-storage.ts';
import { S3Transfers } from '../../src/images/s3-transfers.ts';
import { contentHashOf } from '../../src/images/content-hash.ts';
import type { ImageId } from '../../src/ids.ts';
import { graphql } from '../support/generated/gql.ts';
import { listAll } from '../images/list-all.ts';
import type { GraphqlClient } from '../support/graphql-client.ts';
import { startStudio, type Studio } from '../support/studio.ts';
import { until } from '../support/until.ts';
import { addressesOf } from '../support/upload-picture.ts';
import { newBucket, variablesOf } from './s3-server.ts';

const createUpload = graphql(`
  mutation CreateDirectUpload($input: CreateImageUploadInput!) {
    createImageUpload(input: $input) {
      imageId
      url
      method
      headers {
        name
        value
      }
      completionUrl
    }
  }
`);

const IMAGE = '00000000-0000-7000-8000-000000000001' as ImageId; // in the form of one

let bucket: S3Bucket;
let studio: Studio;
let client: GraphqlClient;
let projectId: string;
let png: Uint8Array<ArrayBuffer>;

beforeAll(async () => {
  const settings = newBucket({ direct: true });
  bucket = new S3Bucket(settings);
  await bucket.client.send(new CreateBucketCommand({ Bucket: settings.bucket }));
  studio = await startStudio({ variables: { ...variablesOf(settings), STORAGE_DIRECT: '1' } });
  client = await studio.client();
  projectId = await studio.newProject(client, 100);
  const ring = { width: 96, height: 64, channels: 3, background: 'gold' } as const;
  png = new Uint8Array(await sharp({ create: ring }).png().toBuffer());
});
afterAll(() => studio.stop());

async function announce(bytes: number) {
  const input = { projectId, contentType: 'image/png', bytes };
  const { createImageUpload: upload } = await client.send(createUpload, { input });
  const completionUrl = upload.completionUrl ?? '';
  const send = async (body: Uint8Array<ArrayBuffer>, type = 'image/png') =>
    (await fetch(upload.url, { method: upload.method, headers: { 'content-type': type }, body })).status;
  const complete = async () => {
    const response = await fetch(completionUrl, { method: 'POST' });
    return { status: response.status, body: JSON.parse(await response.text()) as unknown };
  };
  return { ...upload, send, complete };
}

test('a picture goes to the bucket and back without passing the server, which takes it in at the end', async () => {
  const upload = await announce(png.length);
  expect(new URL(upload.url).origin).not.toBe(new URL(studio.url).origin);
  expect(await upload.complete()).toMatchObject({ status: 400, body: { error: { code: 'INCOMPLETE' } } });
  expect(await upload.send(png)).toBe(200);
  expect(await addressesOf(client, upload.imageId, [])).toEqual([]); // nothing is a picture before it was looked at
  const picture = { contentType: 'image/png', bytes: png.length, width: 96, height: 64 };
  expect(await upload.complete()).toEqual({ status: 201, body: { picture } });
  expect(await upload.complete()).toMatchObject({ status: 409, body: { error: { code: 'ALREADY_UPLOADED' } } });
  const [address = ''] = await addressesOf(client, upload.imageId, []);
  const redirect = await fetch(address, { redirect: 'manual' });
  expect(redirect.status).toBe(302);
  const secondsLeft = Number(new URL(address).searchParams.get('until')) - Date.now() / 1_000;
  const maxAge = Number(/max-age=(\d+)/.exec(redirect.headers.get('cache-control') ?? '')?.[1]);
  expect(Math.abs(maxAge - secondsLeft)).toBeLessThan(5);
  const followed = await fetch(address);
  expect(followed.headers.get('content-type')).toBe('image/png');
  expect(new Uint8Array(await followed.arrayBuffer())).toEqual(png);
  const again = await fetch(address, { redirect: 'manual' });
  expect(again.headers.get('location')).toBe(redirect.headers.get('location')); // so that browsers keep the picture
  const [, scaled = ''] = await addressesOf(client, upload.imageId, [64]);
  expect((await fetch(scaled, { redirect: 'manual' })).status).toBe(200);
});

test('the bucket refuses another length or type than was announced, and a URL that was changed', async () => {
  const before = await listAll(new S3Storage(bucket));
  const upload = await announce(png.length);
  expect(await upload.send(new Uint8Array(png.length + 1))).toBe(403);
  expect(await upload.send(png.slice(1))).toBe(403);
  expect(await upload.send(png, 'text/html')).toBe(403);
  const other = upload.url.replace(/uploads\/[\da-f-]+/, `uploads/${IMAGE}`);
  expect((await fetch(other, { method: 'PUT', headers: { 'content-type': 'image/png' }, body: png })).status).toBe(403);
  expect((await fetch(upload.url)).status).toBe(403); // a URL to write is none to read
  expect(await upload.complete()).toMatchObject({ status: 400, body: { error: { code: 'INCOMPLETE' } } });
  expect(await listAll(new S3Storage(bucket))).toEqual(before);
});

test('what is no picture of the announced type is refused after it was sent, and removed', async () => {
  const before = await listAll(new S3Storage(bucket));
  const transfers = new S3Transfers(bucket);
  const jpeg = new Uint8Array(await sharp(png).jpeg().toBuffer());
  for (const [file, code] of [
    [new Uint8Array(200).fill(7), 'NOT_A_PICTURE'],
    [jpeg, 'OTHER_FORMAT'],
  ] as const) {
    const upload = await announce(file.length);
    expect(await upload.send(file)).toBe(200);
    expect(await upload.complete()).toMatchObject({ status: 422, body: { error: { code } } });
    expect(await upload.complete()).toMatchObject({ status: 400, body: { error: { code: 'INCOMPLETE' } } });
  }
  expect(await listAll(new S3Storage(bucket))).toEqual(before);
  await transfers.forgetOld(Date.now() + 60_000);
  expect(await transfers.uploadedBytes(IMAGE)).toBeNull();
});

test('neither URL of the bucket outlives its time, and files that were sent and not completed are removed', async () => {
  const transfers = new S3Transfers(bucket);
  const [storage, picture] = [new S3Storage(bucket), contentHashOf(png)];
  await storage.put(picture, png);
  const now = Date.now();
  const untilSeconds = Math.floor(now / 1_000) + 2;
  const terms = { imageId: IMAGE, contentType: 'image/png', bytes: png.length, untilSeconds } as const;
  const write = await transfers.uploadUrl(terms, now);
  const read = await transfers.pictureUrl(picture, { from: now - 60_000, until: untilSeconds * 1_000 });
  const put = () => fetch(write, { method: 'PUT', headers: { 'content-type': 'image/png' }, body: png });
  expect([(await put()).status, (await fetch(read)).status]).toEqual([200, 200]);
  expect(await transfers.uploadedBytes(IMAGE)).toBe(png.length);
  await until(async () => Date.now() > untilSeconds * 1_000 + 1_000);
  expect([(await put()).status, (await fetch(read)).status]).toEqual([403, 403]);
  await transfers.forgetOld(now - 3_600_000);
  expect(await transfers.uploadedBytes(IMAGE)).toBe(png.length);
  await transfers.forgetOld(Date.now() + 60_000);
  expect(await transfers.uploadedBytes(IMAGE)).toBeNull();
});
