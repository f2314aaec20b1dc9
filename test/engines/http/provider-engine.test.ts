import { afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { ServerResponse } from 'node:http';
import sharp, { type Color } from 'sharp';
import { readConfig } from '../../../src/config/config.ts';
import {
  type Engine,
  EngineBusyError,
  EngineMisconfiguredError,
  EngineRejectedError,
  EngineUnavailableError,
} from '../../../src/engines/engine.ts';
import type { CallReport } from '../../../src/engines/http/model-caller.ts';
import { openProviderEngine } from '../../../src/engines/http/open-provider-engine.ts';
import { answeringInTime, EngineTimedOutError } from '../../../src/engines/time-limit.ts';
import { until } from '../../support/until.ts';
import { error, FakeProvider, type Fault, PAINTED, says, sized, text } from './fake-provider.ts';

jest.setTimeout(30_000);

const ORIGINAL = { r: 220, g: 30, b: 30 };
const WIDTH = 300;
const HEIGHT = 200;
const never = new AbortController().signal;

let fake: FakeProvider;
let picture: Uint8Array;
let mask: Uint8Array;
let reports: CallReport[];

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
  reports = [];
});
afterEach(() => fake.close());

const PATHS = { openai: '/v1', 'openai-compatible': '/v1', bfl: '/v1', fal: '' } as const;

/** As the process opens it, with the address of the fake. */
function engineOf(choice: string, more: Record<string, string> = {}): Promise<Engine> {
  const [provider, model] = choice.split(/:(.*)/s) as [keyof typeof PATHS, string];
  const { engine: settings } = readConfig(
    {
      ENGINE_PROMPT: choice,
      ENGINE_URL: `${fake.origin}${PATHS[provider]}`,
      ENGINE_API_KEY: 'key-1',
      OPENAI_API_KEY: 'key-1',
      BFL_API_KEY: 'key-1',
      FAL_KEY: 'key-1',
      ...more,
    },
    process.cwd(),
  );
  const surroundings = { report: (call: CallReport) => void reports.push(call), elapsedMs: () => 0, now: () => 0 };
  return openProviderEngine({ provider, model }, settings, surroundings);
}

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

const prompt = {
  prompt: 'a can',
  model: null,
  styling: null,
  background: null,
  aspectRatio: { width: 4, height: 5 },
  source: null,
  mask: null,
  seed: 7,
};

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
])('the four actions through $name', ({ prompts, edits, paints }) => {
  test('Prompt asks in words, and answers in the shape that was asked for', async () => {
    const made = await (await engineOf(prompts)).prompt({ ...prompt, styling: 'matte' }, never);
    const [width = 0, height = 0] = await sized(made.bytes);
    expect(width / height).toBeCloseTo(0.8, 1);
    expect(fake.seen).toMatchObject([{ fields: { prompt: 'a can Styling: matte.' }, image: null }]);
    expect(fake.seen[0]?.authorization).toContain('key-1');
    if (/^(bfl|fal):/.test(prompts)) expect(fake.seen[0]?.fields['seed']).toBe(prompt.seed);
    expect(reports).toMatchObject([{ engine: prompts, task: 'generate', outcome: 'made' }]);
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
  expect(reports.map(({ usage }) => usage.outputTokens ?? usage.providerUnits)).toEqual([1_000, 4]);
});

describe('each failure has one meaning', () => {
  test.each<[string, Fault, new (...args: never[]) => Error, string | RegExp]>([
    ['400 moderation_blocked', says(400, error('moderation_blocked')), EngineRejectedError, /content policy/],
    ['422 about safety', says(422, error('x', 'flagged by safety system')), EngineRejectedError, /content policy/],
    ['400 of another kind', says(400, error('invalid_value', 'too long')), EngineRejectedError, /too long/],
    ['429', says(429, error('rate_limit_exceeded')), EngineBusyError, ''],
    ['429 for want of money', says(429, error('insufficient_quota')), EngineMisconfiguredError, /429/],
    ['400 at the limit of money', says(400, error('billing_hard_limit_reached')), EngineMisconfiguredError, /400/],
    ['401', says(401, error('invalid_api_key')), EngineMisconfiguredError, /401/],
    ['402', says(402, {}), EngineMisconfiguredError, /402/],
    ['403', says(403, {}), EngineMisconfiguredError, /403/],
    ['404', says(404, error('model_not_found')), EngineMisconfiguredError, /404/],
    ['500', says(500, error('server_error')), EngineUnavailableError, /500/],
    ['a page of HTML with 502', text(502, '<html>bad gateway</html>'), EngineUnavailableError, /502/],
    ['200 with garbage', text(200, 'no JSON'), EngineUnavailableError, /200/],
    ['a cut connection', (response) => response.socket?.destroy(), EngineUnavailableError, ''],
    ['an empty list', says(200, { created: 1, data: [] }), EngineUnavailableError, ''],
    ['a picture that is none', says(200, { created: 1, data: [{ b64_json: 'bm9uZQ==' }] }), EngineUnavailableError, ''],
    ['a redirect', says(302, {}, { location: 'http://169.254.169.254/' }), EngineUnavailableError, /302/],
  ])('%s', async (_name, fault, Meaning, words) => {
    fake.fail(fault);
    const asked = (await engineOf('openai:gpt-image-2')).prompt(prompt, never);
    const found = await asked.catch((thrown: unknown) => thrown);
    expect(found).toBeInstanceOf(Meaning);
    expect((found as Error).message).toMatch(words);
    expect(fake.seen).toHaveLength(1);
    expect(reports).toMatchObject([{ outcome: (found as Error).name }]);
  });

  test.each([
    ['retry-after', '7', 7_000],
    ['retry-after-ms', '2500', 2_500],
    ['retry-after', 'Thu, 01 Jan 1970 00:01:00 GMT', 60_000],
    ['retry-after', '86400', 600_000],
    ['x-nothing', '', 10_000],
  ])('busy until %s: %s', async (header, value, retryAfterMs) => {
    fake.fail(says(429, error('rate_limit_exceeded'), { [header]: value }));
    const asked = (await engineOf('openai:gpt-image-2')).prompt(prompt, never);
    await expect(asked).rejects.toMatchObject({ name: 'EngineBusyError', retryAfterMs });
  });

  test.each(['Request Moderated', 'Content Moderated'])('a poll that says %s', async (status) => {
    fake.failPolls(says(200, { status }));
    await expect((await engineOf('bfl:flux-pro-1.1')).prompt(prompt, never)).rejects.toThrow(EngineRejectedError);
    expect(fake.polls).toHaveLength(1);
  });

  test('a black picture with nsfw', async () => {
    const body = { images: [{ url: `${fake.origin}/pictures/0` }], has_nsfw_concepts: [true] };
    await (await engineOf('fal:fal-ai/flux-2-pro')).prompt(prompt, never);
    fake.fail(says(200, body));
    await expect((await engineOf('fal:fal-ai/flux-2-pro')).prompt(prompt, never)).rejects.toThrow(EngineRejectedError);
  });

  test.each([
    'http://169.254.169.254/latest',
    'http://10.1.2.3/x.png',
    'http://localhost:1/x.png',
    'http://[::1]/x.png',
  ])('an answer that names %s', async (url) => {
    fake.fail(says(200, { images: [{ url }] }));
    const asked = (await engineOf('fal:fal-ai/flux-2-pro')).prompt(prompt, never);
    await expect(asked).rejects.toThrow(EngineUnavailableError);
  });

  test('a picture that redirects into the private network', async () => {
    fake.failPictures((response) => response.writeHead(302, { location: 'http://169.254.169.254/x' }).end());
    const asked = (await engineOf('fal:fal-ai/flux-2-pro')).prompt(prompt, never);
    await expect(asked).rejects.toThrow(EngineUnavailableError);
  });

  test('a body of 2 GB, whether it tells its length or not', async () => {
    const endless = (response: ServerResponse) => {
      const chunk = Buffer.alloc(1_048_576);
      const more = () => {
        while (!response.destroyed && response.write(chunk));
      };
      response.on('drain', more);
      more();
    };
    fake.failPictures(
      (response) => void response.writeHead(200, { 'content-length': '2147483648' }).write('x'),
      endless,
    );
    const engine = await engineOf('fal:fal-ai/flux-2-pro');
    await expect(engine.prompt(prompt, never)).rejects.toThrow(EngineUnavailableError);
    await expect(engine.prompt(prompt, never)).rejects.toThrow(EngineUnavailableError);
  });

  test.each<[string, string, () => void]>([
    ['polls that never end', 'bfl:flux-pro-1.1', () => void (fake.pending = Infinity)],
    [
      'an answer that stalls in its body',
      'openai:gpt-image-2',
      () => fake.fail((r) => void r.writeHead(200).write('{')),
    ],
  ])('%s: the call ends in its time', async (_name, choice, prepare) => {
    prepare();
    const engine = answeringInTime(await engineOf(choice), 900);
    await expect(engine.prompt(prompt, never)).rejects.toThrow(EngineTimedOutError);
  });

  test('a stop in the middle of a form ends the call with its own reason', async () => {
    fake.fail(() => undefined);
    const stop = new AbortController();
    const asked = (await engineOf('openai:gpt-image-2')).edit({ ...prompt, picture }, stop.signal);
    void until(() => fake.seen.length === 1).then(() => stop.abort(new Error('the process stops')));
    await expect(asked).rejects.toThrow('the process stops');
  });
});

test('a model that cannot do what is asked says so in words', async () => {
  const fill = await engineOf('bfl:flux-pro-1.0-fill', { ENGINE_PROMPT: 'builtin' });
  await expect(fill.background({ picture, background: 'sand', mask: null, seed: 7 }, never)).rejects.toThrow(
    'Paint what to keep',
  );
  const words = await engineOf('bfl:flux-pro-1.1');
  await expect(words.prompt({ ...prompt, source: picture }, never)).rejects.toThrow('Leave out the picture');
  expect(fake.seen).toEqual([]);
});
