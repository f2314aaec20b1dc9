import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { ProjectId } from '../../../src/ids.ts';
import { NEWEST_ENTRIES } from '../../support/entry-page.ts';
import { LedgerWorld } from '../../support/ledger-world.ts';
import { HOUR_MS, MINUTE_MS } from '../../../src/instant.ts';

const NOON = Date.UTC(2026, 10, 22, 12);

let world: LedgerWorld;
let id: ProjectId;

beforeAll(async () => {
  world = await LedgerWorld.open();
});
beforeEach(async () => {
  id = await world.newProject();
});
afterAll(() => world.close());

describe('the balance at an instant', () => {
  test('is 0 before the first entry, else that of the newest entry up to and including the instant', async () => {
    await world.at(NOON, world.grant(id, 100));
    await world.at(NOON + HOUR_MS, world.charge(id, 5), world.charge(id, 3));
    const balances = [NOON - 1, NOON, NOON + 1, NOON + HOUR_MS - 1, NOON + HOUR_MS, NOON + 9 * HOUR_MS];
    expect(await world.history.balancesAt(id, balances)).toEqual([0, 100, 100, 100, 92, 92]);
  });

  test('excludes credits from their expiry on, however late it was written', async () => {
    await world.at(NOON, world.grant(id, 10, { expiresAt: NOON + HOUR_MS }), world.grant(id, 1));
    await world.at(NOON + 5 * HOUR_MS, world.settle(id));
    expect(await world.history.balancesAt(id, [NOON + HOUR_MS, NOON + HOUR_MS - 1])).toEqual([1, 11]);
  });
});

test('an instant is mapped to the correct entry, however many entries there are and share an instant', async () => {
  const lines = [1, 30, 1, 40, 0, 25, 5]; // each minute
  await world.at(NOON, world.grant(id, 1000));
  for (const [index, count] of lines.entries()) {
    await world.at(NOON + (index + 1) * MINUTE_MS, ...Array.from({ length: count }, () => world.charge(id, 1)));
  }
  const minutes = Array.from({ length: lines.length + 2 }, (_, minute) => minute);
  const linesUntil = (minute: number) => 1 + lines.slice(0, minute).reduce((sum, count) => sum + count, 0);
  expect(
    await world.history.balancesAt(
      id,
      minutes.map((minute) => NOON + minute * MINUTE_MS),
    ),
  ).toEqual(minutes.map((minute) => 1001 - linesUntil(minute)));
  for (const minute of minutes) {
    const page = { ...NEWEST_ENTRIES, projectId: id };
    const before = await world.history.entryPage({ ...page, from: null, to: NOON + minute * MINUTE_MS + 1 });
    const after = await world.history.entryPage({ ...page, from: NOON + minute * MINUTE_MS + 1, to: null });
    expect([before.length, after.length]).toEqual([linesUntil(minute), linesUntil(9) - linesUntil(minute)]);
  }
});

describe('a page of entries', () => {
  const sequences = async (asked: Partial<Parameters<typeof world.history.entryPage>[0]>) =>
    (await world.history.entryPage({ ...NEWEST_ENTRIES, projectId: id, ...asked })).map(({ sequence }) => sequence);

  beforeEach(async () => {
    await world.at(NOON, world.grant(id, 100));
    await world.at(NOON + HOUR_MS, world.charge(id, 5), world.charge(id, 3, { actionKind: 'EXPAND' }));
    await world.at(NOON + 2 * HOUR_MS, world.refund(id, 3), world.charge(id, 1, { actionKind: 'PROMPT_EDIT' }));
  });

  test.each([
    ['all, newest first', {}, [5, 4, 3, 2, 1]],
    ['one more than asked for where there is one', { limit: 2 }, [5, 4, 3]],
    ['those after a position', { after: 4 }, [3, 2, 1]],
    ['those before a position', { before: 2 }, [5, 4, 3]],
    ['backward, from the oldest on', { limit: 2, isBackward: true }, [1, 2, 3]],
    ['those of some kinds', { kinds: ['GRANT', 'REFUND'] as const }, [4, 1]],
    [
      'those of some kinds after a position, each once',
      { kinds: ['GRANT', 'GRANT', 'REFUND'] as const, after: 4 },
      [1],
    ],
    ['charges among some kinds', { kinds: ['CHARGE', 'REFUND'] as const, limit: 2 }, [5, 4, 3]],
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

test('grants are listed in draw order, spent ones only on request', async () => {
  await world.at(
    NOON,
    world.grant(id, 5, { priority: 50 }),
    world.grant(id, 5, { priority: 50, expiresAt: NOON + HOUR_MS }),
    world.grant(id, 5, { priority: 10 }),
    world.charge(id, 7),
  );
  const described = (grants: readonly { sequence: number; remaining: number }[]) =>
    grants.map(({ sequence, remaining }) => [sequence, remaining]);
  expect(
    described(await world.history.grantPage({ projectId: id, which: 'live', first: 100_000, after: null })),
  ).toEqual([
    [2, 3],
    [1, 5],
  ]);
  expect(
    described(await world.history.grantPage({ projectId: id, which: 'all', first: 100_000, after: null })),
  ).toEqual([
    [3, 0],
    [2, 3],
    [1, 5],
  ]);
});
