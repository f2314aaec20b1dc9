import { describe, expect, test } from '@jest/globals';
import { type Cap, capAt, endOfPeriod, refundToCap, startOfPeriod } from '../../../src/ledger/kernel/cap.ts';
import { id } from '../../support/ids.ts';
import { DAY_MS } from '../../../src/instant.ts';

const NOON = Date.UTC(2026, 1, 28, 12);
const cap: Cap = { keyId: id('apiKey', 1), credits: 50, per: 'DAY', periodAt: startOfPeriod('DAY', NOON), spent: 30 };

describe('a cap', () => {
  test('accumulates within a day, and starts at zero the next day', () => {
    expect(capAt(cap, NOON)).toEqual(cap);
    const march = Date.UTC(2026, 2, 1);
    expect(capAt(cap, march - 1)).toEqual(cap);
    expect(capAt(cap, march)).toEqual({ ...cap, periodAt: march, spent: 0 });
  });

  test('does not return to an earlier period when the clock is set back', () => {
    expect(capAt(cap, NOON - 40 * DAY_MS)).toEqual(cap);
  });

  test('of a month ends with the month, in leap years too', () => {
    const monthly: Cap = { ...cap, per: 'MONTH', periodAt: startOfPeriod('MONTH', Date.UTC(2028, 1, 29, 23, 59)) };
    expect(monthly.periodAt).toBe(Date.UTC(2028, 1, 1));
    expect(endOfPeriod(monthly)).toBe(Date.UTC(2028, 2, 1));
    expect(endOfPeriod({ ...monthly, periodAt: Date.UTC(2026, 11, 1) })).toBe(Date.UTC(2027, 0, 1));
  });

  test('is reduced by refunds of the current period only, and never below zero', () => {
    expect(refundToCap(cap, 5, NOON).spent).toBe(25);
    expect(refundToCap(cap, 100, NOON).spent).toBe(0);
    expect(refundToCap(cap, 5, cap.periodAt - 1)).toEqual(cap);
  });
});
