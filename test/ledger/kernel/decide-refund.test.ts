import { expect, test } from '@jest/globals';
import { id } from '../../support/ids.ts';
import { charge, grant, HASH, MemoryLedger, NOON, refund } from '../../support/memory-ledger.ts';
import { DAY_MS, HOUR_MS } from '../../../src/instant.ts';

test('a refund returns credits to the grants that were drawn on, and they keep their draw order', () => {
  const ledger = new MemoryLedger();
  ledger.post(grant(1, 3, { priority: 0 }));
  ledger.post(grant(2, 10));
  ledger.post(charge(1, 5));
  ledger.post(refund(3));
  expect(ledger.lastEntry).toMatchObject({
    kind: 'REFUND',
    amount: 5,
    balanceAfter: 13,
    refundOf: 3,
    actionId: id('action', 1),
    draws: [
      { grantId: id('grant', 1), credits: 3 },
      { grantId: id('grant', 2), credits: 2 },
    ],
  });
  ledger.post(charge(2, 4));
  expect(ledger.lastEntry.draws).toEqual([
    { grantId: id('grant', 1), credits: 3 },
    { grantId: id('grant', 2), credits: 1 },
  ]);
});

test('a charge is refunded once', () => {
  const ledger = new MemoryLedger();
  ledger.post(grant(1, 10));
  ledger.post(charge(1, 5));
  ledger.post(refund(2));
  const first = ledger.lastEntry;
  expect(ledger.post(refund(2))).toEqual({ status: 'refused', refusal: { reason: 'already-refunded', refund: first } });
  expect(ledger.account.balance).toBe(10);
});

test('an entry that is not a charge cannot be refunded', () => {
  const ledger = new MemoryLedger();
  ledger.post(grant(1, 10));
  expect(ledger.post(refund(1))).toMatchObject({ refusal: { reason: 'charge-not-found' } });
  expect(ledger.post(refund(99))).toMatchObject({ refusal: { reason: 'charge-not-found' } });
});

test('the part of an expired grant is refunded as a grant of the same priority that expires after seven days', () => {
  const ledger = new MemoryLedger();
  ledger.post(grant(1, 3, { priority: 20, expiresAt: NOON + HOUR_MS, source: 'PROMOTION' }));
  ledger.post(grant(2, 10));
  ledger.post(charge(1, 5));
  ledger.now = NOON + HOUR_MS;
  ledger.post(refund(3));
  expect(ledger.lastEntry).toMatchObject({
    amount: 5,
    draws: [
      { grantId: id('grant', 1001), credits: 3 },
      { grantId: id('grant', 2), credits: 2 },
    ],
  });
  expect(ledger.grants.get(id('grant', 1001))).toMatchObject({
    credits: 3,
    remaining: 3,
    priority: 20,
    source: 'PROMOTION',
    expiresAt: NOON + HOUR_MS + 7 * DAY_MS,
  });
  expect(ledger.account.balance).toBe(13);
});

test('a refund is not refused on an archived project, nor above the balance limit', () => {
  const ledger = new MemoryLedger();
  ledger.post(grant(1, 1_000_000_000));
  ledger.post(grant(2, 1_000_000_000));
  ledger.post(charge(1, 5));
  ledger.post(grant(3, 5));
  ledger.account = { ...ledger.account, archivedAt: NOON };
  ledger.post(refund(3));
  expect(ledger.account.balance).toBe(2_000_000_005);
});

test('a refund whose precondition no longer holds is refused, but a charge that was refunded before is reported as such', () => {
  const ledger = new MemoryLedger();
  ledger.post(grant(1, 10));
  ledger.post(charge(1, 5));
  const gone = { preconditionHolds: false };
  expect(ledger.post(refund(2), gone)).toMatchObject({ refusal: { reason: 'precondition-failed' } });
  ledger.post(refund(2));
  expect(ledger.post(refund(2), gone)).toMatchObject({ refusal: { reason: 'already-refunded' } });
});

test('a refund takes the action out of the quarter of an hour in which it was charged, and from who performed it', () => {
  const PLACE = { quarterAt: NOON, actionKind: 'PROMPT', actor: 'anna', keyId: id('apiKey', 1) };
  const ledger = new MemoryLedger();
  ledger.post(grant(1, 10));
  ledger.now = NOON + 14 * 60_000;
  ledger.post(charge(1, 5, { actor: 'anna', keyId: id('apiKey', 1) }));
  ledger.now = NOON + 3 * HOUR_MS;
  ledger.post(refund(2, { actor: 'an administrator' }));
  expect(ledger.usage).toEqual([
    { ...PLACE, actions: 1, credits: 5, refundedCredits: 0 },
    { ...PLACE, actions: -1, credits: -5, refundedCredits: 5 },
  ]);
});

test('an action that cost nothing can be refunded', () => {
  const ledger = new MemoryLedger();
  ledger.post(grant(1, 1));
  ledger.post(charge(1, 0));
  ledger.post(refund(2));
  expect(ledger.lastEntry).toMatchObject({ kind: 'REFUND', amount: 0, balanceAfter: 1, draws: [] });
});

test('a refund under a key is replayed under the same key', () => {
  const ledger = new MemoryLedger();
  ledger.post(grant(1, 10));
  ledger.post(charge(1, 5));
  const key = { value: 'back', requestHash: HASH };
  ledger.post(refund(2, { key }));
  expect(ledger.post(refund(2, { key }))).toMatchObject({ status: 'replayed', entry: ledger.lastEntry });
});
