import { expect, test } from '@jest/globals';
import { id } from '../../support/ids.ts';
import { charge, grant, HASH, MemoryLedger, NOON, settle } from '../../support/memory-ledger.ts';
import { MINUTE_MS } from '../../../src/instant.ts';

test.each([
  { held: 5, price: 5, left: 0 },
  { held: 6, price: 5, left: 1 },
  { held: 100, price: 3, left: 97 },
  { held: 1, price: 0, left: 1 },
])('a price of $price from a balance of $held leaves $left', ({ held, price, left }) => {
  const ledger = new MemoryLedger();
  ledger.post(grant(1, held));
  ledger.post(charge(1, price));
  expect(ledger.account.balance).toBe(left);
  expect(ledger.lastEntry).toMatchObject({ kind: 'CHARGE', sequence: 2, amount: 0 - price, balanceAfter: left });
});

test('a balance below the price is refused with the required and the available credits, and nothing is written', () => {
  const ledger = new MemoryLedger();
  ledger.post(grant(1, 4));
  const decision = ledger.post(charge(1, 5));
  expect(decision).toEqual({
    status: 'refused',
    refusal: { reason: 'insufficient-credits', required: 5, available: 4 },
  });
  expect(ledger.entries).toHaveLength(1);
});

test('available credits exclude credits that have expired but whose expiry is not yet written', () => {
  const ledger = new MemoryLedger();
  ledger.post(grant(1, 4, { expiresAt: NOON + MINUTE_MS }));
  ledger.post(grant(2, 2));
  ledger.now = NOON + MINUTE_MS;
  expect(ledger.post(charge(1, 3))).toMatchObject({ refusal: { required: 3, available: 2 } });
});

test.each([
  ['the lower priority number', [grant(1, 5, { priority: 60 }), grant(2, 5, { priority: 40 })], 2],
  ['the sooner expiry', [grant(1, 5, { expiresAt: NOON + 2 }), grant(2, 5, { expiresAt: NOON + 1 })], 2],
  ['one that expires before one that never does', [grant(1, 5), grant(2, 5, { expiresAt: NOON + 9 })], 2],
  ['the older of equals', [grant(2, 5), grant(1, 5)], 2],
  ['priority before expiry', [grant(1, 5, { expiresAt: NOON + 1 }), grant(2, 5, { priority: 0 })], 2],
])('a charge draws first on %s', (_name, grants, first) => {
  const ledger = new MemoryLedger();
  for (const posting of grants) ledger.post(posting);
  ledger.post(charge(1, 7));
  expect(ledger.lastEntry.draws).toEqual([
    { grantId: id('grant', first), credits: 5 },
    { grantId: id('grant', 3 - first), credits: 2 },
  ]);
});

test('an archived project is not charged, however much it holds', () => {
  const ledger = new MemoryLedger();
  ledger.post(grant(1, 100));
  ledger.account = { ...ledger.account, archivedAt: NOON };
  expect(ledger.post(charge(1, 1))).toMatchObject({ refusal: { reason: 'project-archived', archivedAt: NOON } });
});

test('another workspace does not find the project', () => {
  const ledger = new MemoryLedger();
  ledger.post(grant(1, 100));
  const foreign = charge(1, 1, { workspaceId: id('workspace', 2) });
  expect(ledger.post(foreign)).toMatchObject({ refusal: { reason: 'project-not-found' } });
});

test('the same key with the same input is a replay, also when the balance is 0 and the project is archived', () => {
  const ledger = new MemoryLedger();
  const key = { value: 'once', requestHash: HASH };
  ledger.post(grant(1, 5));
  ledger.post(charge(1, 5, { key }));
  const first = ledger.lastEntry;
  ledger.account = { ...ledger.account, archivedAt: NOON };
  expect(ledger.post(charge(2, 5, { key }))).toEqual({ status: 'replayed', entry: first, isRecovered: false });
  expect(ledger.post(charge(1, 5, { key }))).toEqual({ status: 'replayed', entry: first, isRecovered: true });
  expect(ledger.entries).toHaveLength(2);
});

test('the same key with another input is a conflict, whatever other rules apply', () => {
  const ledger = new MemoryLedger();
  ledger.post(grant(1, 5, { key: { value: 'once', requestHash: HASH } }));
  const other = charge(1, 500, { key: { value: 'once', requestHash: 'cd'.repeat(32) } });
  expect(ledger.post(other)).toMatchObject({ refusal: { reason: 'idempotency-conflict', earlier: ledger.lastEntry } });
});

test('a charge whose precondition no longer holds is refused before the rules of the project are checked', () => {
  const ledger = new MemoryLedger({ archivedAt: NOON });
  expect(ledger.post(charge(1, 5), { preconditionHolds: false })).toMatchObject({
    refusal: { reason: 'precondition-failed' },
  });
});

test('an entry is never dated before the previous one, even if the clock runs behind', () => {
  const ledger = new MemoryLedger();
  ledger.post(grant(1, 5));
  ledger.now = NOON - 5 * MINUTE_MS;
  ledger.post(charge(1, 1));
  expect(ledger.lastEntry.createdAt).toBe(NOON);
});

test('settling an account without expired grants writes nothing', () => {
  const ledger = new MemoryLedger();
  ledger.post(grant(1, 5, { expiresAt: NOON + MINUTE_MS }));
  expect(ledger.post(settle)).toMatchObject({ status: 'accepted', entry: null });
  expect(ledger.entries).toHaveLength(1);
});
