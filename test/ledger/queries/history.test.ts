import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { ProjectId } from '../../../src/ledger/kernel/ids.ts';
import type { Posting } from '../../../src/ledger/kernel/posting.ts';
import { newestBefore } from '../../../src/ledger/queries/entries.ts';
import type { LedgerStore } from '../../../src/ledger/store/store.ts';
import { alone, LedgerWorld } from '../../support/ledger-world.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const NOON = Date.UTC(2026, 10, 22, 12);

let world: LedgerWorld;
let store: LedgerStore;
let id: ProjectId;

beforeAll(async () => {
  world = await LedgerWorld.open();
  store = world.store();
});
beforeEach(async () => {
  id = await world.newProject();
});
afterAll(() => world.close());

async function at(now: number, ...postings: Posting[]): Promise<void> {
  world.now = now;
  await store.apply(postings.map((posting) => alone(posting)));
}

describe('the balance at an instant', () => {
  test('is 0 before the first line, and that of the newest line up to and including the instant', async () => {
    await at(NOON, world.grant(id, 100));
    await at(NOON + HOUR_MS, world.charge(id, 5), world.charge(id, 3));
    const balances = [NOON - 1, NOON, NOON + 1, NOON + HOUR_MS - 1, NOON + HOUR_MS, NOON + 9 * HOUR_MS];
    expect(await world.history.balancesAt(id, balances)).toEqual([0, 100, 100, 100, 92, 92]);
  });

  test('leaves out credits from the instant of their expiry on, however late the expiry was written', async () => {
    await at(NOON, world.grant(id, 10, { expiresAt: NOON + HOUR_MS }), world.grant(id, 1));
    await at(NOON + 5 * HOUR_MS, world.settle(id));
    expect(await world.history.balancesAt(id, [NOON + HOUR_MS, NOON + HOUR_MS - 1])).toEqual([1, 11]);
  });
});

test('the place of an instant among the lines is found by halving, wherever it lies', async () => {
  await at(NOON, world.grant(id, 1000));
  for (let number = 1; number <= 12; number += 1) await at(NOON + number * MINUTE_MS, world.charge(id, 1));
  for (let number = 0; number <= 13; number += 1) {
    expect(await newestBefore(world.pool, id, NOON + number * MINUTE_MS)).toBe(Math.min(number, 13));
  }
  expect(await newestBefore(world.pool, world.newId(), NOON)).toBe(0);
});

describe('a page of lines', () => {
  const page = { first: 50, before: null, kinds: null, actionKinds: null, actors: null, from: null, to: null };
  const sequences = async (asked: Partial<Parameters<typeof world.history.entryPage>[0]>) =>
    (await world.history.entryPage({ ...page, projectId: id, ...asked })).map(({ sequence }) => sequence);

  beforeEach(async () => {
    await at(NOON, world.grant(id, 100));
    await at(NOON + HOUR_MS, world.charge(id, 5), world.charge(id, 3, { actionKind: 'EXPAND' }));
    await at(NOON + 2 * HOUR_MS, world.refund(id, 3), world.charge(id, 1, { actionKind: 'PROMPT_EDIT' }));
  });

  test.each([
    ['all, newest first', {}, [5, 4, 3, 2, 1]],
    ['one more than asked for where there is one', { first: 2 }, [5, 4, 3]],
    ['those before a place', { before: 4 }, [3, 2, 1]],
    ['those of some kinds', { kinds: ['GRANT', 'REFUND'] as const }, [4, 1]],
    ['those of some kinds before a place, each once', { kinds: ['GRANT', 'GRANT', 'REFUND'] as const, before: 4 }, [1]],
    ['charges among some kinds', { kinds: ['CHARGE', 'REFUND'] as const, first: 2 }, [5, 4, 3]],
    ['refunds of one kind of action', { kinds: ['REFUND'] as const, actionKinds: ['EXPAND'] as const }, [4]],
    ['refunds of another kind of action', { kinds: ['REFUND'] as const, actionKinds: ['PROMPT'] as const }, []],
    ['charges and refunds of one kind of action', { actionKinds: ['EXPAND'] as const }, [4, 3]],
    ['those from an instant on, inclusive', { from: NOON + HOUR_MS }, [5, 4, 3, 2]],
    ['those before an instant, exclusive', { to: NOON + HOUR_MS }, [1]],
    ['those of an hour', { from: NOON + 1, to: NOON + 2 * HOUR_MS }, [3, 2]],
    ['none where nothing fits', { kinds: ['EXPIRY'] as const }, []],
  ])('holds %s', async (_what, asked, expected) => {
    expect(await sequences(asked)).toEqual(expected);
  });
});

describe('usage', () => {
  const day = { from: NOON - 12 * HOUR_MS, to: NOON + 12 * HOUR_MS, interval: 'DAY' as const, timeZone: 'UTC' };

  test('counts an action when it was charged, and takes it out there when it is refunded later', async () => {
    await at(
      NOON,
      world.grant(id, 100),
      world.charge(id, 5),
      world.charge(id, 5),
      world.charge(id, 3, { actionKind: 'EXPAND' }),
    );
    await at(NOON + 48 * HOUR_MS, world.refund(id, 2));
    expect(await world.history.usageOf(id, day)).toMatchObject({
      actions: 2,
      credits: 8,
      refundedCredits: 5,
      byKind: { PROMPT: { actions: 1, credits: 5 }, EXPAND: { actions: 1, credits: 3 } },
      buckets: [{ actions: 2, credits: 8 }],
    });
    const later = { ...day, from: day.from + 48 * HOUR_MS, to: day.to + 48 * HOUR_MS };
    expect(await world.history.usageOf(id, later)).toMatchObject({
      actions: 0,
      credits: 0,
      refundedCredits: 0,
      byKind: {},
    });
  });

  test('of every bucket adds up to that of the range, empty buckets too', async () => {
    await at(NOON, world.grant(id, 100));
    for (let hour = 0; hour < 9; hour += 3) await at(NOON + hour * HOUR_MS, world.charge(id, 5));
    const report = await world.history.usageOf(id, { ...day, interval: 'HOUR' });
    expect(report.buckets).toHaveLength(24);
    expect(report.buckets.map(({ credits }) => credits).filter((credits) => credits > 0)).toEqual([5, 5, 5]);
    expect(report.credits).toBe(15);
  });

  test('at the edge of a bucket belongs to the later one', async () => {
    await at(NOON - 1, world.grant(id, 100), world.charge(id, 1));
    await at(NOON, world.charge(id, 2));
    const range = { from: NOON - HOUR_MS, to: NOON + HOUR_MS, interval: 'HOUR' as const, timeZone: 'UTC' };
    expect((await world.history.usageOf(id, range)).buckets.map(({ credits }) => credits)).toEqual([1, 2]);
  });
});

test('grants come in the order in which they will be drawn, spent ones only where they are asked for', async () => {
  await at(
    NOON,
    world.grant(id, 5, { priority: 50 }),
    world.grant(id, 5, { priority: 50, expiresAt: NOON + HOUR_MS }),
    world.grant(id, 5, { priority: 10 }),
    world.charge(id, 7),
  );
  const described = (grants: readonly { sequence: number; remaining: number }[]) =>
    grants.map(({ sequence, remaining }) => [sequence, remaining]);
  expect(described(await world.history.grantsOf(id, false))).toEqual([
    [2, 3],
    [1, 5],
  ]);
  expect(described(await world.history.grantsOf(id, true))).toEqual([
    [3, 0],
    [2, 3],
    [1, 5],
  ]);
});
