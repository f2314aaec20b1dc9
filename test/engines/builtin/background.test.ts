import { describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { createBuiltinEngine } from '../../../src/engines/builtin/builtin-engine.ts';
import { EngineRejectedError } from '../../../src/engines/engine.ts';
import { photograph } from '../../support/photograph.ts';
import { differing, maskOf, meanColour, pixelsOf, plainPicture } from '../../support/pixels.ts';

const engine = createBuiltinEngine();
const { signal } = new AbortController();

describe('a background behind a masked picture', () => {
  test('every pixel that the mask keeps is kept byte for byte, and every other one far from it is new', async () => {
    const photo = await photograph({ width: 640, height: 480, seed: 3 });
    const inside = (x: number, y: number): boolean => (x - 300) ** 2 + (y - 260) ** 2 < 140 ** 2;
    const mask = await maskOf(640, 480, inside);
    const made = await engine.background({ picture: photo.bytes, background: 'forest', mask, seed: 7 }, signal);
    expect(made.contentType).toBe('image/webp');
    const [before, after] = [await pixelsOf(photo.bytes), await pixelsOf(made.bytes)];
    expect([after.width, after.height]).toEqual([640, 480]);
    const kept = (pixel: number): boolean => inside(pixel % 640, Math.floor(pixel / 640));
    const far = (pixel: number): boolean =>
      ((pixel % 640) - 300) ** 2 + (Math.floor(pixel / 640) - 260) ** 2 > 146 ** 2;
    expect(differing(before, after, kept)).toBe(0);
    expect(differing(before, after, far)).toBeGreaterThan(0.97 * 640 * 480 - Math.PI * 146 ** 2);
  });

  test('a mask of another size is stretched over the picture', async () => {
    const photo = await photograph({ width: 600, height: 300 });
    const mask = await maskOf(40, 60, (x) => x >= 20);
    const made = await engine.background({ picture: photo.bytes, background: 'teal studio', mask, seed: 7 }, signal);
    const [before, after] = [await pixelsOf(photo.bytes), await pixelsOf(made.bytes)];
    expect(differing(before, after, (pixel) => pixel % 600 >= 310)).toBe(0);
    expect(differing(before, after, (pixel) => pixel % 600 < 285)).toBeGreaterThan(0.95 * 285 * 300);
  });

  test('a mask painted in white on transparency keeps what is painted', async () => {
    const photo = await photograph({ width: 200, height: 200 });
    const white = await sharp({ create: { width: 100, height: 200, channels: 4, background: '#ffffff' } })
      .extend({ right: 100, background: '#00000000' })
      .png()
      .toBuffer();
    const made = await engine.background(
      { picture: photo.bytes, background: 'black studio', mask: white, seed: 7 },
      signal,
    );
    const [before, after] = [await pixelsOf(photo.bytes), await pixelsOf(made.bytes)];
    expect(differing(before, after, (pixel) => pixel % 200 < 100)).toBe(0);
    expect(differing(before, after, (pixel) => pixel % 200 > 110)).toBeGreaterThan(10_000);
  });

  test('a mask that keeps nothing, or everything, is refused with a reason', async () => {
    const { bytes: picture } = await photograph({ width: 200, height: 150 });
    const nothing = await maskOf(50, 50, () => false);
    const everything = await maskOf(50, 50, () => true);
    await expect(engine.background({ picture, background: 'beach', mask: nothing, seed: 7 }, signal)).rejects.toThrow(
      new EngineRejectedError('The mask keeps nothing. Paint what to keep white.'),
    );
    await expect(
      engine.background({ picture, background: 'beach', mask: everything, seed: 7 }, signal),
    ).rejects.toThrow(new EngineRejectedError('The mask keeps the whole picture. Leave black what is to be replaced.'));
  });
});

describe('a background behind a picture without a mask', () => {
  test.each([
    ['pale paper', { backdrop: '#dcdcd8', seed: 1 }],
    ['white paper', { backdrop: '#ffffff', seed: 3 }],
    ['a dark wall', { backdrop: '#25272c', seed: 4 }],
    ['coloured paper', { backdrop: '#6fae7a', seed: 2 }],
  ])('a product on %s is told from it, and kept byte for byte', async (_, options) => {
    const photo = await photograph({ width: 900, height: 700, ...options });
    const made = await engine.background(
      { picture: photo.bytes, background: 'plain magenta', mask: null, seed: 7 },
      signal,
    );
    const [before, after] = [await pixelsOf(photo.bytes), await pixelsOf(made.bytes)];
    const core = await eroded(photo.subject, 900, 700);
    const size = core.filter((value) => value === 255).length;
    expect(size).toBeGreaterThan(50_000);
    expect(differing(before, after, (pixel) => core[pixel] === 255)).toBeLessThan(0.002 * size);
    // What is neither the product nor near it shows the asked colour; through the handle, too.
    const [red, green, blue] = meanColour(after, (pixel) => photo.subject[pixel] === 0);
    expect(red).toBeGreaterThan(green + 90);
    expect(blue).toBeGreaterThan(green + 50);
    expect(after.data[(Math.round(0.56 * 700) * 900 + Math.round(0.69 * 900)) * 4 + 1]).toBeLessThan(90);
  });

  test('transparency is a mask: opaque pixels are kept byte for byte, and nothing stays transparent', async () => {
    const photo = await photograph({ width: 500, height: 500, cutOut: true, format: 'png' });
    const made = await engine.background({ picture: photo.bytes, background: 'marble', mask: null, seed: 7 }, signal);
    const [before, after] = [await pixelsOf(photo.bytes), await pixelsOf(made.bytes)];
    expect(differing(before, after, (pixel) => before.data[pixel * 4 + 3] === 255)).toBe(0);
    expect(after.data.every((value, at) => at % 4 !== 3 || value === 255)).toBe(true);
  });

  test('a picture in which nothing can be told apart is refused, and so is a Prompt around it', async () => {
    const noise = Buffer.from(Array.from({ length: 300 * 200 * 3 }, (_, at) => (at * 7919 * (at % 251)) % 256));
    const picture = await sharp(noise, { raw: { width: 300, height: 200, channels: 3 } })
      .png()
      .toBuffer();
    const refusal = new EngineRejectedError('The subject could not be told from its background. Paint what to keep.');
    const words = { model: null, styling: null, aspectRatio: { width: 1, height: 1 }, mask: null, seed: 7 };
    await expect(
      engine.background({ picture, background: 'plain white', mask: null, seed: 7 }, signal),
    ).rejects.toThrow(refusal);
    await expect(
      engine.prompt({ ...words, prompt: 'the product', background: 'beach', source: picture }, signal),
    ).rejects.toThrow(refusal);
  });

  test('a picture that is all transparent is refused', async () => {
    const picture = await sharp({ create: { width: 50, height: 50, channels: 4, background: '#00000000' } })
      .png()
      .toBuffer();
    await expect(engine.background({ picture, background: 'beach', mask: null, seed: 7 }, signal)).rejects.toThrow(
      EngineRejectedError,
    );
  });

  test('what the engine itself has put into a scene is known exactly when the scene changes', async () => {
    const first = await engine.prompt(
      {
        prompt: 'a white mug',
        model: null,
        styling: null,
        background: 'white marble',
        aspectRatio: { width: 1, height: 1 },
        source: null,
        mask: null,
        seed: 7,
      },
      signal,
    );
    const beach = await engine.background({ picture: first.bytes, background: 'beach', mask: null, seed: 7 }, signal);
    const night = await engine.background(
      { picture: beach.bytes, background: 'city at night', mask: null, seed: 7 },
      signal,
    );
    const [one, two, three] = await Promise.all([first, beach, night].map(({ bytes }) => pixelsOf(bytes)));
    if (one === undefined || two === undefined || three === undefined) throw new Error('Three pictures were made.');
    const same = (pixel: number): boolean =>
      [0, 1, 2].every((at) => one.data[pixel * 4 + at] === two.data[pixel * 4 + at]);
    // The mug stands in the middle; all of it that the first change kept, the second keeps.
    const kept = Array.from({ length: one.width * one.height }, (_, pixel) => same(pixel));
    expect(kept.filter(Boolean).length).toBeGreaterThan(60_000);
    expect(kept[Math.round(one.height * 0.7) * one.width + one.width / 2]).toBe(true);
    expect(differing(two, three, (pixel) => kept[pixel] === true)).toBeLessThan(200);
  });

  test('the smallest pictures work as far as there is something to keep', async () => {
    for (const [width, height] of [
      [2, 1],
      [1, 40],
      [7, 3],
    ] as const) {
      const picture = await plainPicture(width, height, '#aa3311');
      const mask = await maskOf(width, height, (x, y) => x + y > 0);
      const made = await engine.background({ picture, background: 'forest', mask, seed: 7 }, signal);
      const { width: madeWidth, height: madeHeight } = await pixelsOf(made.bytes);
      expect([madeWidth, madeHeight]).toEqual([width, height]);
      const unmasked = { picture, background: 'forest', mask: null, seed: 7 };
      await expect(engine.background(unmasked, signal)).rejects.toThrow(EngineRejectedError);
    }
  });
});

/** The subject without the few pixels along its outline that mix with the backdrop. */
async function eroded(subject: Uint8Array, width: number, height: number): Promise<Uint8Array> {
  return sharp(subject, { raw: { width, height, channels: 1 } })
    .blur(2)
    .extractChannel(0)
    .raw()
    .toBuffer();
}
