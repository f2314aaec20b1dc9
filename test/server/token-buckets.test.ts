import { expect, test } from '@jest/globals';
import { TokenBuckets } from '../../src/server/token-buckets.ts';

let now = 1_000_000;

/** 2 tokens a second, 4 at once. */
function buckets(): TokenBuckets {
  return new TokenBuckets({ perSecond: 2, burst: 4 }, () => now);
}

/** How many of so many requests are let through. */
function taken(from: TokenBuckets, name: string, requests: number): number {
  return Array.from({ length: requests }, () => from.take(name)).filter((waitMs) => waitMs === 0).length;
}

test('a burst is allowed, and the next request gets the delay to wait', () => {
  const own = buckets();
  expect(taken(own, 'a', 4)).toBe(4);
  expect(own.take('a')).toBe(500);
  now += 200;
  expect(own.take('a')).toBe(300);
});

test('a request after the delay is allowed, and requests meanwhile cost no tokens', () => {
  const own = buckets();
  taken(own, 'a', 4);
  for (let i = 0; i < 100; i += 1) own.take('a');
  now += own.take('a');
  expect(taken(own, 'a', 2)).toBe(1);
});

test('the sustained rate is allowed, however many requests are made', () => {
  const own = buckets();
  let through = taken(own, 'a', 4);
  for (let second = 0; second < 60; second += 1) {
    for (let tick = 0; tick < 10; tick += 1) {
      now += 100;
      through += taken(own, 'a', 3);
    }
  }
  expect(through).toBeGreaterThanOrEqual(4 + 60 * 2 - 1); // sums of tenths may miss the last by a hair
  expect(through).toBeLessThanOrEqual(4 + 60 * 2);
});

test('a pause accumulates no more than the burst', () => {
  const own = buckets();
  taken(own, 'a', 4);
  now += 1_000_000_000;
  expect(taken(own, 'a', 100)).toBe(4);
});

test('each name has its own bucket', () => {
  const own = buckets();
  expect(taken(own, 'a', 9)).toBe(4);
  expect(taken(own, 'b', 9)).toBe(4);
  expect(taken(own, '__proto__', 9)).toBe(4);
});

test('a clock that is set back neither adds nor removes tokens', () => {
  const own = buckets();
  taken(own, 'a', 3);
  now -= 60_000;
  expect(taken(own, 'a', 9)).toBe(1);
  now += 500;
  expect(taken(own, 'a', 9)).toBe(1);
});

test('beyond 50,000 names the oldest are evicted, and the newest are still counted', () => {
  const own = buckets();
  for (let i = 0; i < 50_001; i += 1) taken(own, `name ${i}`, 4);
  expect(own.take('name 50000')).toBe(500);
  expect(own.take('name 49999')).toBe(500);
  expect(taken(own, 'name 0', 9)).toBe(4);
});

test('full buckets are evicted first', () => {
  const own = buckets();
  for (let i = 0; i < 49_999; i += 1) own.take(`name ${i}`);
  now += 500; // they are full again
  taken(own, 'busy', 4);
  own.take('one more');
  expect(own.take('busy')).toBe(500);
});
