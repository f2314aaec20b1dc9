import { expect, test } from '@jest/globals';
import { pictureLanes, Turnstile } from '../../src/images/turnstile.ts';

test('no more than two work at once, first come, first served, and nobody is left waiting', async () => {
  const turnstile = new Turnstile(2);
  const ends: (() => void)[] = [];
  const begun: number[] = [];
  const work = (number: number) =>
    turnstile.pass(() => {
      begun.push(number);
      return new Promise<number>((resolve) => ends.push(() => resolve(number)));
    });
  const all = [1, 2, 3, 4, 5].map(work);
  for (let done = 0; done < all.length; done += 1) {
    expect(begun).toEqual([1, 2, 3, 4, 5].slice(0, done + 2));
    ends[done]?.();
    await all[done];
    await Promise.resolve(); // the one that was let through begins a turn later
  }
  expect(await Promise.all(all)).toEqual([1, 2, 3, 4, 5]);
});

test('work that throws makes room for the next', async () => {
  const turnstile = new Turnstile(1);
  await expect(turnstile.pass(() => Promise.reject(new Error('no such picture')))).rejects.toThrow('no such picture');
  expect(await turnstile.pass(() => Promise.resolve('the next'))).toBe('the next');
});

test.each([
  [1, 1],
  [2, 1],
  [4, 3],
  [64, 3],
])('%i cores work on %i pictures at once', (cores, lanes) => {
  expect(pictureLanes(cores)).toBe(lanes);
});
