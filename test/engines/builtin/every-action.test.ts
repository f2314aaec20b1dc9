import { describe, expect, test } from '@jest/globals';
import { createBuiltinEngine } from '../../../src/engines/builtin/builtin-engine.ts';
import { type EnginePicture, EngineRejectedError } from '../../../src/engines/engine.ts';
import { photograph } from '../../support/photograph.ts';
import { pixelsOf } from '../../support/pixels.ts';

const engine = createBuiltinEngine();

type Perform = (picture: Uint8Array, word: string, signal: AbortSignal, seed?: number) => Promise<EnginePicture>;

const ACTIONS: readonly (readonly [name: string, perform: Perform])[] = [
  [
    'prompt',
    (source, word, signal, seed = 7) =>
      engine.prompt(
        {
          prompt: word,
          model: null,
          styling: null,
          background: 'forest',
          aspectRatio: { width: 4, height: 3 },
          source,
          mask: null,
          seed,
        },
        signal,
      ),
  ],
  [
    'edit',
    (picture, word, signal, seed = 7) =>
      engine.edit({ picture, prompt: word, model: null, styling: null, background: 'beach', seed }, signal),
  ],
  [
    'background',
    (picture, word, signal, seed = 7) =>
      engine.background({ picture, background: `wooden table ${word}`, mask: null, seed }, signal),
  ],
  [
    'expand',
    (picture, word, signal, seed = 7) =>
      engine.expand({ picture, top: 9, right: 120, bottom: 40, left: 7, prompt: word, seed }, signal),
  ],
];

describe.each(ACTIONS)('%s', (_, perform) => {
  const { signal } = new AbortController();

  test('the same request makes the same bytes, another word or another seed makes others', async () => {
    const { bytes } = await photograph({ width: 400, height: 300 });
    const first = await perform(bytes, 'red', signal);
    const again = await createdAnew(perform, bytes);
    const other = await perform(bytes, 'turquoise', signal);
    expect(Buffer.compare(first.bytes, again.bytes)).toBe(0);
    expect(Buffer.compare(first.bytes, other.bytes)).not.toBe(0);
    const repeated = await perform(bytes, 'red', signal, 8);
    expect(Buffer.compare(first.bytes, repeated.bytes)).not.toBe(0);
  });

  test.each([
    ['text', Buffer.from('no picture at all')],
    ['nothing', Buffer.alloc(0)],
    ['half a PNG', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')],
  ])('%s instead of a picture is refused for good', async (_name, bytes) => {
    await expect(perform(bytes, 'red', signal)).rejects.toThrow(EngineRejectedError);
  });

  test('a signal that has aborted stops it with its reason, and one that aborts soon after', async () => {
    const { bytes } = await photograph({ width: 1200, height: 900 });
    const reason = new Error('The time is over.');
    await expect(perform(bytes, 'red', AbortSignal.abort(reason))).rejects.toBe(reason);
    const controller = new AbortController();
    const running = perform(bytes, 'red', controller.signal);
    setTimeout(() => controller.abort(reason), 30);
    await expect(running).rejects.toBe(reason);
  });

  test('other work goes on meanwhile', async () => {
    const { bytes } = await photograph({ width: 1024, height: 1024 });
    let [turns, isDone] = [0, false];
    const count = (): void => {
      turns += 1;
      if (!isDone) setImmediate(count);
    };
    setImmediate(count);
    await perform(bytes, 'red', signal);
    isDone = true;
    expect(turns).toBeGreaterThan(100);
  });

  test.each(['jpeg', 'png', 'webp'] as const)(
    'a %s, turned by its EXIF tag, comes out upright and without a tag',
    async (format) => {
      const { bytes } = await photograph({ width: 300, height: 200, format, exifOrientation: 6 });
      const made = await perform(bytes, 'soft', signal);
      const { width, height } = await pixelsOf(made.bytes);
      expect(width).toBeGreaterThan(height);
    },
  );
});

/** As another process would make it. */
function createdAnew(perform: Perform, bytes: Uint8Array): Promise<EnginePicture> {
  return perform(Uint8Array.from(bytes), 'red', new AbortController().signal);
}
