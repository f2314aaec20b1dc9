import { expect, test } from '@jest/globals';
import { FairQueue } from '../../../src/ledger/group-commit/fair-queue.ts';

function filled(
  counts: Readonly<Record<string, number>>,
  capacity = 100,
  sharePerKey = 100,
): FairQueue<string, string> {
  const queue = new FairQueue<string, string>({ capacity, sharePerKey });
  for (const [key, count] of Object.entries(counts)) {
    for (let number = 1; number <= count; number += 1) queue.push(key, `${key}${number}`);
  }
  return queue;
}

test('what is pushed under one key is taken in its order', () => {
  const queue = filled({ a: 5 });
  expect(queue.take(3)).toEqual(['a1', 'a2', 'a3']);
  expect(queue.take(3)).toEqual(['a4', 'a5']);
  expect(queue.length).toBe(0);
});

test('a key with one item is in the first batch, however many another key has', () => {
  const queue = filled({ busy: 90, quiet: 1 });
  expect(queue.take(10)).toContain('quiet1');
});

test('a batch is full as long as there is enough, and holds nothing twice', () => {
  const queue = filled({ a: 50, b: 1, c: 7 });
  const batches = [queue.take(20), queue.take(20), queue.take(20)];
  expect(batches.map((batch) => batch.length)).toEqual([20, 20, 18]);
  expect(new Set(batches.flat()).size).toBe(58);
});

test('more keys than a batch has room for take turns', () => {
  const queue = filled({ a: 2, b: 2, c: 2 });
  expect(queue.take(2)).toEqual(['a1', 'b1']);
  expect(queue.take(2)).toEqual(['c1', 'a2']);
  expect(queue.take(2)).toEqual(['b2', 'c2']);
});

test('a key cannot hold more than its share, nor all keys together more than there is room for', () => {
  const queue = filled({ a: 3 }, 5, 3);
  expect(queue.push('a', 'a4')).toBe(false);
  expect(queue.push('b', 'b1')).toBe(true);
  expect(queue.push('c', 'c1')).toBe(true);
  expect(queue.push('d', 'd1')).toBe(false);
  expect(queue.length).toBe(5);
});
