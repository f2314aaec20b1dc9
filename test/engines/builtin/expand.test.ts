import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createBuiltinEngine } from '../../../src/engines/builtin/builtin-engine.ts';
import { scaleOf } from '../../../src/engines/builtin/outpaint/completion.ts';
import { kdTreeOf, searchIn } from '../../../src/engines/builtin/outpaint/kd-tree.ts';
import { EngineRejectedError } from '../../../src/engines/engine.ts';
import { photograph } from '../../support/photograph.ts';
import { meanColour, type Pixels, pixelsOf, plainPicture } from '../../support/pixels.ts';

const engine = createBuiltinEngine();
const { signal } = new AbortController();

describe('expanding a picture', () => {
  test.each(['jpeg', 'png', 'webp'] as const)(
    'the original %s stays in it byte for byte, at its place',
    async (format) => {
      const photo = await photograph({ width: 320, height: 240, format });
      const sides = { top: 31, right: 170, bottom: 64, left: 5 };
      const made = await engine.expand({ picture: photo.bytes, ...sides, prompt: 'wider', seed: 7 }, signal);
      expect(made.contentType).toBe('image/webp');
      const [before, after] = [await pixelsOf(photo.bytes), await pixelsOf(made.bytes)];
      expect([after.width, after.height]).toEqual([320 + 175, 240 + 95]);
      expect(differingWithin(before, after, sides)).toBe(0);
    },
  );

  test('colours under transparency stay too', async () => {
    const photo = await photograph({ width: 200, height: 200, cutOut: true, format: 'png' });
    const sides = { top: 20, right: 20, bottom: 20, left: 20 };
    const made = await engine.expand({ picture: photo.bytes, ...sides, prompt: null, seed: 7 }, signal);
    const [before, after] = [await pixelsOf(photo.bytes), await pixelsOf(made.bytes)];
    expect(differingWithin(before, after, sides)).toBe(0);
    expect(after.data[3]).toBe(0);
  });

  test('the picture goes on without a seam: just outside it looks as just inside', async () => {
    const photo = await photograph({ width: 400, height: 300, backdrop: '#93b0c4' });
    const made = await engine.expand(
      { picture: photo.bytes, top: 0, right: 200, bottom: 0, left: 200, prompt: null, seed: 7 },
      signal,
    );
    const after = await pixelsOf(made.bytes);
    for (const edge of [200, 600]) {
      const column = (x: number): readonly number[] => meanColour(after, (pixel) => Math.abs((pixel % 800) - x) < 3);
      const [inside, outside] = [column(edge === 200 ? 204 : 595), column(edge === 200 ? 195 : 604)];
      for (const channel of [0, 1, 2])
        expect(Math.abs((inside[channel] ?? 0) - (outside[channel] ?? 0))).toBeLessThan(2.5);
    }
  });

  test('the grain of the photograph goes on outside of it', async () => {
    const photo = await photograph({ width: 400, height: 300, format: 'png' });
    const made = await engine.expand(
      { picture: photo.bytes, top: 0, right: 400, bottom: 0, left: 0, prompt: null, seed: 7 },
      signal,
    );
    const after = await pixelsOf(made.bytes);
    const [own, added] = [grainAround(after, 40, 60), grainAround(after, 700, 60)];
    expect(added).toBeGreaterThan(0.6 * own);
    expect(added).toBeLessThan(1.5 * own);
  });

  test('the product is not shown a second time', async () => {
    const photo = await photograph({ width: 400, height: 400, seed: 2, backdrop: '#e8e8e8' });
    const made = await engine.expand(
      { picture: photo.bytes, top: 0, right: 400, bottom: 0, left: 400, prompt: null, seed: 7 },
      signal,
    );
    const after = await pixelsOf(made.bytes);
    let colourful = 0;
    for (let pixel = 0; pixel < after.width * after.height; pixel += 1) {
      const x = pixel % after.width;
      const isColourful = (after.data[pixel * 4] ?? 0) > (after.data[pixel * 4 + 2] ?? 0) + 40;
      if (isColourful && (x < 400 || x >= 800)) colourful += 1;
    }
    expect(colourful).toBe(0);
  });

  test('a colour that the prompt names tints what is added, the more the farther out', async () => {
    const photo = await photograph({ width: 300, height: 300 });
    const sides = { top: 0, right: 300, bottom: 0, left: 0 };
    const plain = await pixelsOf(
      (await engine.expand({ picture: photo.bytes, ...sides, prompt: null, seed: 7 }, signal)).bytes,
    );
    const tinted = await pixelsOf(
      (await engine.expand({ picture: photo.bytes, ...sides, prompt: 'a red room', seed: 7 }, signal)).bytes,
    );
    const redness = (pixels: Pixels, from: number, to: number): number => {
      const [red, , blue] = meanColour(pixels, (pixel) => pixel % 600 >= from && pixel % 600 < to);
      return red - blue;
    };
    expect(redness(tinted, 500, 600)).toBeGreaterThan(redness(plain, 500, 600) + 15);
    expect(redness(tinted, 500, 600)).toBeGreaterThan(redness(tinted, 305, 340) + 10);
  });

  test('a picture of one pixel can be expanded', async () => {
    const picture = await plainPicture(1, 1, '#336699');
    const made = await engine.expand(
      { picture, top: 40, right: 40, bottom: 40, left: 40, prompt: null, seed: 7 },
      signal,
    );
    const after = await pixelsOf(made.bytes);
    expect([after.width, after.height]).toEqual([81, 81]);
    expect(meanColour(after).map(Math.round)).toEqual([0x33, 0x66, 0x99]);
  });

  test('a result of 24 megapixels keeps the original, too', async () => {
    const photo = await photograph({ width: 1024, height: 768 });
    const sides = { top: 1616, right: 4096, bottom: 1616, left: 880 };
    const made = await engine.expand({ picture: photo.bytes, ...sides, prompt: null, seed: 7 }, signal);
    const [before, after] = [await pixelsOf(photo.bytes), await pixelsOf(made.bytes)];
    expect([after.width, after.height]).toEqual([6000, 4000]);
    expect(differingWithin(before, after, sides)).toBe(0);
  });

  test('however large the picture is, patches are compared on a canvas of 384 pixels at the most', () => {
    const none = { top: 0, right: 0, bottom: 0, left: 0 };
    for (const [width, height] of [
      [100, 90],
      [4000, 3000],
      [8192, 2000],
    ] as const) {
      const scale = scaleOf({ width, height, data: new Uint8Array() }, { ...none, right: width / 2 });
      if (scale === null) throw new Error(`${width} by ${height} can be completed`);
      expect(width * 1.5 * scale).toBeLessThanOrEqual(384.5);
    }
    expect(scaleOf({ width: 8192, height: 100, data: new Uint8Array() }, none)).toBeNull();
  });

  test('a search in a k-d tree finds the nearest point, if it may look at every leaf', () => {
    const coordinate = fc.integer({ min: -50, max: 50 });
    const point = fc.tuple(coordinate, coordinate, coordinate);
    fc.assert(
      fc.property(fc.array(point, { minLength: 1, maxLength: 120 }), point, (points, wanted) => {
        const search = searchIn(kdTreeOf(Float32Array.from(points.flat()), 3), 1000);
        const best = { point: -1, distance: Number.POSITIVE_INFINITY };
        search(Float32Array.from(wanted), Float32Array.of(1, 1, 0.5), best);
        const distanceTo = ([x, y, z]: readonly [number, number, number]): number =>
          (x - wanted[0]) ** 2 + (y - wanted[1]) ** 2 + (z - wanted[2]) ** 2 / 2;
        expect(best.distance).toBe(Math.min(...points.map(distanceTo)));
      }),
      { numRuns: 200 },
    );
  });

  test('a side that no picture can have is refused', async () => {
    const picture = await plainPicture(100, 100, '#336699');
    const sides = { top: 0, right: 16_384, bottom: 0, left: 0 };
    await expect(engine.expand({ picture, ...sides, prompt: null, seed: 7 }, signal)).rejects.toThrow(
      EngineRejectedError,
    );
  });
});

/** How many bytes of the original differ from those at its place in the expanded picture. */
function differingWithin(before: Pixels, after: Pixels, { left, top }: { left: number; top: number }): number {
  let count = 0;
  for (let y = 0; y < before.height; y += 1) {
    const own = before.data.subarray(y * before.width * 4, (y + 1) * before.width * 4);
    const start = ((y + top) * after.width + left) * 4;
    const there = after.data.subarray(start, start + own.length);
    for (let at = 0; at < own.length; at += 1) if (own[at] !== there[at]) count += 1;
  }
  return count;
}

/** How much neighbours in a square of 30 pixels differ. */
function grainAround({ width, data }: Pixels, left: number, top: number): number {
  let sum = 0;
  for (let y = top; y < top + 30; y += 1) {
    for (let x = left; x < left + 30; x += 1) {
      const at = (y * width + x) * 4 + 1;
      sum += Math.abs((data[at] ?? 0) - (data[at + 4] ?? 0));
    }
  }
  return sum / 900;
}
