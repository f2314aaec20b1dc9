import { expect, test } from '@jest/globals';
import { id } from '../../support/ids.ts';
import { grant, MemoryLedger, NOON } from '../../support/memory-ledger.ts';

test('a grant brings its credits in as one line', () => {
  const ledger = new MemoryLedger();
  ledger.post(grant(1, 100, { note: 'welcome', source: 'PURCHASE', priority: 10, expiresAt: NOON + 1 }));
  expect(ledger.lastEntry).toMatchObject({
    kind: 'GRANT',
    sequence: 1,
    amount: 100,
    balanceAfter: 100,
    grantId: id('grant', 1),
    draws: [],
    note: 'welcome',
  });
  expect(ledger.account.grants).toEqual([
    {
      id: id('grant', 1),
      source: 'PURCHASE',
      credits: 100,
      remaining: 100,
      priority: 10,
      expiresAt: NOON + 1,
      note: 'welcome',
      sequence: 1,
      createdAt: NOON,
      allowanceAt: null,
      revokedAt: null,
    },
  ]);
});

test.each([
  ['an archived project', { account: { archivedAt: NOON }, posting: {} }, 'project-archived'],
  ['an expiry that has come', { account: {}, posting: { expiresAt: NOON } }, 'expiry-not-in-future'],
])('a grant is refused for %s', (_name, { account, posting }, reason) => {
  const ledger = new MemoryLedger(account);
  expect(ledger.post(grant(1, 100, posting))).toMatchObject({ refusal: { reason } });
  expect(ledger.entries).toEqual([]);
});

test('a grant may fill the balance to its limit and not beyond', () => {
  const ledger = new MemoryLedger();
  ledger.post(grant(1, 1_000_000_000));
  expect(ledger.post(grant(2, 1_000_000_000)).status).toBe('accepted');
  expect(ledger.post(grant(3, 1))).toEqual({
    status: 'refused',
    refusal: { reason: 'balance-limit', available: 2_000_000_000, limit: 2_000_000_000 },
  });
});
