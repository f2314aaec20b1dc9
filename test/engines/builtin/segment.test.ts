import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decodePicture } from '../../../src/engines/builtin/pixels/decode.ts';
import { DIRECTIONS, minCut } from '../../../src/engines/builtin/segment/min-cut.ts';
import { CONFIDENCE_MIN, findSubject } from '../../../src/engines/builtin/segment/subject.ts';
import { type Photograph, photograph, type PhotographOptions } from '../../support/photograph.ts';
import { plainPicture } from '../../support/pixels.ts';

const { signal } = new AbortController();

/** The share of what is either found or there that is both. */
async function agreement({ bytes, subject }: Photograph): Promise<number> {
  const found = await findSubject(await decodePicture(bytes, signal), null, signal);
  if (found === null) return 0;
  let [both, either] = [0, 0];
  for (let pixel = 0; pixel < subject.length; pixel += 1) {
    const [isFound, isThere] = [(found.coverage.data[pixel] ?? 0) >= 128, (subject[pixel] ?? 0) >= 128];
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
      expect((await findSubject(picture, null, signal))?.confidence ?? 0).toBeLessThan(CONFIDENCE_MIN);
    }
  });
});

test('the cut through a grid is the cheapest of all', () => {
  const [width, height] = [3, 3];
  const size = width * height;
  const pairs = DIRECTIONS.filter((_, direction) => direction % 2 === 0);
  const costs = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: size, maxLength: size });
  const grids = fc.record({
    terminal: fc.array(fc.integer({ min: -20, max: 20 }), { minLength: size, maxLength: size }),
    ties: fc.tuple(costs, costs, costs, costs),
  });
  fc.assert(
    fc.property(grids, ({ terminal, ties }) => {
      const costOf = (isKept: (pixel: number) => boolean): number => {
        let cost = 0;
        for (let pixel = 0; pixel < size; pixel += 1) {
          const own = terminal[pixel] ?? 0;
          if (own > 0 !== isKept(pixel)) cost += Math.abs(own);
          for (const [pair, [across, down]] of pairs.entries()) {
            const [x, y] = [(pixel % width) + across, Math.floor(pixel / width) + down];
            if (x < 0 || x >= width || y >= height) continue;
            if (isKept(pixel) !== isKept(y * width + x)) cost += ties[pair]?.[pixel] ?? 0;
          }
        }
        return cost;
      };
      const cheapest = Math.min(
        ...Array.from({ length: 2 ** size }, (_, sides) => costOf((pixel) => ((sides >> pixel) & 1) === 1)),
      );
      const graph = { width, height, terminal: Int32Array.from(terminal), ties: ties.map((of) => Int32Array.from(of)) };
      const cut = minCut(graph);
      expect(costOf((pixel) => cut[pixel] === 1)).toBe(cheapest);
    }),
    { numRuns: 60 },
  );
});
