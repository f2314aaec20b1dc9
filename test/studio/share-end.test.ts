import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DAY_MS } from '../../src/instant.ts';
import { END_DAYS, endDayIn, endOfDay, lastEndDay } from '../../src/studio/sharing/share-end.ts';

/** What the API allows: 90 times 24 hours from now. */
const ALLOWED_MS = 90 * DAY_MS;

const anyMidnight = fc
  .date({ min: new Date('2026-01-01T12:00:00Z'), max: new Date('2030-01-01T00:00:00Z'), noInvalidDate: true })
  .map((date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()));

test('a link that ends on a day ends in its last minute, so that the text names that day', () => {
  const today = new Date(2026, 10, 29);
  expect(endOfDay(endDayIn(7, today), today)).toEqual(new Date(2026, 11, 6, 23, 59));
});

test('every choice and the last day lie within what the API allows, whatever the clocks do', () => {
  fc.assert(
    fc.property(anyMidnight, (today) => {
      for (const day of [...END_DAYS.map((days) => endDayIn(days, today)), lastEndDay(today)]) {
        const endsAt = endOfDay(day, today)?.getTime() ?? 0;
        expect(endsAt - today.getTime()).toBeGreaterThan(0);
        expect(endsAt - today.getTime()).toBeLessThanOrEqual(ALLOWED_MS);
      }
    }),
  );
});

test.each(['', '2026-02-30', '2026-11-28', '2027-02-27', 'soon'])('a link cannot end on "%s"', (day) => {
  expect(endOfDay(day, new Date(2026, 10, 29))).toBeNull();
});
