import { describe, expect, test } from '@jest/globals';
import { createBuiltinEngine } from '../../../src/engines/builtin/builtin-engine.ts';
import { type EditRequest, EngineRejectedError } from '../../../src/engines/engine.ts';
import { photograph } from '../../support/photograph.ts';
import {
  brightnessOf,
  correlation,
  edgesOf,
  meanColour,
  meanDifference,
  pixelsOf,
  type Pixels,
} from '../../support/pixels.ts';

const engine = createBuiltinEngine();
const { signal } = new AbortController();

async function edited(picture: Uint8Array, words: Partial<EditRequest>): Promise<Pixels> {
  const request = { picture, prompt: '', model: null, styling: null, background: null, seed: 7, ...words };
  return pixelsOf((await engine.edit(request, signal)).bytes);
}

describe('editing a picture', () => {
  test.each([
    'dramatic light',
    'pastel and soft',
    'vintage film',
    'neon',
    'warm golden hour',
    'cool and crisp',
    'in deep purple and gold',
  ])('"%s" keeps size and composition, and changes the colours for all to see', async (prompt) => {
    const photo = await photograph({ width: 640, height: 480 });
    const before = await pixelsOf(photo.bytes);
    const after = await edited(photo.bytes, { prompt });
    expect([after.width, after.height]).toEqual([640, 480]);
    expect(correlation(brightnessOf(before), brightnessOf(after))).toBeGreaterThan(0.95);
    expect(correlation(edgesOf(before), edgesOf(after))).toBeGreaterThan(0.7);
    expect(meanDifference(before, after)).toBeGreaterThan(5);
  });

  const brightness = (pixels: Pixels) => brightnessOf(pixels).reduce((sum, value) => sum + value, 0);
  const warmth = (pixels: Pixels) => meanColour(pixels)[0] - meanColour(pixels)[2];
  const yellow = (pixels: Pixels) => meanColour(pixels)[0] + meanColour(pixels)[1] - 2 * meanColour(pixels)[2];
  const blueness = (pixels: Pixels) => meanColour(pixels)[2] - meanColour(pixels)[0];
  /** How far the darkest twentieth lies below the middle. */
  const shadow = (pixels: Pixels) => {
    const sorted = brightnessOf(pixels).toSorted((one, other) => one - other);
    return (sorted[sorted.length >> 1] ?? 0) - (sorted[Math.floor(sorted.length / 20)] ?? 0);
  };
  const spread = (pixels: Pixels) => {
    const values = brightnessOf(pixels);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return values.reduce((sum, value) => sum + Math.abs(value - mean), 0);
  };

  test.each<[string, 'more' | 'less', (pixels: Pixels) => number]>([
    ['darker', 'less', brightness],
    ['too dark', 'more', brightness],
    ['brighter', 'more', brightness],
    ['not so bright', 'less', brightness],
    ['warmer', 'more', warmth],
    ['a bit cooler', 'less', warmth],
    ['less yellow', 'less', yellow],
    ['bluer', 'more', blueness],
    ['no shadow', 'less', shadow],
    ['weniger Schatten', 'less', shadow],
    ['more contrast', 'more', spread],
    ['dunkler', 'less', brightness],
  ])('"%s" moves the picture %s that way', async (prompt, direction, measure) => {
    const photo = await photograph({ width: 200, height: 200, backdrop: '#d9cfae' });
    const before = measure(await pixelsOf(photo.bytes));
    const change = (measure(await edited(photo.bytes, { prompt })) - before) / Math.max(Math.abs(before), 20);
    expect(direction === 'more' ? change : -change).toBeGreaterThan(0.04);
  });

  test('"much darker" is darker than "darker", and that is darker than "a bit darker"', async () => {
    const photo = await photograph({ width: 200, height: 200 });
    const prompts = ['much darker', 'darker', 'a bit darker'];
    const made = await Promise.all(prompts.map(async (prompt) => brightness(await edited(photo.bytes, { prompt }))));
    expect(made.toSorted((one, other) => one - other)).toEqual(made);
  });

  test('words that it does not know are told beside the picture, and an edit by nothing else is refused', async () => {
    const { bytes: picture } = await photograph({ width: 200, height: 200 });
    const request = {
      picture,
      prompt: 'warmer, with a Unicorn',
      model: null,
      styling: null,
      background: null,
      seed: 7,
    };
    expect((await engine.edit(request, signal)).note).toBe('The preview engine did not understand: Unicorn.');
    expect((await engine.edit({ ...request, prompt: 'warmer' }, signal)).note).toBeNull();
    await expect(engine.edit({ ...request, prompt: 'a Unicorn' }, signal)).rejects.toThrow(EngineRejectedError);
  });

  test('the words decide what changes: warm is warmer than cool, monochrome has no colour', async () => {
    const photo = await photograph({ width: 300, height: 300, seed: 2 });
    const [warmRed, , warmBlue] = meanColour(await edited(photo.bytes, { styling: 'warm' }));
    const [coolRed, , coolBlue] = meanColour(await edited(photo.bytes, { styling: 'cool' }));
    expect(warmRed - warmBlue).toBeGreaterThan(coolRed - coolBlue + 25);
    const grey = await edited(photo.bytes, { prompt: 'black and white' });
    let colourfulness = 0;
    for (let at = 0; at < grey.data.length; at += 4) {
      colourfulness = Math.max(colourfulness, Math.abs((grey.data[at] ?? 0) - (grey.data[at + 2] ?? 0)));
    }
    expect(colourfulness).toBeLessThan(14);
  });

  test('another background comes in behind the subject, which stays in its place', async () => {
    const photo = await photograph({ width: 600, height: 600, seed: 1 });
    const before = await pixelsOf(photo.bytes);
    const after = await edited(photo.bytes, { prompt: 'the same', background: 'plain orange' });
    const onSubject = (pixel: number): boolean => photo.subject[pixel] === 255;
    const [red, , blue] = meanColour(after, (pixel) => photo.subject[pixel] === 0);
    expect(red - blue).toBeGreaterThan(100);
    const [one, other] = [brightnessOf(before), brightnessOf(after)];
    expect(
      correlation(
        one.filter((_, pixel) => onSubject(pixel)),
        other.filter((_, pixel) => onSubject(pixel)),
      ),
    ).toBeGreaterThan(0.95);
  });

  test('transparency stays as it is', async () => {
    const photo = await photograph({ width: 200, height: 200, cutOut: true, format: 'png' });
    const before = await pixelsOf(photo.bytes);
    const after = await edited(photo.bytes, { prompt: 'sepia' });
    const alpha = ({ data }: Pixels): Uint8Array => data.filter((_, at) => at % 4 === 3);
    expect(alpha(after)).toEqual(alpha(before));
  });
});
