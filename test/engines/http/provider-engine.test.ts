import { afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import sharp, { type Color } from 'sharp';
import type { Engine } from '../../../src/engines/engine.ts';
import { FakeProvider, PAINTED, sized } from './fake-provider.ts';
import { prompt, providedEngine } from './provided-engine.ts';

jest.setTimeout(30_000);

const ORIGINAL = { r: 220, g: 30, b: 30 };
const WIDTH = 300;
const HEIGHT = 200;
const never = new AbortController().signal;

let fake: FakeProvider;
let picture: Uint8Array;
let mask: Uint8Array;

beforeAll(async () => {
  const solid = (width: number, height: number, background: Color) =>
    sharp({ create: { width, height, channels: 3, background } });
  picture = await solid(WIDTH, HEIGHT, ORIGINAL).png().toBuffer();
  const kept = await solid(100, 100, 'white').png().toBuffer();
  mask = await solid(WIDTH, HEIGHT, 'black')
    .composite([{ input: kept, left: 100, top: 50 }])
    .png()
    .toBuffer();
});
beforeEach(async () => {
  fake = await new FakeProvider().listen();
});
afterEach(() => fake.close());

const engineOf = (choice: string, more?: Record<string, string>): Promise<Engine> => providedEngine(fake, choice, more);

async function pixel(bytes: Uint8Array, left: number, top: number): Promise<readonly number[]> {
  const { data } = await sharp(bytes)
    .removeAlpha()
    .extract({ left, top, width: 1, height: 1 })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return [...data];
}

async function near(bytes: Uint8Array, at: readonly [number, number], { r, g, b }: typeof ORIGINAL): Promise<boolean> {
  const found = await pixel(bytes, ...at);
  return [r, g, b].every((value, channel) => Math.abs((found[channel] ?? 0) - value) < 12);
}

/** It takes no mask: what is to be kept is put back all the same. */
const GEMINI = 'google:gemini-3.1-flash-image-preview';

describe.each([
  { name: 'openai', prompts: 'openai:gpt-image-2', edits: 'openai:gpt-image-2', paints: 'openai:gpt-image-2' },
  {
    name: 'a server that speaks like OpenAI',
    prompts: 'openai-compatible:sd',
    edits: 'openai-compatible:sd',
    paints: 'openai-compatible:sd',
  },
  {
    name: 'Black Forest Labs',
    prompts: 'bfl:flux-pro-1.1',
    edits: 'bfl:flux-kontext-pro',
    paints: 'bfl:flux-pro-1.0-fill',
  },
  {
    name: 'fal',
    prompts: 'fal:fal-ai/flux-2-pro',
    edits: 'fal:fal-ai/flux-pro/kontext',
    paints: 'fal:fal-ai/flux-pro/v1/fill',
  },
  {
    name: 'Replicate',
    prompts: 'replicate:black-forest-labs/flux-2-pro',
    edits: 'replicate:black-forest-labs/flux-kontext-pro',
    paints: 'replicate:black-forest-labs/flux-fill-pro',
  },
  { name: 'Google', prompts: GEMINI, edits: GEMINI, paints: GEMINI },
])('the four actions through $name', ({ prompts, edits, paints }) => {
  test('Prompt asks in words, and answers in the shape that was asked for', async () => {
    const made = await (await engineOf(prompts)).prompt({ ...prompt, styling: 'matte' }, never);
    const [width = 0, height = 0] = await sized(made.bytes);
    expect(width / height).toBeCloseTo(0.8, 1);
    expect(fake.seen).toMatchObject([{ fields: { prompt: 'a can Styling: matte.' }, image: null }]);
    expect(fake.seen[0]?.authorization).toContain('key-1');
    if (/^(bfl|fal):/.test(prompts)) expect(fake.seen[0]?.fields['seed']).toBe(prompt.seed);
    expect(fake.reports).toMatchObject([{ engine: prompts, task: 'generate', outcome: 'made' }]);
  });

  test('Prompt (Edit) sends the picture, and keeps width and height', async () => {
    const engine = await engineOf(edits, { ENGINE_PROMPT: 'builtin' });
    const made = await engine.edit({ ...prompt, picture, prompt: 'make it green' }, never);
    expect(await sized(made.bytes)).toEqual([WIDTH, HEIGHT]);
    expect(await near(made.bytes, [150, 100], PAINTED)).toBe(true);
    expect(fake.seen[0]?.image).not.toBeNull();
  });

  test('Background keeps what the mask keeps, though the model painted over everything', async () => {
    const engine = await engineOf(paints, { ENGINE_PROMPT: 'builtin' });
    const { bytes } = await engine.background({ picture, background: 'a beach', mask, seed: 7 }, never);
    expect(await sized(bytes)).toEqual([WIDTH, HEIGHT]);
    expect(await near(bytes, [150, 100], ORIGINAL)).toBe(true);
    expect(await near(bytes, [20, 20], PAINTED)).toBe(true);
    const sent = fake.seen[0]?.mask;
    if (paints.startsWith('openai-compatible')) expect(fake.seen[0]?.fields['mask_image']).toContain('data:image/png');
    if (paints === GEMINI) return expect(sent).toBeNull();
    if (!sent) throw new Error('no mask was sent');
    const at = async (x: number, y: number) => {
      const left = Math.round((x / WIDTH) * sent.width);
      // A frame of another shape holds the picture in its middle.
      const inner = (sent.width * HEIGHT) / WIDTH;
      const top = Math.round((sent.height - inner) / 2 + (y / HEIGHT) * inner);
      const place = { left, top, width: 1, height: 1 };
      return [...(await sharp(sent.bytes).ensureAlpha().extract(place).raw().toBuffer())];
    };
    const alpha = sent.channels === 4;
    expect(await at(20, 20)).toEqual([255, 255, 255, alpha ? 0 : 255]);
    expect(await at(150, 100)).toEqual([0, 0, 0, 255]);
  });

  test('Expand keeps the whole original, and has exactly the size that was asked for', async () => {
    const engine = await engineOf(paints, { ENGINE_PROMPT: 'builtin' });
    const frame = { top: 30, right: 400, bottom: 7, left: 60 };
    const { bytes } = await engine.expand({ picture, ...frame, prompt: null, seed: 7 }, never);
    expect(await sized(bytes)).toEqual([WIDTH + 460, HEIGHT + 37]);
    expect(await near(bytes, [60 + 150, 30 + 100], ORIGINAL)).toBe(true);
    expect(await near(bytes, [60 + 4, 30 + 4], ORIGINAL)).toBe(true);
    expect(await near(bytes, [60 + WIDTH + 100, 100], PAINTED)).toBe(true);
  });
});

test('a model that widens by itself is told the sides, and the original is put back', async () => {
  const engine = await engineOf('fal:fal-ai/flux-2-pro/outpaint', { ENGINE_PROMPT: 'builtin' });
  const { bytes } = await engine.expand(
    { picture, top: 0, right: 50, bottom: 20, left: 10, prompt: null, seed: 7 },
    never,
  );
  expect(await sized(bytes)).toEqual([WIDTH + 60, HEIGHT + 20]);
  expect(fake.seen[0]?.fields).toMatchObject({ expand_right: 50, expand_bottom: 20, expand_left: 10, expand_top: 0 });
  expect(await near(bytes, [150, 100], ORIGINAL)).toBe(true);
  expect(await near(bytes, [WIDTH + 40, 100], PAINTED)).toBe(true);
});

test('what a call took is told: tokens, money, and how it ended', async () => {
  await (await engineOf('openai:gpt-image-2')).prompt(prompt, never);
  await (await engineOf('bfl:flux-pro-1.1')).prompt(prompt, never);
  expect(fake.reports.map(({ usage }) => usage.outputTokens ?? usage.providerUnits)).toEqual([1_000, 4]);
});

test('the package of a provider is loaded only if the provider is configured', async () => {
  const program = path.join(import.meta.dirname, 'packages-in-turn.ts');
  const { stdout } = await promisify(execFile)(process.execPath, ['--disable-warning=ExperimentalWarning', program]);
  expect(JSON.parse(stdout)).toEqual({
    builtin: [],
    openai: ['@ai-sdk/openai', 'ai'],
    'openai-compatible': ['@ai-sdk/openai-compatible'],
    google: ['@ai-sdk/google'],
    fal: ['@ai-sdk/fal'],
    bfl: ['@ai-sdk/black-forest-labs'],
    replicate: ['@ai-sdk/replicate'],
  });
});
