import { afterAll, beforeAll, expect, test } from '@jest/globals';
import path from 'node:path';
import type { ProjectId } from '../../src/ids.ts';
import type { Posting } from '../../src/ledger/kernel/posting.ts';
import { alone, applyAll, LedgerWorld } from '../support/ledger-world.ts';
import { DAILY } from '../support/memory-ledger.ts';
import { runNode } from '../support/node-process.ts';
import { DAY_MS } from '../../src/instant.ts';

const child = path.join(import.meta.dirname, 'killed-posting.ts');

let world: LedgerWorld;

beforeAll(async () => {
  world = await LedgerWorld.open();
});
afterAll(() => world.close());

/** Balances, what the lines add up to, and what is left of the grants. */
async function state(ids: readonly ProjectId[]): Promise<number[][]> {
  const { rows } = await world.pool.query<{ id: ProjectId; figures: number[] }>(
    `select p.id, array[p.balance,
       (select coalesce(sum(amount), 0) from credit_transactions where project_id = p.id),
       (select coalesce(sum(remaining), 0) from credit_grants where project_id = p.id)]::int[] as figures
     from projects p where p.id = any($1)`,
    [ids],
  );
  return ids.map((id) => rows.find((row) => row.id === id)?.figures ?? []);
}

const exact = (...balances: number[]) => balances.map((balance) => [balance, balance, balance]);

/** The first statement is sent once, then the first two, and so on, until the posting is whole; then it is made once more. */
async function expectExactBehindEachKill(
  posting: Posting,
  ids: readonly ProjectId[],
  before: number[],
  after: number[],
) {
  for (let killBehind = 0, isWhole = false; !isWhole; killBehind += 1) {
    const { ended } = runNode([child], {
      DATABASE_URL: world.url,
      POSTING: JSON.stringify(posting),
      NOW: String(world.now),
      KILL_BEHIND: String(killBehind),
    });
    const { signal, output } = await ended;
    isWhole = output.includes('applied');
    if (isWhole) expect(killBehind).toBeGreaterThan(8);
    else expect([signal, output]).toEqual(['SIGKILL', '']);
    expect([exact(...before), exact(...after)]).toContainEqual(await state(ids));
  }
  await applyAll(world.store(), [alone(posting)]);
  expect(await state(ids)).toEqual(exact(...after));
}

test('a process that is killed behind any statement of a transfer leaves both sides exact, and the repeat moves once', async () => {
  const ids = [await world.newProject(), await world.newProject()] as const;
  const expires = world.grant(ids[0], 2, { expiresAt: world.now + DAY_MS });
  await world.store().apply([world.grant(ids[0], 3), world.grant(ids[0], 4), expires].map((posting) => alone(posting)));
  await world.store().apply([alone(world.allowance(ids[1], { ...DAILY, rollover: true }))]);
  world.now += DAY_MS; // the transfer also writes what has come due on either side
  await expectExactBehindEachKill(world.transfer(ids[0], ids[1], 5), ids, [9, 10], [2, 25]);
}, 300_000);

test('a process that is killed behind any statement of an allowance leaves it exact, and the repeat gives once', async () => {
  const ids = [await world.newProject()] as const;
  world.now += 1;
  await expectExactBehindEachKill(world.allowance(ids[0], { ...DAILY, rollover: true }), ids, [0], [10]);
  world.now += 3 * DAY_MS;
  await expectExactBehindEachKill(world.settle(ids[0]), ids, [10], [40]);
}, 300_000);
