import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
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

/** Takes a batch, and is done with it at once. */
function take(queue: FairQueue<string, string>, max: number): readonly string[] {
  const { items, keys } = queue.take(max);
  queue.release(keys);
  return items;
}

test('items of one key are taken in order', () => {
  const queue = filled({ a: 5 });
  expect(take(queue, 3)).toEqual(['a1', 'a2', 'a3']);
  expect(take(queue, 3)).toEqual(['a4', 'a5']);
  expect(queue.length).toBe(0);
});

test('a key with one item is in the first batch, however many another key has', () => {
  const queue = filled({ busy: 90, quiet: 1 });
  expect(take(queue, 10)).toContain('quiet1');
});

test('batches are full while there are enough items, and contain each item once', () => {
  const queue = filled({ a: 50, b: 1, c: 7 });
  const batches = [take(queue, 20), take(queue, 20), take(queue, 20)];
  expect(batches.map((batch) => batch.length)).toEqual([20, 20, 18]);
  expect(new Set(batches.flat()).size).toBe(58);
});

test('more keys than a batch has room for take turns', () => {
  const queue = filled({ a: 2, b: 2, c: 2 });
  expect(take(queue, 2)).toEqual(['a1', 'b1']);
  expect(take(queue, 2)).toEqual(['c1', 'a2']);
  expect(take(queue, 2)).toEqual(['b2', 'c2']);
});

test('a key cannot exceed its share, nor all keys the capacity', () => {
  const queue = filled({ a: 3 }, 5, 3);
  expect(queue.push('a', 'a4')).toBe(false);
  expect(queue.push('b', 'b1')).toBe(true);
  expect(queue.push('c', 'c1')).toBe(true);
  expect(queue.push('d', 'd1')).toBe(false);
  expect(queue.length).toBe(5);
});

describe('while items are in flight', () => {
  test('their keys wait, and other keys do not', () => {
    const queue = filled({ a: 3, b: 1 });
    const first = queue.take(2);
    expect(first).toEqual({ items: ['a1', 'b1'], keys: ['a', 'b'] });
    expect([queue.length, queue.ready, queue.readyKeys]).toEqual([2, 0, 0]);
    queue.push('a', 'a4');
    queue.push('c', 'c1');
    expect([queue.length, queue.ready, queue.readyKeys]).toEqual([4, 1, 1]);
    const second = queue.take(9);
    expect(second.items).toEqual(['c1']);
    queue.release(first.keys);
    expect([queue.ready, queue.readyKeys]).toEqual([3, 1]);
    expect(queue.take(9).items).toEqual(['a2', 'a3', 'a4']);
    queue.release(second.keys);
    expect([queue.length, queue.ready, queue.readyKeys]).toEqual([0, 0, 0]);
  });

  test('any sequence of push, take, put back and release keeps the order, loses nothing and keeps the counts correct', () => {
    const step = fc.oneof(
      fc.record({ push: fc.constantFrom('a', 'b', 'c', 'd') }),
      fc.record({ take: fc.integer({ min: 1, max: 6 }) }),
      fc.record({ release: fc.constantFrom('all done', 'some put back') }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const queue = new FairQueue<string, string>({ capacity: 100, sharePerKey: 100 });
        const pushed: string[] = [];
        let taken: string[] = [];
        const out: { readonly keys: readonly string[]; readonly items: readonly string[] }[] = [];
        const keysOut = () => out.flatMap(({ keys }) => keys);
        for (const asked of steps) {
          if ('push' in asked) {
            pushed.push(`${asked.push}${pushed.length}`);
            queue.push(asked.push, `${asked.push}${pushed.length - 1}`);
          } else if ('take' in asked) {
            const { items, keys } = queue.take(asked.take);
            expect(keys.filter((key) => keysOut().includes(key))).toEqual([]);
            taken.push(...items);
            out.push({ keys, items });
          } else {
            const { keys, items } = out.shift() ?? { keys: [], items: [] };
            const [first] = keys;
            if (first !== undefined && asked.release === 'some put back') {
              const back = items.filter((item) => item.startsWith(first));
              queue.putBack(first, back);
              taken = taken.filter((item) => !back.includes(item));
            }
            queue.release(keys);
          }
          const left = pushed.filter((item) => !taken.includes(item));
          const ready = left.filter((item) => !keysOut().includes(item.charAt(0)));
          expect([queue.length, queue.ready]).toEqual([left.length, ready.length]);
          expect(queue.readyKeys).toBe(new Set(ready.map((item) => item.charAt(0))).size);
        }
        for (const key of 'abcd') {
          const own = (items: readonly string[]) => items.filter((item) => item.startsWith(key));
          expect(own(taken)).toEqual(own(pushed).slice(0, own(taken).length));
        }
      }),
    );
  });
});
