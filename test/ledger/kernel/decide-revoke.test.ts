import { expect, test } from '@jest/globals';
import { id } from '../../support/ids.ts';
import { charge, grant, HASH, MemoryLedger, NOON, refund, revoke } from '../../support/memory-ledger.ts';
import { HOUR_MS } from '../../../src/instant.ts';

test('a revocation removes what is left of a grant, and nothing from other grants', () => {
  const ledger = new MemoryLedger();
  ledger.post(grant(1, 10, { priority: 0 }));
  ledger.post(grant(2, 10));
  ledger.post(charge(1, 4));
  ledger.post(revoke(1, { note: 'paid back' }));
  expect(ledger.lastEntry).toMatchObject({
    kind: 'REVOCATION',
    amount: -6,
    balanceAfter: 10,
    grantId: id('grant', 1),
    draws: [{ grantId: id('grant', 1), credits: 6 }],
    note: 'paid back',
  });
});

test('credits that are refunded to a revoked grant are removed at once', () => {
  const ledger = new MemoryLedger();
  ledger.post(grant(1, 4, { priority: 0 }));
  ledger.post(grant(2, 10));
  ledger.post(charge(1, 6));
  ledger.post(revoke(1));
  const decision = ledger.post(refund(3));
  expect(decision).toMatchObject({
    entry: { kind: 'REFUND', amount: 6, balanceAfter: 14, draws: [{ credits: 4 }, {}] },
  });
  expect(ledger.lastEntry).toMatchObject({
    kind: 'REVOCATION',
    amount: -4,
    balanceAfter: 10,
    grantId: id('grant', 1),
    actor: 'system',
  });
  expect(ledger.post(charge(2, 11))).toMatchObject({ refusal: { reason: 'insufficient-credits', available: 10 } });
});

test('a refund to a grant that is revoked and expired creates no grant of seven days', () => {
  const ledger = new MemoryLedger();
  ledger.post(grant(1, 4, { expiresAt: NOON + HOUR_MS }));
  ledger.post(charge(1, 4));
  ledger.post(revoke(1));
  ledger.now = NOON + 2 * HOUR_MS;
  ledger.post(refund(2));
  expect(ledger.entries.map(({ kind, amount }) => [kind, amount])).toEqual([
    ['GRANT', 4],
    ['CHARGE', -4],
    ['REFUND', 4],
    ['REVOCATION', -4],
  ]);
  expect(ledger.grants.size).toBe(1);
});

test('revoking an expired grant writes the expiry and no revocation', () => {
  const ledger = new MemoryLedger();
  ledger.post(grant(1, 4, { expiresAt: NOON + HOUR_MS }));
  ledger.now = NOON + HOUR_MS;
  const decision = ledger.post(revoke(1));
  expect(decision).toMatchObject({ status: 'accepted', entry: null, isEffective: true });
  expect(ledger.lastEntry).toMatchObject({ kind: 'EXPIRY' });
  expect(ledger.grants.get(id('grant', 1))).toMatchObject({ remaining: 0, revokedAt: NOON + HOUR_MS });
});

test('revoking a grant twice changes nothing; under the same key it is a replay', () => {
  const ledger = new MemoryLedger();
  ledger.post(grant(1, 4));
  const key = { value: 'k', requestHash: HASH };
  ledger.post(revoke(1, { key }));
  expect(ledger.post(revoke(1, { key }))).toMatchObject({ status: 'replayed', entry: { kind: 'REVOCATION' } });
  expect(ledger.post(revoke(1))).toMatchObject({ status: 'accepted', entry: null, isEffective: false });
  expect(ledger.post(revoke(9))).toMatchObject({ refusal: { reason: 'grant-not-found' } });
  expect(ledger.entries).toHaveLength(2);
});

test('a part of a grant is taken back as far as it is there; the grant lives on, and keeps what comes back to it', () => {
  const ledger = new MemoryLedger();
  ledger.post(grant(1, 10));
  ledger.post(charge(1, 4));
  ledger.post(revoke(1, { credits: 5 }));
  expect(ledger.lastEntry).toMatchObject({ kind: 'REVOCATION', amount: -5, balanceAfter: 1 });
  ledger.post(revoke(1, { credits: 5 }));
  expect(ledger.lastEntry).toMatchObject({ kind: 'REVOCATION', amount: -1, balanceAfter: 0 });
  expect(ledger.post(revoke(1, { credits: 5 }))).toMatchObject({ status: 'accepted', entry: null, isEffective: true });
  ledger.post(refund(2));
  expect(ledger.lastEntry).toMatchObject({ kind: 'REFUND', balanceAfter: 4 });
  expect(ledger.grants.get(id('grant', 1))).toMatchObject({ remaining: 4, revokedAt: null });
});
