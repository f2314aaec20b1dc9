import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import sharp from 'sharp';
import { S3Bucket } from '../../src/images/s3-bucket.ts';
import { S3Storage } from '../../src/images/s3-storage.ts';
import type { S3Settings } from '../../src/images/storage-settings.ts';
import { listAll } from '../images/list-all.ts';
import { DarkroomHouse } from '../support/darkroom.ts';
import { GraphqlClient } from '../support/graphql-client.ts';
import type { NodeProcess } from '../support/node-process.ts';
import { createProject } from '../support/operations.ts';
import { photograph } from '../support/photograph.ts';
import { addressesOf, uploadPicture } from '../support/upload-picture.ts';
import { newBucket, variablesOf } from './s3-server.ts';

let house: DarkroomHouse;
let other: DarkroomHouse;
let settings: S3Settings;
let bucket: S3Bucket;

beforeAll(async () => {
  [house, other] = [new DarkroomHouse(), new DarkroomHouse()];
  settings = newBucket();
  bucket = new S3Bucket(settings);
  await bucket.client.send(new CreateBucketCommand({ Bucket: settings.bucket }));
});
afterAll(() => Promise.all([house.remove(), other.remove()]));

const S3_ALONE = () => ({ ...variablesOf(settings), DATA_DIR: house.dataFolder });

test('pictures move from the folder to the bucket under a running server, and are served from there', async () => {
  const before = await house.serve();
  const { createProject: project } = await before.client.send(createProject, { input: { name: 'Moving' } });
  const old = await uploadPicture(before.client, project.id, await png(1));
  const move = house.start(['storage', 'move'], { ...S3_ALONE(), STORAGE_PREVIOUS: 'folder' });
  expect(await move.ended).toMatchObject({ code: 0, output: expect.stringContaining('1 copied, 0 were there') });
  const late = await uploadPicture(before.client, project.id, await png(2)); // it is still in the folder alone
  await stop(before.server);

  const during = await house.serve({ ...S3_ALONE(), STORAGE_PREVIOUS: 'folder' });
  for (const imageId of [old, late]) expect(await statusesOf(during.client, imageId)).toEqual([200, 200]);
  const again = house.start(['storage', 'move'], { ...S3_ALONE(), STORAGE_PREVIOUS: 'folder' });
  expect(await again.ended).toMatchObject({ code: 0, output: expect.stringContaining('1 copied, 1 were there') });
  await stop(during.server);

  await rm(path.join(house.dataFolder, 'pictures'), { recursive: true });
  const after = await house.serve(S3_ALONE());
  const fresh = await uploadPicture(after.client, project.id, await png(3));
  for (const imageId of [old, late, fresh]) expect(await statusesOf(after.client, imageId)).toEqual([200, 200]);
  expect(await listAll(new S3Storage(bucket))).toHaveLength(3);
  await stop(after.server);
});

test('a backup of the embedded database and of pictures in a bucket restores into another data folder and bucket', async () => {
  const { client, server } = await house.serve(S3_ALONE());
  const { createProject: project } = await client.send(createProject, { input: { name: 'Kept' } });
  const picture = await png(4);
  const imageId = await uploadPicture(client, project.id, picture);
  const folder = path.join(house.dataFolder, 'backup');
  expect(await house.start(['backup', folder], S3_ALONE()).ended).toMatchObject({ code: 0 });
  await stop(server);

  const into = newBucket();
  await bucket.client.send(new CreateBucketCommand({ Bucket: into.bucket }));
  const restore = () => other.start(['restore', folder], variablesOf(into)).ended;
  expect(await restore()).toMatchObject({ code: 0 });
  const { server: restored, url } = await other.listen(variablesOf(into));
  const again = new GraphqlClient(url, await house.firstKey());
  const [address = ''] = await addressesOf(again, imageId, []);
  expect(Buffer.from(await (await fetch(address)).arrayBuffer())).toEqual(Buffer.from(picture));
  expect(await restore()).toMatchObject({ code: 1, output: expect.stringContaining('the database is not empty') });
  await stop(restored);
  expect(await other.start(['check'], variablesOf(into)).ended).toMatchObject({ code: 0 });
});

async function png(seed: number): Promise<Uint8Array> {
  const { bytes } = await photograph({ width: 640, height: 480, seed });
  return sharp(bytes).png().toBuffer();
}

async function statusesOf(client: GraphqlClient, imageId: string): Promise<number[]> {
  const addresses = await addressesOf(client, imageId, [128]);
  return Promise.all(addresses.map(async (address) => (await fetch(address)).status));
}

async function stop(server: NodeProcess): Promise<void> {
  server.kill('SIGTERM');
  await server.ended;
}
