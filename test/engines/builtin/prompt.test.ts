import { describe, expect, test } from '@jest/globals';
import { createBuiltinEngine } from '../../../src/engines/builtin/builtin-engine.ts';
import { clippingOf } from '../../../src/engines/builtin/pixels/clipping.ts';
import { flagged, regionsOf } from '../../../src/engines/builtin/segment/regions.ts';
import type { PromptRequest } from '../../../src/engines/engine.ts';
import { photograph } from '../../support/photograph.ts';
import { plainPrompt } from '../../support/plain-prompt.ts';
import { maskOf, meanColour, meanDifference, pixelsOf, type Pixels } from '../../support/pixels.ts';

const engine = createBuiltinEngine();
const { signal } = new AbortController();

const nothing = plainPrompt('');

async function made(words: Partial<PromptRequest>): Promise<Pixels> {
  const picture = await engine.prompt({ ...nothing, ...words }, signal);
  expect(picture.contentType).toBe('image/webp');
  return pixelsOf(picture.bytes);
}

describe('a picture from words', () => {
  let greyStudio: Pixels | undefined;

  test.each([
    [1, 1, 1024, 1024],
    [4, 5, 819, 1024],
    [16, 9, 1024, 576],
    [9, 16, 576, 1024],
    [21, 9, 1024, 439],
    [1, 100, 10, 1024],
    [100, 1, 1024, 10],
  ])('%i:%i is %i by %i pixels', async (width, height, expectedWidth, expectedHeight) => {
    const pixels = await made({ prompt: 'a ring', background: 'beach', aspectRatio: { width, height } });
    expect([pixels.width, pixels.height]).toEqual([expectedWidth, expectedHeight]);
  });

  test.each([
    ['red', (red: number, green: number, blue: number) => red > green + 60 && red > blue + 60],
    ['emerald green', (red: number, green: number, blue: number) => green > red + 40 && green > blue + 20],
    ['navy', (red: number, green: number, blue: number) => blue > red + 25 && blue > green + 15],
    ['pale yellow', (red: number, green: number, blue: number) => red > blue + 20 && green > blue + 20],
    ['#8a2be2', (red: number, green: number, blue: number) => blue > green + 60 && red > green + 30],
  ])('a background in %s shows that colour', async (colour, shows) => {
    const pixels = await made({ prompt: 'product shot', background: `a ${colour} background` });
    const corner = (pixel: number): boolean => Math.floor(pixel / 1024) < 200;
    expect(shows(...meanColour(pixels, corner))).toBe(true);
  });

  test('a colour belongs to the thing that it is said of', async () => {
    const middle = (pixel: number): boolean =>
      Math.abs((pixel % 1024) - 512) < 60 && Math.abs(Math.floor(pixel / 1024) - 700) < 60;
    const [red, , blue] = meanColour(await made({ prompt: 'a red armchair on a blue background' }), middle);
    const [otherRed, , otherBlue] = meanColour(await made({ prompt: 'a blue armchair on a red background' }), middle);
    expect(red).toBeGreaterThan(blue + 40);
    expect(otherBlue).toBeGreaterThan(otherRed + 40);
  });

  test('white, and nothing else, is white to the last pixel of the upper edge', async () => {
    const pixels = await made({ prompt: 'watch', background: 'plain white' });
    expect(meanColour(pixels, (pixel) => pixel < 1024).every((value) => value > 252)).toBe(true);
  });

  test.each([
    'beach',
    'forest',
    'marble',
    'wooden table',
    'city at night',
    'snowy mountains',
    'neon club',
    'silk',
    'clouds',
    'space',
  ])('a %s looks like no other scene', async (background) => {
    const pixels = await made({ prompt: 'bottle', background });
    greyStudio ??= await made({ prompt: 'bottle', background: 'grey studio' });
    expect(meanDifference(pixels, greyStudio)).toBeGreaterThan(15);
  });

  test.each([
    ['three red cans', 3],
    ['fünf rote Dosen', 5],
    ['2 red cans', 2],
    ['a red can', 1],
    ['20 red cans', 6],
  ])('"%s" shows as many', async (prompt, count) => {
    const words = { ...nothing, prompt, background: 'plain white', aspectRatio: { width: 2, height: 1 } };
    const { bytes } = await engine.prompt(words, signal);
    const standing = await clippingOf(bytes, await pixelsOf(bytes), signal);
    if (standing === null) throw new Error('the picture tells nothing of what stands in it');
    expect(
      regionsOf(
        flagged(standing, (pixel) => standing.data[pixel] === 255),
        400,
      ),
    ).toHaveLength(count);
  });

  test('what could not be drawn is told beside the picture', async () => {
    const request = { ...nothing, prompt: 'a watch and a Unicorn', background: 'beach' };
    expect((await engine.prompt(request, signal)).note).toBe('The preview engine could not draw: Unicorn.');
    const many = await engine.prompt({ ...request, prompt: 'nine cups' }, signal);
    expect(many.note).toBe('The preview engine could not draw: more than 6 things.');
    expect((await engine.prompt({ ...request, prompt: 'a watch' }, signal)).note).toBeNull();
  });

  test('styling changes light and palette', async () => {
    const words = { prompt: 'a bag', background: 'grey studio' };
    const plain = meanColour(await made(words));
    const dark = meanColour(await made({ ...words, styling: 'dramatic' }));
    const grey = meanColour(await made({ ...words, styling: 'monochrome' }));
    expect(dark[1]).toBeLessThan(plain[1] - 12);
    expect(Math.max(...grey) - Math.min(...grey)).toBeLessThan(3);
  });

  test('what words cannot mean for a picture does no harm', async () => {
    const odd = '"><script>&amp;<svg/onload=1> ]]> \u0000 𝕏 '.repeat(40);
    const pixels = await made({ prompt: odd, model: odd, styling: odd, background: odd });
    expect([pixels.width, pixels.height]).toEqual([1024, 1024]);
  });
});

describe('a picture around a product', () => {
  test("the product's own pixels are in it, where nothing is asked of the light", async () => {
    const photo = await photograph({ width: 800, height: 800, seed: 1 });
    const before = await pixelsOf(photo.bytes);
    const pixels = await made({ prompt: 'product shot', background: 'grey studio', source: photo.bytes });
    const product = meanColour(before, (pixel) => photo.subject[pixel] === 255);
    const middle = meanColour(
      pixels,
      (pixel) => Math.abs((pixel % 1024) - 450) < 60 && Math.abs(Math.floor(pixel / 1024) - 760) < 50,
    );
    // A teal glaze on a neutral ground: nothing else in the picture is blue.
    expect(product[2] - product[0]).toBeGreaterThan(25);
    expect(middle[2] - middle[0]).toBeGreaterThan(25);
    const corner = meanColour(pixels, (pixel) => pixel % 1024 < 100);
    expect(Math.abs(corner[2] - corner[0])).toBeLessThan(15);
  });

  test('of a masked photo, only what the mask keeps is used', async () => {
    const photo = await photograph({ width: 400, height: 400, backdrop: '#d83a2b', seed: 1 });
    const mask = await maskOf(400, 400, (x, y) => x < 120 && y < 120);
    const pixels = await made({ prompt: 'swatch', background: 'grey studio', source: photo.bytes, mask });
    const [red, , blue] = meanColour(
      pixels,
      (pixel) => Math.abs((pixel % 1024) - 512) < 150 && Math.abs(Math.floor(pixel / 1024) - 600) < 150,
    );
    expect(red - blue).toBeGreaterThan(90);
  });

  test('a transparent product stands in the scene without a box around it', async () => {
    const photo = await photograph({ width: 500, height: 500, cutOut: true, format: 'webp', seed: 2 });
    const pixels = await made({ prompt: 'mug', background: 'plain white', source: photo.bytes });
    expect(meanColour(pixels, (pixel) => Math.floor(pixel / 1024) < 150).every((value) => value > 252)).toBe(true);
  });

  test('a photo that was taken with the camera held upright stands upright', async () => {
    const upright = await photograph({ width: 600, height: 800, seed: 3 });
    const turned = await photograph({ width: 600, height: 800, seed: 3, exifOrientation: 6 });
    const words = { prompt: 'mug', background: 'plain white' };
    const height = async (source: Uint8Array): Promise<number> => {
      const pixels = await made({ ...words, source });
      return new Set(
        Array.from({ length: 1024 * 1024 }, (_, pixel) => pixel)
          .filter((pixel) => (pixels.data[pixel * 4] ?? 0) > (pixels.data[pixel * 4 + 2] ?? 0) + 60)
          .map((pixel) => Math.floor(pixel / 1024)),
      ).size;
    };
    expect(Math.abs((await height(upright.bytes)) - (await height(turned.bytes)))).toBeLessThan(12);
  });
});
