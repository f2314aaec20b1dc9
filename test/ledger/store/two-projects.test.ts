import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ConnectionLostError } from '../../../src/database/failure.ts';
import type { ApiKeyId, ProjectId } from '../../../src/ids.ts';
import { CutConnection } from '../../support/cut-connection.ts';
import { alone, applyAll, LedgerWorld } from '../../support/ledger-world.ts';

let world: LedgerWorld;

beforeAll(async () => {
  world = await LedgerWorld.open();
});
afterAll(() => world.close());

async function projectWith(...grants: number[]): Promise<ProjectId> {
  const id = await world.newProject();
  if (grants.length > 0) await world.applyOnce(grants.map((credits) => alone(world.grant(id, credits))));
  return id;
}

async function balances(...ids: ProjectId[]): Promise<number[]> {
  const { rows } = await world.pool.query<{ id: ProjectId; balance: string }>(
    'select id, balance from projects where id = any($1)',
    [ids],
  );
  return ids.map((id) => Number(rows.find((row) => row.id === id)?.balance));
}

async function whatRemains(...ids: ProjectId[]): Promise<number[]> {
  const { rows } = await world.pool.query<{ id: ProjectId; left: string }>(
    'select project_id as id, sum(remaining) as left from credit_grants where project_id = any($1) group by 1',
    [ids],
  );
  return ids.map((id) => Number(rows.find((row) => row.id === id)?.left ?? 0));
}

test('500 transfers in each direction from two processes lose nothing and do not deadlock', async () => {
  const [one, other] = [await projectWith(3_000), await projectWith(3_000)];
  const [here, there] = [world.ledger(), world.ledger()];
  const outcomes = await Promise.all(
    Array.from({ length: 500 }, (_, index) => [
      (index % 2 === 0 ? here : there).post(world.transfer(one, other, 1 + (index % 5))),
      (index % 3 === 0 ? here : there).post(world.transfer(other, one, 1 + (index % 7))),
    ]).flat(),
  );
  expect(outcomes.map(({ status }) => status)).toEqual(Array(1_000).fill('accepted'));
  const sent = (count: number, modulus: number) =>
    Array.from({ length: count }, (_, index) => 1 + (index % modulus)).reduce((sum, credits) => sum + credits, 0);
  const moved = sent(500, 7) - sent(500, 5);
  expect(await balances(one, other)).toEqual([3_000 + moved, 3_000 - moved]);
  expect(await whatRemains(one, other)).toEqual([3_000 + moved, 3_000 - moved]);
}, 60_000);

test('a receiver can spend transferred credits in the same batch', async () => {
  const [rich, poor] = [await projectWith(10), await projectWith()];
  const outcomes = await applyAll(world.store(), [
    alone(world.transfer(rich, poor, 6)),
    alone(world.charge(poor, 5)),
    alone(world.transfer(poor, rich, 1)),
  ]);
  expect(outcomes.map(({ status }) => status)).toEqual(['accepted', 'accepted', 'accepted']);
  expect(await balances(rich, poor)).toEqual([5, 0]);
});

test('a transfer does not change a cap', async () => {
  const [one, other] = [await projectWith(100), await projectWith()];
  const keyId = world.newId<ApiKeyId>();
  await world.pool.query(
    `insert into api_keys (id, workspace_id, name, role, prefix, secret_hash, created_at)
     values ($1, $2, 'shop', 'EDITOR', 'x', sha256('x'), now())`,
    [keyId, world.workspaceId],
  );
  await world.pool.query(`insert into credit_caps (api_key_id, credits, per, period_at) values ($1, 10, 'MONTH', $2)`, [
    keyId,
    '2026-11-01T00:00Z',
  ]);
  const store = world.store();
  await store.apply([alone(world.charge(one, 8, { capKeyId: keyId }))]);
  await store.apply([alone(world.transfer(one, other, 50))]);
  const { outcomes } = await store.apply([alone(world.charge(other, 3, { capKeyId: keyId }))]);
  expect(outcomes).toMatchObject([{ refusal: { reason: 'cap-reached', cap: { spent: 8 } } }]);
});

test('a transfer whose connection is cut after any statement leaves both sides consistent, and the retry moves the credits once', async () => {
  for (let cutBehind = 0, isWhole = false; !isWhole; cutBehind += 1) {
    const [one, other] = [await projectWith(3, 4), await projectWith(2)];
    const posting = world.transfer(one, other, 5);
    const cut = new CutConnection(world.url, cutBehind);
    const applied = await world.applyOnce([alone(posting)], cut).catch((error: unknown) => error);
    isWhole = !(applied instanceof ConnectionLostError);
    if (isWhole) expect(cut.statements).toBeGreaterThan(8);
    expect([
      [7, 2],
      [2, 7],
    ]).toContainEqual(await balances(one, other));
    expect(await whatRemains(one, other)).toEqual(await balances(one, other));
    await world.applyOnce([alone(posting)]);
    expect(await balances(one, other)).toEqual([2, 7]);
    expect(await whatRemains(one, other)).toEqual([2, 7]);
  }
});
