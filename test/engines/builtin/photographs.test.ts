import { beforeAll, describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { createBuiltinEngine } from '../../../src/engines/builtin/builtin-engine.ts';
import { decodePicture } from '../../../src/engines/builtin/pixels/decode.ts';
import type { Raster } from '../../../src/engines/builtin/pixels/raster.ts';
import { CONFIDENCE_MIN, findSubject, type FoundSubject } from '../../../src/engines/builtin/segment/subject.ts';
import { type Engine, EngineRejectedError } from '../../../src/engines/engine.ts';
import { outlinedSubject, overlapOf, PHOTOGRAPHS, readPhotograph } from '../../photographs/outlines.ts';
import { differing, type Pixels, pixelsOf } from '../../support/pixels.ts';

const { signal } = new AbortController();
const engine = createBuiltinEngine();

interface Judged {
  readonly bytes: Uint8Array;
  readonly picture: Raster;
  readonly found: FoundSubject | null;
  readonly overlap: number;
}

const judged = new Map<string, Judged>();

beforeAll(async () => {
  for (const name of PHOTOGRAPHS) {
    const bytes = readPhotograph(name);
    const picture = await decodePicture(bytes, signal);
    const outlined = await outlinedSubject(name, picture);
    const found = await findSubject(picture, null, signal);
    judged.set(name, { bytes, picture, found, overlap: found ? overlapOf(found.coverage, outlined) : 0 });
  }
}, 60_000);

function judgedOf(name: string): Judged {
  const photograph = judged.get(name);
  if (!photograph) throw new Error(`no photograph ${name}`);
  return photograph;
}

describe('on eight real photographs', () => {
  // The measured overlap minus 0.02: a lower one is a regression.
  test.each([
    ['balloon', 0.96],
    ['books', 0.9],
    ['sunflower', 0.9],
    ['chameleon', 0.87],
    ['dog', 0.92],
  ])('the subject of %s is found: the overlap with the painted one is at least %f', (name, least) => {
    const { found, overlap } = judgedOf(name);
    expect(found?.confidence).toBeGreaterThanOrEqual(CONFIDENCE_MIN);
    expect(overlap).toBeGreaterThanOrEqual(least);
  });

  test('a found subject whose overlap is less than 0.85 is reported as unsure', () => {
    const wrong = PHOTOGRAPHS.filter((name) => judgedOf(name).overlap < 0.85);
    expect(wrong).toHaveLength(3);
    expect(Math.max(...wrong.map((name) => judgedOf(name).found?.confidence ?? 0))).toBeLessThan(CONFIDENCE_MIN);
  });

  test('Background keeps every pixel that was found, and refuses to guess where it is unsure', async () => {
    for (const name of ['balloon', 'books', 'ball']) {
      const { bytes, found } = judgedOf(name);
      const performing = engine.background({ picture: bytes, background: 'plain white', mask: null, seed: 7 }, signal);
      if (found === null || found.confidence < CONFIDENCE_MIN) {
        await expect(performing).rejects.toThrow(EngineRejectedError);
        continue;
      }
      const [before, after] = [await pixelsOf(bytes), await pixelsOf((await performing).bytes)];
      expect([name, differing(before, after, (pixel) => (found.coverage.data[pixel] ?? 0) >= 128)]).toEqual([name, 0]);
    }
  }, 60_000);

  // The measured values plus a quarter.
  test.each([
    ['ball', 23],
    ['balloon', 1.2],
    ['books', 12],
    ['chameleon', 3],
    ['cocktail', 2.2],
    ['dog', 13],
    ['gamepad', 7],
    ['sunflower', 4.2],
  ])(
    'Expand keeps every pixel of %s, and goes on from it with a seam error of at most %f',
    async (name, most) => {
      const { bytes, picture } = judgedOf(name);
      const sides = { left: 128, top: 64, right: 128, bottom: 64 };
      const made = await pixelsOf(
        (await engine.expand({ picture: bytes, ...sides, prompt: null, seed: 7 }, signal)).bytes,
      );
      const own = await sharp(made.data, { raw: { width: made.width, height: made.height, channels: 4 } })
        .extract({ left: 128, top: 64, width: picture.width, height: picture.height })
        .raw()
        .toBuffer();
      expect(own.equals(picture.data)).toBe(true);
      expect(seamError(made, sides, picture)).toBeLessThanOrEqual(most);
    },
    60_000,
  );

  test('Expand repeats no part of the subject that a matting model finds', async () => {
    const { bytes, picture } = judgedOf('chameleon'); // segmentation misses its tail, which Expand therefore repeats
    const matting = { matte: () => outlinedSubject('chameleon', picture) };
    const sides = { left: 128, top: 64, right: 128, bottom: 64 };
    const request = { picture: bytes, ...sides, prompt: null, seed: 7 };
    const darkShare = async (from: Engine) => {
      const { width, data } = await pixelsOf((await from.expand(request, signal)).bytes);
      const [height, isDark] = [picture.height, (at: number) => (data[at] ?? 0) + (data[at + 1] ?? 0) < 200];
      let dark = 0;
      for (let y = 64; y < 64 + height; y += 1)
        for (let x = 0; x < 120; x += 1) if (isDark((y * width + x) * 4)) dark += 1;
      return dark / (120 * height);
    };
    expect(await darkShare(engine)).toBeGreaterThan(0.03);
    expect(await darkShare(createBuiltinEngine(matting))).toBeLessThan(0.001);
  }, 60_000);
});

/** The seam error: the mean colour difference, of 255, between squares of 16 pixels inside and outside of the picture's border. */
function seamError(made: Pixels, { left, top }: { left: number; top: number }, { width, height }: Raster): number {
  const differences: number[] = [];
  const compare = (inside: readonly [number, number], outside: readonly [number, number]): void => {
    const [one, other] = [squareAt(made, ...inside), squareAt(made, ...outside)];
    for (const channel of [0, 1, 2]) differences.push(Math.abs((one[channel] ?? 0) - (other[channel] ?? 0)));
  };
  for (let along = 0; along < height; along += SQUARE) {
    compare([left, top + along], [left - SQUARE, top + along]);
    compare([left + width - SQUARE, top + along], [left + width, top + along]);
  }
  for (let along = 0; along < width; along += SQUARE) {
    compare([left + along, top], [left + along, top - SQUARE]);
    compare([left + along, top + height - SQUARE], [left + along, top + height]);
  }
  return differences.reduce((sum, difference) => sum + difference, 0) / differences.length;
}

const SQUARE = 16;

function squareAt({ width, data }: Pixels, left: number, top: number): readonly number[] {
  const sums = [0, 0, 0];
  for (let y = top; y < top + SQUARE; y += 1) {
    for (let x = left; x < left + SQUARE; x += 1) {
      for (const channel of sums.keys())
        sums[channel] = (sums[channel] ?? 0) + (data[(y * width + x) * 4 + channel] ?? 0);
    }
  }
  return sums.map((sum) => sum / SQUARE ** 2);
}
