import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  bucketCount,
  BUCKETS_MAX,
  bucketsOf,
  isTimeZone,
  TooManyBucketsError,
  type UsageInterval,
} from '../../../src/ledger/queries/usage-buckets.ts';
import { DateTime } from '../../../src/graphql/scalars.ts';
import { computedMs } from '../../support/longest-turn.ts';
import { plainBuckets } from './plain-buckets.ts';

function buckets(from: string, to: string, interval: UsageInterval, timeZone: string): string[] {
  const range = { from: Date.parse(from), to: Date.parse(to), interval, timeZone };
  return bucketsOf(range).map(({ start, end }) => {
    const hours = (end - start) / 3_600_000;
    return `${new Date(start).toISOString().slice(0, 16)}Z ${hours} h`;
  });
}

describe('days', () => {
  test('of UTC begin at midnight', () => {
    expect(buckets('2026-11-20T00:00:00Z', '2026-11-22T00:00:00Z', 'DAY', 'UTC')).toEqual([
      '2026-11-20T00:00Z 24 h',
      '2026-11-21T00:00Z 24 h',
    ]);
  });

  test('have 23 and 25 hours where the clocks change', () => {
    expect(buckets('2026-03-28T23:00:00Z', '2026-03-30T22:00:00Z', 'DAY', 'Europe/Berlin')).toEqual([
      '2026-03-28T23:00Z 23 h',
      '2026-03-29T22:00Z 24 h',
    ]);
    expect(buckets('2026-10-24T22:00:00Z', '2026-10-26T23:00:00Z', 'DAY', 'Europe/Berlin')).toEqual([
      '2026-10-24T22:00Z 25 h',
      '2026-10-25T23:00Z 24 h',
    ]);
  });

  test('begin an hour late where midnight itself is skipped', () => {
    expect(buckets('2026-09-05T04:00:00Z', '2026-09-07T03:00:00Z', 'DAY', 'America/Santiago')).toEqual([
      '2026-09-05T04:00Z 24 h',
      '2026-09-06T04:00Z 23 h',
    ]);
  });

  test('of half-hour and quarter-hour offsets begin at theirs', () => {
    expect(buckets('2026-11-20T18:30:00Z', '2026-11-21T18:30:00Z', 'DAY', 'Asia/Kolkata')).toEqual([
      '2026-11-20T18:30Z 24 h',
    ]);
    expect(buckets('2026-11-20T18:15:00Z', '2026-11-21T18:15:00Z', 'DAY', 'Asia/Kathmandu')).toEqual([
      '2026-11-20T18:15Z 24 h',
    ]);
  });
});

describe('hours', () => {
  test('begin with the next quarter where the offset is no multiple of one', () => {
    expect(buckets('1970-01-01T00:00:00Z', '1970-01-01T02:00:00Z', 'HOUR', 'Pacific/Kiritimati')).toEqual([
      '1970-01-01T00:00Z 0.75 h',
      '1970-01-01T00:45Z 1 h',
      '1970-01-01T01:45Z 0.25 h',
    ]);
  });

  test('come twice where the clocks are set back, and leave one out where they are set forward', () => {
    expect(buckets('2026-10-25T00:00:00Z', '2026-10-25T03:00:00Z', 'HOUR', 'Europe/Berlin')).toHaveLength(3);
    expect(buckets('2026-03-29T00:00:00Z', '2026-03-29T02:00:00Z', 'HOUR', 'Europe/Berlin')).toHaveLength(2);
  });

  test('of a half-hour offset begin at half past, seen from UTC', () => {
    expect(buckets('2026-11-20T18:30:00Z', '2026-11-20T20:30:00Z', 'HOUR', 'Asia/Kolkata')).toEqual([
      '2026-11-20T18:30Z 1 h',
      '2026-11-20T19:30Z 1 h',
    ]);
  });

  test('last 90 minutes where the clocks are set back by half an hour', () => {
    const lordHowe = buckets('2026-04-04T14:00:00Z', '2026-04-04T16:30:00Z', 'HOUR', 'Australia/Lord_Howe');
    expect(lordHowe).toEqual(['2026-04-04T14:00Z 1.5 h', '2026-04-04T15:30Z 1 h']);
  });
});

test('weeks are ISO weeks: they begin on Monday', () => {
  expect(buckets('2026-12-28T00:00:00Z', '2027-01-11T00:00:00Z', 'WEEK', 'UTC')).toEqual([
    '2026-12-28T00:00Z 168 h',
    '2027-01-04T00:00Z 168 h',
  ]);
});

test('months have their calendar length, also across a change of the clocks and in a leap year', () => {
  expect(buckets('2028-01-31T23:00:00Z', '2028-03-31T22:00:00Z', 'MONTH', 'Europe/Berlin')).toEqual([
    '2028-01-31T23:00Z 696 h',
    '2028-02-29T23:00Z 743 h',
  ]);
});

test('the first and the last bucket end where the range does, which is widened to whole quarters of an hour', () => {
  expect(buckets('2026-11-20T10:07:00Z', '2026-11-22T09:50:00Z', 'DAY', 'UTC')).toEqual([
    '2026-11-20T10:00Z 14 h',
    '2026-11-21T00:00Z 24 h',
    '2026-11-22T00:00Z 10 h',
  ]);
});

test('any interval of any zone covers the range without a gap or an overlap', () => {
  for (const timeZone of [
    'UTC',
    'Europe/London',
    'America/New_York',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
    'Pacific/Apia',
  ]) {
    for (const interval of ['HOUR', 'DAY', 'WEEK', 'MONTH'] as const) {
      const range = { from: Date.UTC(2026, 2, 1), to: Date.UTC(2026, 4, 1), interval, timeZone };
      const list = bucketsOf(range);
      expect(list[0]?.start).toBe(range.from);
      expect(list.at(-1)?.end).toBe(range.to);
      list.slice(1).forEach((bucket, index) => expect(bucket.start).toBe(list[index]?.end));
    }
  }
});

const LENGTHS_MS = { HOUR: 3_600_000, DAY: 86_400_000, WEEK: 604_800_000, MONTH: 2_678_400_000 };
const THEN = { min: 0, max: Date.UTC(2100, 0, 1) };

/** Where clocks were changed oddly: by a day, by half an hour, at midnight, for a month of fasting. */
const ODD_ZONES = [
  'Pacific/Apia',
  'Pacific/Kwajalein',
  'Africa/Casablanca',
  'America/Santiago',
  'Australia/Lord_Howe',
  'Asia/Pyongyang',
  'America/Caracas',
  'America/Sao_Paulo',
  'Antarctica/Troll',
];

const anyRange = fc
  .record({
    from: fc.oneof(fc.integer(THEN), fc.integer({ min: Date.UTC(2005, 0, 1), max: Date.UTC(2028, 0, 1) })),
    interval: fc.constantFrom('HOUR', 'DAY', 'WEEK', 'MONTH'),
    buckets: fc.integer({ min: 1, max: 60 }),
    timeZone: fc.oneof(fc.constantFrom(...ODD_ZONES), fc.constantFrom(...Intl.supportedValuesOf('timeZone'))),
  })
  .map(({ buckets: count, ...range }) => ({ ...range, to: range.from + count * LENGTHS_MS[range.interval] }));

test('in any zone at any time, buckets begin where Temporal says that they do', () => {
  fc.assert(
    fc.property(anyRange, (range) => {
      const found = bucketsOf(range);
      expect(found).toEqual(plainBuckets(range));
      if (range.interval !== 'MONTH') expect(Math.abs(bucketCount(range) - found.length)).toBeLessThanOrEqual(2);
    }),
    {
      numRuns: 300,
      examples: [[{ from: 0, to: 14_400_000, interval: 'HOUR', timeZone: 'Pacific/Kiritimati' }]],
    },
  );
});

test('a report to the end of the year 9999 ends at an instant that can be asked for again', () => {
  const to = DateTime.parseValue('9999-12-31T23:59:59.999Z');
  const anyLength = fc.record({
    lengthMs: fc.integer({ min: 1, max: 86_400_000 }),
    timeZone: fc.constantFrom('UTC', 'Asia/Tokyo'),
  });
  fc.assert(
    fc.property(anyLength, ({ lengthMs, timeZone }) => {
      for (const { start, end } of bucketsOf({ from: to - lengthMs, to, interval: 'HOUR', timeZone })) {
        expect(DateTime.parseValue(DateTime.serialize(start))).toBe(start);
        expect(DateTime.parseValue(DateTime.serialize(end))).toBe(end);
      }
    }),
  );
});

test('2,000 buckets of any length take less than 100 ms of computing, whatever the zone', () => {
  for (const [place, interval] of (['HOUR', 'DAY', 'WEEK', 'MONTH'] as const).entries()) {
    const timeZone = ['Asia/Kathmandu', 'Asia/Hovd', 'America/St_Johns', 'Pacific/Chatham'][place] ?? 'UTC';
    const before = computedMs();
    bucketsOf({
      from: Date.UTC(2001, 0, 5),
      to: Date.UTC(2001, 0, 5) + 1_950 * LENGTHS_MS[interval],
      interval,
      timeZone,
    });
    expect(computedMs() - before).toBeLessThan(100);
  }
});

test('a report with more than 2,000 buckets is refused', () => {
  const hours = (count: number) => ({ from: 0, to: count * 3_600_000, interval: 'HOUR' as const, timeZone: 'UTC' });
  expect(bucketsOf(hours(BUCKETS_MAX))).toHaveLength(BUCKETS_MAX);
  expect(() => bucketsOf(hours(BUCKETS_MAX + 1))).toThrow(TooManyBucketsError);
});

test.each([
  ['Europe/Berlin', true],
  ['UTC', true],
  ['Mars/Olympus', false],
  ['+05:30', false],
  ['', false],
  ['Europe/Berlin\0', false],
])('%j is a time zone: %s', (name, expected) => {
  expect(isTimeZone(name)).toBe(expected);
});
