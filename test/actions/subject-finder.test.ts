import { afterAll, beforeAll, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { createBuiltinEngine } from '../../src/engines/builtin/builtin-engine.ts';
import { graphql } from '../support/generated/index.ts';
import type { GraphqlClient } from '../support/graphql-client.ts';
import { action, performBackground } from '../support/operations.ts';
import { photograph } from '../support/photograph.ts';
import { differing, maskOf, type Pixels, pixelsOf } from '../support/pixels.ts';
import { startStudio, type Studio } from '../support/studio.ts';
import { until } from '../support/until.ts';

const createImageUpload = graphql(`
  mutation UploadForSubject($input: CreateImageUploadInput!) {
    createImageUpload(input: $input) {
      imageId
      url
      method
      headers {
        name
        value
      }
    }
  }
`);
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
  studio = await startStudio({ engine: createBuiltinEngine(), variables: { LIMIT_SUBJECTS_PER_MINUTE: '4' } });
  client = await studio.client('ADMIN');
});
afterAll(() => studio.stop());

async function upload(bytes: Uint8Array, contentType: string, projectId: string): Promise<string> {
  const { createImageUpload: room } = await client.send(createImageUpload, {
    input: { projectId, contentType, bytes: bytes.length },
  });
  const headers = Object.fromEntries(room.headers.map(({ name, value }) => [name, value]));
  const { status } = await fetch(room.url, { method: room.method, headers, body: new Uint8Array(bytes) });
  expect(status).toBe(201);
  return room.imageId;
}

interface Performed {
  readonly __typename?: string;
  readonly action?: { readonly id: string };
  readonly message?: string;
}

/** Waits for the picture of an action that was accepted, and fetches it. */
async function picture(performed: Performed): Promise<{ actionId: string; imageId: string; pixels: Pixels }> {
  const actionId = performed.action?.id ?? `refused: ${performed.message}`;
  const image = await until(async () => {
    const found = (await client.send(action, { id: actionId })).action;
    if (found?.status === 'FAILED') throw new Error(found.failure?.message);
    return found?.image ?? null;
  });
  const response = await fetch(image.url);
  expect(response.headers.get('content-type')).toBe('image/webp');
  return { actionId, imageId: image.id, pixels: await pixelsOf(new Uint8Array(await response.arrayBuffer())) };
}

test('a subject is seen before it is paid for, and what is performed is exactly what was seen', async () => {
  const project = await studio.newProject(client, 10);
  const photo = await photograph({ width: 320, height: 240 });
  const imageId = await upload(photo.bytes, 'image/jpeg', project);
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
  const { pixels } = await picture((await client.send(performBackground, { input })).performBackground);
  expect(differing(pixels, await pixelsOf(photo.bytes), isSubject)).toBe(0);

  const noise = await sharp(Buffer.from(Array.from({ length: 90_000 }, (_, at) => (at * 7919 * (at % 251)) % 256)), {
    raw: { width: 200, height: 150, channels: 3 },
  })
    .png()
    .toBuffer();
  const unclear = await upload(noise, 'image/png', project);
  const { findSubject: unsure } = await client.send(findSubject, { input: { imageId: unclear } });
  if (unsure.__typename === 'FoundSubject') expect(unsure.confidence).toBeLessThan(0.5);
  else expect(unsure.message).toContain('Paint what to keep');

  const stroke = await upload(
    await maskOf(200, 150, (x, y) => (x - 100) ** 2 + (y - 75) ** 2 < 900),
    'image/png',
    project,
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
