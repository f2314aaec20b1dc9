import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { ProjectId } from '../../src/ids.ts';
import { feedReads } from '../../src/live/feed-reads.ts';
import { alone, LedgerWorld } from '../support/ledger-world.ts';

let world: LedgerWorld;

beforeAll(async () => {
  world = await LedgerWorld.open();
});
afterAll(() => world.close());

/** A project with a grant of 100 credits and three charges of 5. */
async function chargedProject(): Promise<ProjectId> {
  const id = await world.newProject();
  const store = world.store();
  await store.apply([alone(world.grant(id, 100))]);
  for (let charge = 0; charge < 3; charge += 1) await store.apply([alone(world.charge(id, 5))]);
  return id;
}

test('the missed entries of several projects are read at once, each after the head of its own feed', async () => {
  const [one, other, empty] = [await chargedProject(), await chargedProject(), await world.newProject()];
  const reads: number[] = [];
  const missed = feedReads({
    findProjects: async () => [],
    entriesAfterEach: (positions, max) => {
      reads.push(positions.length);
      return world.history.entriesAfterEach(positions, max);
    },
  });
  const found = await Promise.all([
    missed.load({ projectId: one, sequence: 1 }),
    missed.load({ projectId: other, sequence: 3 }),
    missed.load({ projectId: empty, sequence: 0 }),
  ]);
  expect(found.map(({ entries }) => entries.map(({ sequence, balanceAfter }) => [sequence, balanceAfter]))).toEqual([
    [
      [2, 95],
      [3, 90],
      [4, 85],
    ],
    [[4, 85]],
    [],
  ]);
  expect(reads).toEqual([3]);
});

test('a failed read is reported to each feed, and the next one reads again', async () => {
  const id = await chargedProject();
  let isAway = true;
  const missed = feedReads({
    findProjects: async () => [],
    entriesAfterEach: async (positions, max) => {
      if (isAway) throw new Error('the database is away');
      return world.history.entriesAfterEach(positions, max);
    },
  });
  await expect(missed.load({ projectId: id, sequence: 3 })).rejects.toThrow('the database is away');
  isAway = false;
  expect((await missed.load({ projectId: id, sequence: 3 })).entries).toHaveLength(1);
});
