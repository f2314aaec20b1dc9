import { afterAll, beforeAll, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { createBuiltinEngine } from '../../src/engines/builtin/builtin-engine.ts';
import { graphql } from '../support/generated/index.ts';
import type { GraphqlClient } from '../support/graphql-client.ts';
import { madePicture } from '../support/made-picture.ts';
import { performBackground } from '../support/operations.ts';
import { photograph } from '../support/photograph.ts';
import { differing, maskOf, pixelsOf } from '../support/pixels.ts';
import { stoppedClock } from '../support/stopped-clock.ts';
import { startStudio, type Studio } from '../support/studio.ts';
import { uploadPicture } from '../support/upload-picture.ts';

const findSubject = graphql(`
  mutation FindSubjectOf($input: FindSubjectInput!) {
    findSubject(input: $input) {
      __typename
      ... on FoundSubject {
        confidence
        mask {
          id
          url
        }
        cutout {
          url
        }
      }
      ... on UserError {
        message
      }
    }
  }
`);
const imagesOf = graphql(`
  query ImagesOf($id: ID!) {
    project(id: $id) {
      balance
      images {
        nodes {
          id
        }
      }
    }
  }
`);

let studio: Studio;
let client: GraphqlClient;

beforeAll(async () => {
  const variables = { LIMIT_SUBJECTS_PER_MINUTE: '4' };
  studio = await startStudio({ engine: createBuiltinEngine(), clock: stoppedClock(), variables });
  client = await studio.client('ADMIN');
});
afterAll(() => studio.stop());

test('a subject is seen before it is paid for, and what is performed is exactly what was seen', async () => {
  const project = await studio.newProject(client, 10);
  const photo = await photograph({ width: 320, height: 240 });
  const imageId = await uploadPicture(client, project, photo.bytes, 'image/jpeg');
  const { findSubject: found } = await client.send(findSubject, { input: { imageId } });
  if (found.__typename !== 'FoundSubject') throw new Error(`nothing was found: ${found.message}`);
  expect(found.confidence).toBeGreaterThan(0.5);
  const fetched = async (url: string) => pixelsOf(new Uint8Array(await (await fetch(url)).arrayBuffer()));
  const [mask, cutout] = [await fetched(found.mask.url), await fetched(found.cutout.url)];
  const isSubject = (pixel: number) => (mask.data[pixel * 4] ?? 0) >= 128;
  expect(differing(mask, { ...mask, data: paintedOn(photo.subject) }, () => true)).toBeLessThan(0.02 * 320 * 240);
  expect([320 * 120 + 2, 0].map((pixel) => cutout.data[pixel * 4 + 3])).toEqual([0, 0]);
  expect((await client.send(imagesOf, { id: project })).project).toEqual({
    balance: 10,
    images: { nodes: [{ id: imageId }] },
  });

  const input = {
    projectId: project,
    idempotencyKey: 'seen',
    imageId,
    background: 'a beach',
    maskImageId: found.mask.id,
  };
  const { pixels } = await madePicture(client, (await client.send(performBackground, { input })).performBackground);
  expect(differing(pixels, await pixelsOf(photo.bytes), isSubject)).toBe(0);

  const noise = await sharp(Buffer.from(Array.from({ length: 90_000 }, (_, at) => (at * 7919 * (at % 251)) % 256)), {
    raw: { width: 200, height: 150, channels: 3 },
  })
    .png()
    .toBuffer();
  const unclear = await uploadPicture(client, project, noise);
  const { findSubject: unsure } = await client.send(findSubject, { input: { imageId: unclear } });
  if (unsure.__typename === 'FoundSubject') expect(unsure.confidence).toBeLessThan(0.5);
  else expect(unsure.message).toContain('Paint what to keep');

  const stroke = await uploadPicture(
    client,
    project,
    await maskOf(200, 150, (x, y) => (x - 100) ** 2 + (y - 75) ** 2 < 900),
  );
  const { findSubject: hinted } = await client.send(findSubject, { input: { imageId: unclear, hintImageId: stroke } });
  if (hinted.__typename !== 'FoundSubject') throw new Error('a stroke tells where the subject is');
  expect((await fetched(hinted.mask.url)).data[(75 * 200 + 100) * 4]).toBe(255);

  await client.send(findSubject, { input: { imageId } });
  await expect(client.send(findSubject, { input: { imageId } })).rejects.toThrow('LIMIT_SUBJECTS_PER_MINUTE allows 4');
});

function paintedOn(subject: Uint8Array): Uint8Array {
  const data = new Uint8Array(subject.length * 4);
  for (const [pixel, value] of subject.entries()) data.set([value, value, value, 255], pixel * 4);
  return data;
}
