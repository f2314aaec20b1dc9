import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ConnectionLostError, UnavailableError } from '../../../src/database/failure.ts';
import type { ProjectId } from '../../../src/ids.ts';
import { SETTLED_MAX } from '../../../src/ledger/kernel/settle-due.ts';
import type { AllowanceTerms } from '../../../src/ledger/kernel/posting.ts';
import { CutConnection } from '../../support/cut-connection.ts';
import { alone, applyAll, LedgerWorld } from '../../support/ledger-world.ts';
import { DAILY } from '../../support/memory-ledger.ts';
import { until } from '../../support/until.ts';
import { DAY_MS } from '../../../src/instant.ts';

function ifUnavailable(error: unknown): null {
  if (error instanceof UnavailableError) return null;
  throw error;
}

let world: LedgerWorld;

beforeAll(async () => {
  world = await LedgerWorld.open();
});
afterAll(() => world.close());

async function projectWith(terms: Partial<AllowanceTerms>): Promise<ProjectId> {
  const id = await world.newProject();
  world.now += 1;
  await world.applyOnce([alone(world.allowance(id, { ...DAILY, ...terms }))]);
  return id;
}

async function amounts(id: ProjectId): Promise<number[]> {
  return (await world.history.entriesAfter({ projectId: id, sequence: 0 }, 1_000)).map(({ amount }) => amount);
}

async function allAmounts(projectId: ProjectId): Promise<number[]> {
  const { rows } = await world.pool.query<{ amount: number }>(
    'select amount::int from credit_transactions where project_id = $1 order by sequence',
    [projectId],
  );
  return rows.map(({ amount }) => amount);
}

async function job(id: ProjectId): Promise<number | undefined> {
  const { rows } = await world.pool.query<{ run_at: Date }>(
    'select run_at from graphile_worker._private_jobs where key = $1',
    [`settle-project ${id}`],
  );
  return rows[0]?.run_at.getTime();
}

test('a process with a cached account sees the allowance that another process sets', async () => {
  const id = await world.newProject();
  const [here, there] = [world.store(), world.store()];
  await here.apply([alone(world.grant(id, 5))]);
  world.now += 1;
  await there.apply([alone(world.allowance(id, { ...DAILY, credits: 10 }))]);
  const outcomes = await applyAll(here, [alone(world.charge(id, 15))]);
  expect(outcomes).toMatchObject([{ status: 'accepted', project: { balance: 0, allowance: { credits: 10 } } }]);
});

test('a job is queued for the next instant, and for an expiry that comes sooner', async () => {
  const id = await projectWith({ rollover: true });
  const startedAt = world.now;
  expect(await job(id)).toBe(startedAt + DAY_MS);
  await world.applyOnce([alone(world.grant(id, 1, { expiresAt: startedAt + 1_000 }))]);
  expect(await job(id)).toBe(startedAt + 1_000);
  world.now += 2_000;
  await world.applyOnce([alone(world.settle(id))]);
  expect(await job(id)).toBe(startedAt + DAY_MS);
});

test('twenty processes at the same instant write one entry', async () => {
  const id = await projectWith({});
  world.now += DAY_MS;
  const ledgers = Array.from({ length: 20 }, () => world.ledger());
  const settled = await Promise.all(ledgers.map((ledger) => ledger.settle(id)));
  expect(settled.map((project) => project?.balance)).toEqual(Array(20).fill(10));
  expect(await amounts(id)).toEqual([10, -10, 10]);
});

test('a change and an end at the instant of the allowance grant it once', async () => {
  const id = await projectWith({});
  world.now += DAY_MS;
  const [here, there] = [world.ledger(), world.ledger()];
  await Promise.all([
    here.post(world.allowance(id, { ...DAILY, credits: 7 })),
    there.post(world.charge(id, 3)),
    here.settle(id),
    there.post(world.allowance(id, { ...DAILY, credits: 7 })),
  ]);
  world.now += DAY_MS;
  await Promise.all([there.post(world.allowance(id, null)), here.settle(id)]);
  world.now += 3 * DAY_MS;
  await here.settle(id);
  expect(await amounts(id)).toEqual([10, -10, 10, -3, -7, 7, -7]);
});

test('1,000 allowances due at the same instant are granted in one batch, each once', async () => {
  const ids = await Promise.all(Array.from({ length: 1_000 }, () => world.newProject()));
  const store = world.store();
  const startAt = world.now + DAY_MS;
  await store.apply(ids.map((id) => alone(world.allowance(id, { ...DAILY, startAt }))));
  world.now = startAt;
  const outcomes = await applyAll(
    store,
    ids.map((id) => alone(world.settle(id))),
  );
  expect(outcomes.every((outcome) => outcome.status === 'accepted' && outcome.project.balance === 10)).toBe(true);
});

describe('what came due in ten years, an instant a day,', () => {
  const YEARS_MS = 3_650 * DAY_MS;

  test('is written by transactions of at most 500 expiries and instants, between which others are answered', async () => {
    const id = await projectWith({});
    const other = await projectWith({ startAt: world.now + 2 * YEARS_MS });
    const [ledger, elsewhere] = [world.ledger(), world.ledger()];
    await ledger.post(world.grant(other, 5));
    const from = world.commits.length;
    world.now += YEARS_MS;
    const answered: string[] = [];
    const charged = ledger.post(world.charge(id, 3)).then(() => answered.push('charge of the same project'));
    const behind = ledger.post(world.charge(id, 7)).then(() => answered.push('charge behind it'));
    await Promise.all([
      charged,
      behind,
      elsewhere.settle(id),
      ledger.post(world.charge(other, 5)).then(() => answered.push('charge of another project')),
      ledger.post(world.transfer(other, id, 1)).then(({ status }) => answered.push(`transfer to it ${status}`)),
    ]);
    expect(answered[0]).toBe('charge of another project');
    expect(answered.indexOf('charge behind it')).toBeGreaterThan(answered.indexOf('charge of the same project'));
    expect(answered).toContain('transfer to it refused');
    const sizes = world.commits.slice(from).map(({ entries }) => entries.length);
    expect(Math.max(...sizes)).toBe(SETTLED_MAX);
    const written = await allAmounts(id);
    expect(written).toEqual([10, ...Array.from({ length: 3_650 }, () => [-10, 10]).flat(), -3, -7]);
  });

  test('is kept as far as it was written where the process dies in between', async () => {
    const id = await projectWith({ rollover: true, rolloverCap: 1_000_000 });
    world.now += YEARS_MS;
    const outcome = (await world.applyOnce([alone(world.settle(id))])).outcomes[0];
    expect(outcome).toBeNull();
    expect(await allAmounts(id)).toHaveLength(1 + SETTLED_MAX);
    // A machine that needs longer than the deadline of a posting is asked again, as callers are told.
    const settled = await until(() => world.ledger().settle(id).catch(ifUnavailable));
    expect(settled.balance).toBe(36_510);
    expect(await allAmounts(id)).toHaveLength(3_651);
  });
});

test.each([
  [
    'is set',
    [],
    [10],
    async () => {
      const id = await world.newProject();
      return [id, world.allowance(id, DAILY)] as const;
    },
  ],
  [
    'comes due',
    [10],
    [10, -10, 10],
    async () => {
      const id = await projectWith({});
      world.now += DAY_MS;
      return [id, world.settle(id)] as const;
    },
  ],
])(
  'a connection that is cut behind any statement where an allowance %s leaves it exact, and the repeat gives once',
  async (_what, before, whole, make) => {
    for (let cutBehind = 0, isWhole = false; !isWhole; cutBehind += 1) {
      const [id, posting] = await make();
      const cut = new CutConnection(world.url, cutBehind);
      const applied = await world.applyOnce([alone(posting)], cut).catch((error: unknown) => error);
      isWhole = !(applied instanceof ConnectionLostError);
      if (isWhole) expect(cut.statements).toBeGreaterThan(8);
      expect([before, whole]).toContainEqual(await amounts(id));
      const { rows } = await world.pool.query(
        `select p.balance = coalesce((select sum(remaining) from credit_grants where project_id = p.id), 0) as "isExact",
         (select count(*)::int from credit_grants where project_id = p.id and allowance_at >= p.allowance_next_at) as early
       from projects p where id = $1`,
        [id],
      );
      expect(rows).toEqual([{ isExact: true, early: 0 }]);
      await world.applyOnce([alone(posting)]);
      expect(await amounts(id)).toEqual(whole);
    }
  },
);
