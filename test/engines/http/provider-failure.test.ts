import { afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { ServerResponse } from 'node:http';
import sharp from 'sharp';
import {
  type Engine,
  EngineBusyError,
  EngineMisconfiguredError,
  EngineRejectedError,
  EngineUnavailableError,
} from '../../../src/engines/engine.ts';
import { answeringInTime, EngineTimedOutError } from '../../../src/engines/wrapping-engines.ts';
import { until } from '../../support/until.ts';
import { error, FakeProvider, type Fault, says, text } from './fake-provider.ts';
import { prompt, providedEngine } from './provided-engine.ts';

jest.setTimeout(30_000);

const never = new AbortController().signal;

let fake: FakeProvider;
let picture: Uint8Array;

beforeAll(async () => {
  picture = await sharp({ create: { width: 300, height: 200, channels: 3, background: 'red' } })
    .png()
    .toBuffer();
});
beforeEach(async () => {
  fake = await new FakeProvider().listen();
});
afterEach(() => fake.close());

const engineOf = (choice: string, more?: Record<string, string>): Promise<Engine> => providedEngine(fake, choice, more);

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
    expect(fake.reports).toMatchObject([{ outcome: (found as Error).name }]);
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

  test.each([
    ['says NSFW', 'NSFW content detected. Try another prompt.', EngineRejectedError],
    ['says something else', 'CUDA out of memory', EngineUnavailableError],
  ])('a prediction of Replicate that failed and %s', async (_what, reason, Meaning) => {
    const urls = { get: `${fake.origin}/v1/predictions/0` };
    fake.failPolls(says(200, { id: '0', status: 'failed', output: null, error: reason, urls }));
    const asked = (await engineOf('replicate:black-forest-labs/flux-2-pro')).prompt(prompt, never);
    await expect(asked).rejects.toThrow(Meaning);
  });

  test('an answer of Google that its filter has emptied', async () => {
    fake.fail(says(200, { candidates: [{ content: { parts: [] }, finishReason: 'IMAGE_SAFETY' }] }));
    const asked = (await engineOf('google:gemini-3.1-flash-image-preview')).prompt(prompt, never);
    await expect(asked).rejects.toThrow(EngineRejectedError);
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
