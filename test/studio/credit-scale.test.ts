import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { creditScale } from '../../src/studio/history/chart/credit-scale.ts';

test.each([
  [0, [0, 1]],
  [1, [0, 1]],
  [3, [0, 1, 2, 3]],
  [14, [0, 5, 10, 15]],
  [20, [0, 5, 10, 15, 20]],
  [21, [0, 10, 20, 30]],
  [284, [0, 100, 200, 300]],
  [1_000, [0, 500, 1_000]],
])('up to %i credits there are lines at %j', (max, lines) => {
  expect(creditScale(max, 4)).toEqual(lines);
});

test('a scale reaches its highest value with few whole steps, whatever it is', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 31 }), fc.integer({ min: 1, max: 6 }), (max, stepsMax) => {
      const lines = creditScale(max, stepsMax);
      expect(lines.at(-1)).toBeGreaterThanOrEqual(max);
      expect(lines.length - 1).toBeLessThanOrEqual(stepsMax);
      expect(lines.every((line) => Number.isInteger(line))).toBe(true);
    }),
  );
});
