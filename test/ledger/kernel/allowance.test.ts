import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { nextAllowanceAt } from '../../../src/allowances/next-allowance-at.ts';
import { firstPartDue } from '../../../src/ledger/kernel/settle-due.ts';
import type { AllowanceSchedule } from '../../../src/ledger/kernel/allowance.ts';
import {
  allowance,
  charge,
  grant,
  MemoryLedger,
  NOON,
  OTHER_PROJECT,
  refund,
  revoke,
  settle,
  transfer,
} from '../../support/memory-ledger.ts';
import { DAY_MS } from '../../../src/instant.ts';

/** What the allowance of a ledger has done, line by line. */
const lines = ({ entries }: MemoryLedger) =>
  entries.map(({ kind, amount, createdAt }) => `${kind} ${amount} ${new Date(createdAt).toISOString()}`);

test('the first credits are granted at once, the next at their instants, and unspent credits expire then', () => {
  const ledger = new MemoryLedger();
  ledger.post(allowance());
  ledger.post(charge(1, 4));
  ledger.now = NOON + DAY_MS;
  ledger.post(settle);
  expect(lines(ledger)).toEqual([
    'GRANT 10 2026-11-22T12:00:00.000Z',
    'CHARGE -4 2026-11-22T12:00:00.000Z',
    'EXPIRY -6 2026-11-23T12:00:00.000Z',
    'GRANT 10 2026-11-23T12:00:00.000Z',
  ]);
  expect(ledger.account.allowance?.nextAt).toBe(NOON + 2 * DAY_MS);
});

test('after an outage all missed grants and expiries are written, in order of time', () => {
  const ledger = new MemoryLedger();
  ledger.post(grant(1, 5, { expiresAt: NOON + 1.5 * DAY_MS }));
  ledger.now = NOON + 1;
  ledger.post(allowance({ startAt: NOON + DAY_MS }));
  ledger.now = NOON + 3 * DAY_MS;
  expect(ledger.post(charge(1, 11))).toMatchObject({ refusal: { reason: 'insufficient-credits', available: 10 } });
  ledger.post(charge(2, 3));
  expect(lines(ledger)).toEqual([
    'GRANT 5 2026-11-22T12:00:00.000Z',
    'GRANT 10 2026-11-23T12:00:00.000Z',
    'EXPIRY -5 2026-11-24T00:00:00.000Z',
    'EXPIRY -10 2026-11-24T12:00:00.000Z',
    'GRANT 10 2026-11-24T12:00:00.000Z',
    'EXPIRY -10 2026-11-25T12:00:00.000Z',
    'GRANT 10 2026-11-25T12:00:00.000Z',
    'CHARGE -3 2026-11-25T12:00:00.000Z',
  ]);
});

test('with rollover unspent credits are kept, up to the cap', () => {
  const ledger = new MemoryLedger();
  ledger.post(allowance({ rollover: true, rolloverCap: 12 }));
  ledger.now = NOON + 5 * DAY_MS;
  ledger.post(settle);
  expect(ledger.entries.map(({ amount }) => amount)).toEqual([10, 10, 2]);
  ledger.post(charge(1, 20));
  ledger.now = NOON + 6 * DAY_MS;
  ledger.post(settle);
  expect(ledger.account.balance).toBe(12);
});

test('a change keeps the instants, a repeated request changes nothing, and null ends the allowance', () => {
  const ledger = new MemoryLedger();
  ledger.post(allowance());
  ledger.now = NOON + 1_000;
  expect(ledger.post(allowance())).toMatchObject({ isEffective: false });
  expect(ledger.post(allowance({ credits: 7 }))).toMatchObject({ isEffective: true, entry: null });
  expect(ledger.post(allowance({ credits: 7, startAt: NOON }))).toMatchObject({ isEffective: false });
  ledger.now = NOON + DAY_MS;
  ledger.post(allowance({ credits: 7, every: 'WEEK' }));
  expect(ledger.entries.map(({ amount }) => amount)).toEqual([10, -10, 7]);
  expect(ledger.account.allowance?.nextAt).toBe(NOON + 7 * DAY_MS);
  ledger.post(allowance(null));
  expect(ledger.post(allowance(null))).toMatchObject({ isEffective: false });
  ledger.now = NOON + 30 * DAY_MS;
  ledger.post(settle);
  expect(ledger.account).toMatchObject({ allowance: null, balance: 0 });
});

test('a start in the past and an archived project are refused', () => {
  const ledger = new MemoryLedger();
  expect(ledger.post(allowance({ startAt: NOON - 1 }))).toMatchObject({ refusal: { reason: 'start-in-past' } });
  const archived = new MemoryLedger({ archivedAt: NOON });
  expect(archived.post(allowance())).toMatchObject({ refusal: { reason: 'project-archived' } });
});

test('an allowance that is ended and set again within a millisecond grants no instant twice', () => {
  const ledger = new MemoryLedger();
  ledger.post(allowance());
  ledger.post(allowance(null));
  ledger.post(allowance());
  expect(ledger.entries).toHaveLength(1);
  expect(ledger.account.allowance?.nextAt).toBe(NOON + 1);
});

test('an archived project gets what was due before it was archived, and nothing after', () => {
  const ledger = new MemoryLedger();
  ledger.post(allowance({ rollover: true }));
  ledger.account = { ...ledger.account, archivedAt: NOON + 1.5 * DAY_MS };
  ledger.now = NOON + 30 * DAY_MS;
  ledger.post(settle);
  expect(ledger.account.balance).toBe(20);
});

test('a grant that a transfer or a late refund creates does not count as one of the allowance', () => {
  const ledger = new MemoryLedger();
  const receiver = new MemoryLedger({ projectId: OTHER_PROJECT }, 5_000);
  ledger.post(allowance());
  ledger.post(charge(1, 5));
  ledger.post(transfer(2), { receiver });
  ledger.now = NOON + 2 * DAY_MS;
  ledger.post(refund(2));
  expect([...ledger.grants.values()].map(({ allowanceAt, credits }) => [credits, allowanceAt])).toEqual([
    [10, NOON],
    [10, NOON + DAY_MS],
    [10, NOON + 2 * DAY_MS],
    [5, null],
  ]);
  expect(receiver.account.grants).toMatchObject([{ allowanceAt: null, credits: 2, expiresAt: NOON + DAY_MS }]);
});

test('a revoked grant of an allowance stays empty, and the next grant is of the full amount', () => {
  const ledger = new MemoryLedger();
  ledger.post(allowance());
  ledger.post({ ...revoke(1), grantId: ledger.account.grants[0]?.id ?? revoke(1).grantId });
  expect(ledger.account.balance).toBe(0);
  ledger.now = NOON + DAY_MS;
  ledger.post(settle);
  expect(ledger.account.balance).toBe(10);
});

test('a grant of an allowance is reduced to what fits below the limit of the balance', () => {
  const ledger = new MemoryLedger();
  ledger.post(grant(1, 1_999_999_997));
  ledger.now = NOON + 1;
  ledger.post(allowance());
  expect(ledger.entries.map(({ amount }) => amount)).toEqual([1_999_999_997, 3]);
});

test('rollover without a cap ends at the limit of the balance, and goes on where credits are spent', () => {
  const ledger = new MemoryLedger();
  ledger.post(allowance({ credits: 900_000_000, rollover: true }));
  ledger.now = NOON + 10 * DAY_MS;
  ledger.post(settle);
  expect(ledger.entries.map(({ amount }) => amount)).toEqual([900_000_000, 900_000_000, 200_000_000]);
  expect(ledger.account.allowance?.nextAt).toBe(NOON + 11 * DAY_MS);
  expect(ledger.post(settle)).toMatchObject({ status: 'accepted', isEffective: false });
  ledger.post(charge(1, 30));
  ledger.now = NOON + 11 * DAY_MS;
  ledger.post(settle);
  expect(ledger.lastEntry).toMatchObject({ amount: 30, balanceAfter: 2_000_000_000 });
});

test('a partial settlement stops at the maximum of expiries and instants, and is not used below it', () => {
  const ledger = new MemoryLedger();
  ledger.post(grant(1, 5, { expiresAt: NOON + 1.5 * DAY_MS }));
  ledger.post(allowance({ startAt: NOON + DAY_MS }));
  ledger.now = NOON + 3 * DAY_MS;
  const context = { now: ledger.now, newGrantId: ledger.newGrantId, nextAllowanceAt };
  const part = firstPartDue(ledger.account, context, 3);
  expect(part?.entries.map(({ kind, amount }) => `${kind} ${amount}`)).toEqual(['GRANT 10', 'EXPIRY -5', 'EXPIRY -10']);
  expect(part?.account.allowance?.nextAt).toBe(NOON + 2 * DAY_MS);
  expect(firstPartDue(ledger.account, context, 6)).toBeNull();
});

/** The first instants of a schedule. */
function instants(schedule: Omit<AllowanceSchedule, 'startAt'> & { startAt: string }, count: number): string[] {
  const parsed = { ...schedule, startAt: Date.parse(schedule.startAt) };
  const found = [parsed.startAt];
  while (found.length < count) found.push(nextAllowanceAt(parsed, found.at(-1) ?? 0));
  return found.map((at) => new Date(at).toISOString().slice(0, 16));
}

test.each([
  [
    'a 31st',
    'MONTH',
    'UTC',
    '2027-12-31T10:00Z',
    ['2027-12-31T10:00', '2028-01-31T10:00', '2028-02-29T10:00', '2028-03-31T10:00', '2028-04-30T10:00'],
  ],
  [
    'clocks that go back',
    'DAY',
    'Europe/Berlin',
    '2026-10-24T07:00Z',
    ['2026-10-24T07:00', '2026-10-25T08:00', '2026-10-26T08:00'],
  ],
  [
    'a time that the clocks skip',
    'DAY',
    'Europe/Berlin',
    '2026-03-28T01:30Z',
    ['2026-03-28T01:30', '2026-03-29T01:30', '2026-03-30T00:30'],
  ],
  [
    'a day that was left out',
    'DAY',
    'Pacific/Apia',
    '2011-12-29T20:00Z',
    ['2011-12-29T20:00', '2011-12-30T20:00', '2011-12-31T20:00'],
  ],
  [
    'a leap day by the week',
    'WEEK',
    'Asia/Kolkata',
    '2028-02-22T00:00Z',
    ['2028-02-22T00:00', '2028-02-29T00:00', '2028-03-07T00:00'],
  ],
] as const)('%s has the instants that its calendar says', (_what, every, timeZone, startAt, expected) => {
  expect(instants({ every, timeZone, startAt }, expected.length)).toEqual(expected);
});

test('the next instant is always later, at most an interval and a change of the clocks away, and the same from any place between', () => {
  const zones = [
    'UTC',
    'Europe/Berlin',
    'America/St_Johns',
    'Australia/Lord_Howe',
    'Pacific/Apia',
    'Africa/Casablanca',
  ];
  const longestDays = { DAY: 2.1, WEEK: 8.1, MONTH: 32.1 };
  const start = fc.integer({ min: Date.UTC(2009, 0, 1), max: Date.UTC(2035, 0, 1) });
  fc.assert(
    fc.property(
      fc.record({
        every: fc.constantFrom('DAY' as const, 'WEEK' as const, 'MONTH' as const),
        timeZone: fc.constantFrom(...zones),
        startAt: start,
      }),
      fc.integer({ min: -1, max: 3_000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (schedule, days, part) => {
        const after = schedule.startAt + days * DAY_MS;
        const next = nextAllowanceAt(schedule, after);
        expect(next).toBeGreaterThan(after);
        if (days >= 0) expect(next - after).toBeLessThanOrEqual(longestDays[schedule.every] * DAY_MS);
        expect(nextAllowanceAt(schedule, Math.floor(after + (next - 1 - after) * part))).toBe(next);
      },
    ),
    { numRuns: 200 },
  );
});
