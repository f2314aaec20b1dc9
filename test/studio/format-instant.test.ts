import { expect, test } from '@jest/globals';
import { formatDayOfUtc, formatInstant, formatTime } from '../../src/studio/language/formats.ts';

test('every time of day is told by the same clock', () => {
  const midnight = new Date(2026, 10, 22, 0, 5);
  const afternoon = new Date(2026, 10, 22, 14, 5);
  expect(formatInstant(midnight.toISOString())).toBe('Nov 22, 2026, 00:05');
  expect(formatInstant(afternoon.toISOString())).toBe('Nov 22, 2026, 14:05');
  expect(formatTime(afternoon)).toBe('14:05');
});

test('the day of an engine or of spending is that of UTC, whatever the time zone of the browser', () => {
  expect(formatDayOfUtc('2026-11-22T00:00:00.000Z')).toBe('Nov 22, 2026');
});
