import { expect, test } from '@jest/globals';
import { expanded, sidesForRatio, sidesProblem } from '../../../src/studio/pictures/perform/expanding.ts';

const SQUARE = { width: 1024, height: 1024 };

test.each([
  ['16:9', { width: 1820, height: 1024 }],
  ['4:5', { width: 1024, height: 1280 }],
  ['1:1', SQUARE],
])('the least that brings a square to %s', (ratio, size) => {
  expect(expanded(SQUARE, sidesForRatio(SQUARE, ratio))).toEqual(size);
});

test('both sides get the same, the second an odd pixel more', () => {
  expect(sidesForRatio({ width: 100, height: 101 }, '1:1')).toEqual({ top: 0, right: 1, bottom: 0, left: 0 });
});

test('what the server would refuse is named with its limit', () => {
  expect(sidesProblem({ width: 8_192, height: 4_000 })).toBeNull();
  expect(sidesProblem({ width: 8_193, height: 100 })).toBe('8193 pixels wide is too much: at the most 8192.');
  expect(sidesProblem({ width: 8_000, height: 6_000 })).toContain('40 megapixels');
});
