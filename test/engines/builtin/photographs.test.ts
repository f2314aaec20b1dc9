import { beforeAll, describe, expect, test } from '@jest/globals';
import fs from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { createBuiltinEngine } from '../../../src/engines/builtin/builtin-engine.ts';
import { decodePicture } from '../../../src/engines/builtin/pixels/decode.ts';
import type { Coverage, Raster } from '../../../src/engines/builtin/pixels/raster.ts';
import { CONFIDENT, findSubject, type FoundSubject } from '../../../src/engines/builtin/segment/subject.ts';
import { EngineRejectedError } from '../../../src/engines/engine.ts';
import { differing, pixelsOf } from '../../support/pixels.ts';

const FOLDER = path.join(import.meta.dirname, '../../photographs');
const OUTLINES = JSON.parse(fs.readFileSync(path.join(FOLDER, 'outlines.json'), 'utf8')) as Record<string, string>; // a file of ours
const NAMES = Object.keys(OUTLINES);
const { signal } = new AbortController();
const engine = createBuiltinEngine();

interface Judged {
  readonly bytes: Uint8Array;
  readonly picture: Raster;
  /** What a person outlined: 255 or 0. */
  readonly painted: Uint8Array;
  readonly found: FoundSubject | null;
  readonly overlap: number;
}

const judged = new Map<string, Judged>();

beforeAll(async () => {
  for (const name of NAMES) {
    const bytes = fs.readFileSync(path.join(FOLDER, `${name}.jpg`));
    const picture = await decodePicture(bytes, signal);
    const painted = await paintedOf(name, picture);
    const found = await findSubject(picture, null, signal);
    judged.set(name, { bytes, picture, painted, found, overlap: found ? overlapOf(found.coverage, painted) : 0 });
  }
}, 60_000);

function judgedOf(name: string): Judged {
  const photograph = judged.get(name);
  if (!photograph) throw new Error(`no photograph ${name}`);
  return photograph;
}

async function paintedOf(name: string, { width, height }: Raster): Promise<Uint8Array> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="${width}" height="${height}"/><polygon points="${OUTLINES[name]}" fill="#fff"/></svg>`;
  return sharp(Buffer.from(svg)).extractChannel(0).raw().toBuffer();
}

/** Intersection over union. */
function overlapOf({ data }: Coverage, painted: Uint8Array): number {
  let [both, either] = [0, 0];
  for (const [pixel, value] of painted.entries()) {
    const [isPainted, isFound] = [value >= 128, (data[pixel] ?? 0) >= 128];
    if (isPainted && isFound) both += 1;
    if (isPainted || isFound) either += 1;
  }
  return both / either;
}

describe('on eight real photographs', () => {
  // As measured, less 0.02: what falls below has become worse.
  test.each([
    ['balloon', 0.96],
    ['books', 0.9],
    ['sunflower', 0.9],
    ['chameleon', 0.87],
    ['dog', 0.92],
  ])('the subject of %s is found: the overlap with the painted one is at least %f', (name, least) => {
    const { found, overlap } = judgedOf(name);
    expect(found?.confidence).toBeGreaterThanOrEqual(CONFIDENT);
    expect(overlap).toBeGreaterThanOrEqual(least);
  });

  test('what overlaps by less than 0.85 is told to be unsure', () => {
    const wrong = NAMES.filter((name) => judgedOf(name).overlap < 0.85);
    expect(wrong).toHaveLength(3);
    expect(Math.max(...wrong.map((name) => judgedOf(name).found?.confidence ?? 0))).toBeLessThan(CONFIDENT);
  });

  test('Background keeps every pixel that was found, and refuses to guess where it is unsure', async () => {
    for (const name of ['balloon', 'books', 'ball']) {
      const { bytes, found } = judgedOf(name);
      const performing = engine.background({ picture: bytes, background: 'plain white', mask: null, seed: 7 }, signal);
      if (found === null || found.confidence < CONFIDENT) {
        await expect(performing).rejects.toThrow(EngineRejectedError);
        continue;
      }
      const [before, after] = [await pixelsOf(bytes), await pixelsOf((await performing).bytes)];
      expect([name, differing(before, after, (pixel) => (found.coverage.data[pixel] ?? 0) >= 128)]).toEqual([name, 0]);
    }
  }, 60_000);
});
