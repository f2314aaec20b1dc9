import { beforeEach, expect, test } from '@jest/globals';
import { id } from '../../support/ids.ts';
import {
  charge,
  grant,
  MemoryLedger,
  NOON,
  OTHER_PROJECT,
  PROJECT,
  revoke,
  transfer,
} from '../../support/memory-ledger.ts';
import { HOUR_MS } from '../../../src/instant.ts';

let from: MemoryLedger;
let to: MemoryLedger;

beforeEach(() => {
  from = new MemoryLedger();
  to = new MemoryLedger({ projectId: OTHER_PROJECT }, 100_000);
});

const send = (credits: number) => from.post(transfer(credits, { note: 'for spring' }), { receiver: to });

test('a transfer writes an entry on each side; the two refer to each other and add up to zero', () => {
  from.post(grant(1, 10));
  send(4);
  expect(from.lastEntry).toMatchObject({
    kind: 'TRANSFER_OUT',
    amount: -4,
    balanceAfter: 6,
    draws: [{ grantId: id('grant', 1), credits: 4 }],
    counterpart: { projectId: OTHER_PROJECT, sequence: 1 },
    note: 'for spring',
  });
  expect(to.lastEntry).toMatchObject({
    kind: 'TRANSFER_IN',
    amount: 4,
    balanceAfter: 4,
    counterpart: { projectId: PROJECT, sequence: 2 },
    note: 'for spring',
  });
});

test('credits are transferred in draw order, and keep their priority and expiry', () => {
  from.post(grant(1, 10, { priority: 70 }));
  from.post(grant(2, 3, { priority: 20, expiresAt: NOON + HOUR_MS }));
  send(5);
  const arrived = to.account.grants.map(({ source, credits, priority, expiresAt }) => [
    source,
    credits,
    priority,
    expiresAt,
  ]);
  expect(arrived).toEqual([
    ['TRANSFER', 3, 20, NOON + HOUR_MS],
    ['TRANSFER', 2, 70, null],
  ]);
  expect(to.lastEntry.draws).toEqual(to.account.grants.map(({ id: grantId, credits }) => ({ grantId, credits })));
});

test('credits that have expired by the time of either account are not transferred', () => {
  from.post(grant(1, 3, { expiresAt: NOON + HOUR_MS }));
  to.now = NOON + 2 * HOUR_MS; // a process whose clock is ahead has written there
  to.post(grant(2, 1));
  expect(send(3)).toMatchObject({ refusal: { reason: 'insufficient-credits', required: 3, available: 0 } });
  from.post(grant(3, 5));
  send(5);
  expect(from.entries.map(({ kind, createdAt }) => [kind, createdAt])).toEqual([
    ['GRANT', NOON],
    ['GRANT', NOON],
    ['EXPIRY', NOON + HOUR_MS],
    ['TRANSFER_OUT', NOON + 2 * HOUR_MS],
  ]);
});

test('revoking a grant after a transfer removes only the credits that were not transferred', () => {
  from.post(grant(1, 10));
  send(6);
  from.post(revoke(1));
  expect([from.account.balance, to.account.balance]).toEqual([0, 6]);
  expect(to.post(charge(1, 6))).toMatchObject({ status: 'accepted' });
});

test.each([
  ['too few credits', 11, {}, { reason: 'insufficient-credits', required: 11, available: 10 }],
  ['an archived receiver', 1, { archivedAt: NOON }, { reason: 'project-archived', archivedAt: NOON }],
  ['a receiver that is full', 1, { balance: 2_000_000_000 }, { reason: 'balance-limit', available: 2_000_000_000 }],
  ['a receiver of another workspace', 1, { workspaceId: id('workspace', 2) }, { reason: 'receiver-not-found' }],
  ['itself as the receiver', 1, { projectId: PROJECT }, { reason: 'receiver-not-found' }],
])('a transfer with %s is refused, and neither side has a line', (_what, credits, receiver, refusal) => {
  from.post(grant(1, 10));
  to.account = { ...to.account, ...receiver };
  expect(send(credits)).toMatchObject({ status: 'refused', refusal });
  expect([from.entries.length, to.entries.length]).toEqual([1, 0]);
});

test('an archived project cannot transfer credits', () => {
  from.post(grant(1, 10));
  from.account = { ...from.account, archivedAt: NOON };
  expect(send(1)).toMatchObject({ refusal: { reason: 'project-archived' } });
});
