import { describe, expect, test } from '@jest/globals';
import { createBuiltinEngine } from '../../../src/engines/builtin/builtin-engine.ts';
import type { EditRequest } from '../../../src/engines/engine.ts';
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
    'something that no table knows',
  ])('"%s" keeps size and composition, and changes the colours for all to see', async (prompt) => {
    const photo = await photograph({ width: 640, height: 480 });
    const before = await pixelsOf(photo.bytes);
    const after = await edited(photo.bytes, { prompt });
    expect([after.width, after.height]).toEqual([640, 480]);
    expect(correlation(brightnessOf(before), brightnessOf(after))).toBeGreaterThan(0.95);
    expect(correlation(edgesOf(before), edgesOf(after))).toBeGreaterThan(0.7);
    expect(meanDifference(before, after)).toBeGreaterThan(5);
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
