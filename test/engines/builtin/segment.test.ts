import { describe, expect, test } from '@jest/globals';
import { decodePicture } from '../../../src/engines/builtin/pixels/decode.ts';
import { findSubject } from '../../../src/engines/builtin/segment/subject.ts';
import { type Photograph, photograph, type PhotographOptions } from '../../support/photograph.ts';
import { plainPicture } from '../../support/pixels.ts';

const { signal } = new AbortController();

/** The share of what is either found or there that is both. */
async function agreement({ bytes, subject }: Photograph): Promise<number> {
  const found = await findSubject(await decodePicture(bytes, signal), signal);
  if (found === null) return 0;
  let [both, either] = [0, 0];
  for (let pixel = 0; pixel < subject.length; pixel += 1) {
    const [isFound, isThere] = [(found.data[pixel] ?? 0) >= 128, (subject[pixel] ?? 0) >= 128];
    if (isFound && isThere) both += 1;
    if (isFound || isThere) either += 1;
  }
  return both / either;
}

describe('telling a product from a plain backdrop', () => {
  test.each<[string, PhotographOptions]>([
    ['on grey paper', {}],
    ['on white paper', { backdrop: '#ffffff', seed: 4 }],
    ['before a dark wall', { backdrop: '#222428', seed: 3 }],
    ['on coloured paper', { backdrop: '#6fae7a', seed: 5 }],
    ['in a tall picture', { width: 600, height: 900, seed: 2, backdrop: '#f4f1ea' }],
    ['in a picture of 12 megapixels', { width: 4000, height: 3000, seed: 1 }],
  ])(
    '%s, 98 %% of the outline agrees, shadow and handle included',
    async (_, options) => {
      expect(await agreement(await photograph(options))).toBeGreaterThan(0.98);
    },
    60_000,
  );

  test('nothing is found where there is nothing', async () => {
    for (const colour of ['#000000', '#ffffff', '#88aacc']) {
      const picture = await decodePicture(await plainPicture(300, 200, colour), signal);
      expect(await findSubject(picture, signal)).toBeNull();
    }
  });
});
