import { expect, test } from '@jest/globals';
import { nextExpiryAt } from '../../../src/ledger/kernel/account.ts';
import { id } from '../../support/ids.ts';
import { charge, grant, MemoryLedger, NOON, settle } from '../../support/memory-ledger.ts';
import { HOUR_MS } from '../../../src/instant.ts';

test('a grant can be drawn on until its expiry, exclusively', () => {
  const ledger = new MemoryLedger();
  ledger.post(grant(1, 10, { expiresAt: NOON + HOUR_MS }));
  ledger.now = NOON + HOUR_MS - 1;
  expect(ledger.post(charge(1, 1)).status).toBe('accepted');
  ledger.now = NOON + HOUR_MS;
  expect(ledger.post(charge(2, 1))).toMatchObject({ refusal: { reason: 'insufficient-credits', available: 0 } });
});

test('each expired grant is emptied by its own entry, dated at its expiry, in the order of the expiries', () => {
  const ledger = new MemoryLedger();
  ledger.post(grant(1, 10, { expiresAt: NOON + 2 * HOUR_MS, priority: 0 }));
  ledger.post(grant(2, 20, { expiresAt: NOON + HOUR_MS }));
  ledger.post(grant(3, 30));
  ledger.now = NOON + 5 * HOUR_MS;
  ledger.post(settle);
  expect(ledger.entries.slice(3)).toMatchObject([
    {
      kind: 'EXPIRY',
      amount: -20,
      balanceAfter: 40,
      grantId: id('grant', 2),
      draws: [{ grantId: id('grant', 2), credits: 20 }],
      actor: 'system',
      createdAt: NOON + HOUR_MS,
    },
    { kind: 'EXPIRY', amount: -10, balanceAfter: 30, grantId: id('grant', 1), createdAt: NOON + 2 * HOUR_MS },
  ]);
  expect(ledger.account.grants.map((left) => left.id)).toEqual([id('grant', 3)]);
});

test('a posting writes the expiries that were due before its own entry', () => {
  const ledger = new MemoryLedger();
  ledger.post(grant(1, 10, { expiresAt: NOON + HOUR_MS }));
  ledger.post(grant(2, 10));
  ledger.now = NOON + 2 * HOUR_MS;
  ledger.post(charge(1, 4));
  expect(ledger.entries.slice(2).map(({ kind, amount, sequence }) => [kind, amount, sequence])).toEqual([
    ['EXPIRY', -10, 3],
    ['CHARGE', -4, 4],
  ]);
});

test('a refusal does not write the expiries that are due', () => {
  const ledger = new MemoryLedger();
  ledger.post(grant(1, 10, { expiresAt: NOON + HOUR_MS }));
  ledger.now = NOON + HOUR_MS;
  ledger.post(charge(1, 4));
  expect(ledger.entries).toHaveLength(1);
});

test('an expiry removes only the unspent credits of a grant', () => {
  const ledger = new MemoryLedger();
  ledger.post(grant(1, 10, { expiresAt: NOON + HOUR_MS }));
  ledger.post(charge(1, 10));
  ledger.now = NOON + HOUR_MS;
  ledger.post(settle);
  expect(ledger.entries).toHaveLength(2);
});

test('the next expiry is the soonest among grants with credits left', () => {
  const ledger = new MemoryLedger();
  expect(nextExpiryAt(ledger.account)).toBeNull();
  ledger.post(grant(1, 10, { expiresAt: NOON + 2 * HOUR_MS, priority: 1 }));
  ledger.post(grant(2, 10, { expiresAt: NOON + HOUR_MS, priority: 0 }));
  expect(nextExpiryAt(ledger.account)).toBe(NOON + HOUR_MS);
  ledger.post(charge(1, 10));
  expect(nextExpiryAt(ledger.account)).toBe(NOON + 2 * HOUR_MS);
});
