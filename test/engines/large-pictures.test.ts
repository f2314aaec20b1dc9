import { expect, test } from '@jest/globals';
import type { Engine, EnginePicture } from '../../src/engines/engine.ts';
import { oneLargePictureAtATime } from '../../src/engines/large-pictures.ts';
import { answeringInTime, EngineTimedOutError } from '../../src/engines/wrapping-engines.ts';
import { until } from '../support/until.ts';
import { hollowPng } from '../images/odd-files.ts';

const { signal } = new AbortController();
const MADE: EnginePicture = { bytes: new Uint8Array(), contentType: 'image/png' };

/** An engine whose work ends when the test says so. */
function heldEngine() {
  const running: (() => void)[] = [];
  const work = () => new Promise<EnginePicture>((resolve) => running.push(() => resolve(MADE)));
  const engine: Engine = { name: 'held', prompt: work, edit: work, background: work, expand: work };
  return { engine: oneLargePictureAtATime(engine), running };
}

const background = (engine: Engine, picture: Uint8Array, stop = signal) =>
  engine.background({ picture, background: 'beach', mask: null, seed: 7 }, stop);

test('of large pictures one is worked on at a time, and small ones do not wait for it', async () => {
  const { engine, running } = heldEngine();
  const [large, small] = [hollowPng(6_000, 4_000), hollowPng(100, 100)];
  const first = background(engine, large);
  await until(() => running.length === 1); // sizes are read at the same time, so another one could begin before it
  const second = engine.expand(
    { picture: hollowPng(2_000, 2_000), top: 0, right: 4_000, bottom: 0, left: 0, prompt: null, seed: 7 },
    signal,
  );
  const third = background(engine, small);
  await until(() => running.length === 2); // the first and the small one
  for (const end of running.splice(0)) end();
  await Promise.all([first, third]);
  await until(() => running.length === 1);
  running[0]?.();
  expect(await second).toBe(MADE);
});

test('one that was told to stop while it waited is not begun', async () => {
  const { engine, running } = heldEngine();
  const large = hollowPng(6_000, 4_000);
  const first = background(engine, large);
  const stop = new AbortController();
  await until(() => running.length === 1);
  const second = background(engine, large, stop.signal);
  stop.abort(new Error('the process stops'));
  running.splice(0)[0]?.();
  await expect(second).rejects.toThrow('the process stops');
  await first;
  expect(running).toHaveLength(0);
});

test('the time of a call begins with the work, and one that waited longer is done all the same', async () => {
  const limitMs = 200;
  const work = (_request: unknown, stop: AbortSignal) =>
    new Promise<EnginePicture>((resolve, reject) => {
      const done = setTimeout(() => resolve(MADE), 0.75 * limitMs);
      stop.addEventListener('abort', () => {
        clearTimeout(done);
        reject(stop.reason);
      });
    });
  const slow: Engine = { name: 'slow', prompt: work, edit: work, background: work, expand: work };
  const engine = oneLargePictureAtATime(answeringInTime(slow, limitMs));
  const large = hollowPng(6_000, 4_000);
  expect(await Promise.all([1, 2, 3].map(() => background(engine, large)))).toEqual([MADE, MADE, MADE]);
});

test('a call that takes longer than it may is told to stop, and has timed out', async () => {
  const hangs = (_request: unknown, stop: AbortSignal) =>
    new Promise<EnginePicture>((_resolve, reject) => {
      stop.addEventListener('abort', () => reject(stop.reason));
    });
  const engine = answeringInTime({ name: 'hangs', prompt: hangs, edit: hangs, background: hangs, expand: hangs }, 20);
  await expect(background(engine, hollowPng(10, 10))).rejects.toThrow(EngineTimedOutError);
  const stop = new AbortController();
  const told = background(engine, hollowPng(10, 10), stop.signal);
  stop.abort(new Error('the process stops'));
  await expect(told).rejects.toThrow('the process stops');
});
