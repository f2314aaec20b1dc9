import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { ConnectionLostError } from '../../../src/database/failure.ts';
import { PipelineConnection } from '../../../src/database/pipeline-connection.ts';
import type { ApiKeyId, ProjectId } from '../../../src/ids.ts';
import { attach, type Writer } from '../../../src/ledger/store/attachment.ts';
import type { LedgerStore } from '../../../src/ledger/store/ledger-store.ts';
import { alone, applyAll, keyed, LedgerWorld } from '../../support/ledger-world.ts';

/** Tells how often the server was asked, and how many live grants it was asked for. */
class CountingConnection extends PipelineConnection {
  trips = 0;
  grantsRead = 0;
  losesNextAnswer = false;

  override async run(statements: Parameters<PipelineConnection['run']>[0]) {
    this.trips += 1;
    const answers = await super.run(statements);
    const grantsAt = statements.findIndex(({ name }) => name === 'ledger_first_live_grants');
    this.grantsRead += answers[grantsAt]?.rows.length ?? 0;
    if (!this.losesNextAnswer) return answers;
    this.losesNextAnswer = false;
    throw new ConnectionLostError('the answer is lost');
  }
}

let world: LedgerWorld;
let connection: CountingConnection;
let store: LedgerStore;
let id: ProjectId;

beforeAll(async () => {
  world = await LedgerWorld.open();
});
afterAll(() => world.close());
beforeEach(async () => {
  connection = new CountingConnection(world.url);
  store = world.store(connection);
  id = await seenProject();
});

/** A project of 100 credits that the store has just written. */
async function seenProject(): Promise<ProjectId> {
  const project = await world.newProject();
  await store.apply([alone(world.grant(project, 100))]);
  return project;
}

async function tripsOf(work: () => Promise<unknown>): Promise<number> {
  const before = connection.trips;
  await work();
  return connection.trips - before;
}

const charge = (credits = 5) => store.apply([alone(world.charge(id, credits))]);
const READING = 2;

test('charges to a cached account take one round trip each', async () => {
  expect(await tripsOf(() => charge())).toBe(1);
  expect(await tripsOf(() => charge())).toBe(1);
  expect(await world.history.entriesAfter({ projectId: id, sequence: 0 }, 9)).toMatchObject([
    { kind: 'GRANT', balanceAfter: 100 },
    { kind: 'CHARGE', balanceAfter: 95 },
    { kind: 'CHARGE', balanceAfter: 90 },
  ]);
});

async function remainingCredits(): Promise<number> {
  const { rows } = await world.pool.query<{ sum: number }>(
    'select sum(remaining)::int as sum from credit_grants where project_id = $1',
    [id],
  );
  return rows[0]?.sum ?? 0;
}

test('a refund to a cached account reads none of its grants', async () => {
  await charge(40);
  expect(await store.apply([alone(world.refund(id, 2))])).toMatchObject({ outcomes: [{ project: { balance: 100 } }] });
  expect(connection.grantsRead).toBe(0);
  expect(await remainingCredits()).toBe(100);
});

describe('an account to which another process has written meanwhile', () => {
  const elsewhere = (credits: number) => world.store().apply([alone(world.charge(id, credits))]);

  test('is refunded on its current grants', async () => {
    await charge(40);
    await elsewhere(50);
    expect(await store.apply([alone(world.refund(id, 2))])).toMatchObject({ outcomes: [{ project: { balance: 50 } }] });
    expect(connection.grantsRead).toBe(1);
    expect(await remainingCredits()).toBe(50);
  });

  test('is decided on its current state', async () => {
    await elsewhere(98);
    const { outcomes } = await charge();
    expect(outcomes).toMatchObject([{ refusal: { reason: 'insufficient-credits', required: 5, available: 2 } }]);
  });

  test('is read under the lock from then on, until it is found unchanged', async () => {
    await elsewhere(1);
    await charge(); // finds it changed
    await elsewhere(1);
    expect(await tripsOf(() => charge())).toBe(READING);
    expect(await tripsOf(() => charge())).toBe(READING); // finds it as it had left it
    expect(await tripsOf(() => charge())).toBe(1);
    expect(await world.history.entriesAfter({ projectId: id, sequence: 6 }, 9)).toMatchObject([{ balanceAfter: 78 }]);
  });

  test('can be charged by two processes down to its last credit', async () => {
    const stores = [store, world.store(), world.store()];
    const statuses = await Promise.all(
      stores.map(async (own) => {
        const seen: string[] = [];
        for (let round = 0; round < 12; round += 1) {
          const [outcome] = await applyAll(own, [alone(world.charge(id, 5))]);
          seen.push(outcome?.status ?? 'none');
        }
        return seen;
      }),
    );
    expect(statuses.flat().toSorted()).toEqual([...Array(20).fill('accepted'), ...Array(16).fill('refused')]);
  });
});

test.each([
  ['renamed', `name = 'Sunglasses'`, { status: 'accepted', project: { name: 'Sunglasses' } }],
  ['given a threshold', 'low_balance_threshold = 7', { status: 'accepted', project: { lowBalanceThreshold: 7 } }],
  ['archived', 'archived_at = now()', { status: 'refused', refusal: { reason: 'project-archived' } }],
])('a project that has been %s since it was seen is told as it is now', async (_what, change, outcome) => {
  await world.pool.query(`update projects set ${change} where id = $1`, [id]);
  expect((await charge()).outcomes).toMatchObject([outcome]);
});

describe('a key that was used before', () => {
  test('returns the stored result, and writes nothing', async () => {
    const posting = world.charge(id, 5, { key: keyed('again') });
    const first = await store.apply([alone(posting)]);
    const again = await store.apply([alone({ ...posting, actionId: world.newId() })]);
    expect(first.outcomes).toMatchObject([{ status: 'accepted', entry: { sequence: 2 } }]);
    expect(again.outcomes).toMatchObject([{ status: 'replayed', entry: { sequence: 2 } }]);
    expect(await world.history.entriesAfter({ projectId: id, sequence: 2 }, 9)).toEqual([]);
  });

  test('is a replay even if the balance is too low now', async () => {
    const posting = world.charge(id, 60, { key: keyed('dear') });
    await store.apply([alone(posting)]);
    const { outcomes } = await store.apply([alone({ ...posting, actionId: world.newId() })]);
    expect(outcomes).toMatchObject([{ status: 'replayed', entry: { sequence: 2 } }]);
  });

  test('does not affect the other postings of the batch', async () => {
    await store.apply([alone(world.charge(id, 5, { key: keyed('used') }))]);
    const outcomes = await applyAll(store, [
      alone(world.charge(id, 1)),
      alone(world.charge(id, 5, { key: keyed('used') })),
      alone(world.charge(id, 1)),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['accepted', 'replayed', 'accepted']);
  });
});

test('credits that have expired since the account was cached are not spent', async () => {
  await store.apply([alone(world.grant(id, 50, { priority: 1, expiresAt: world.now + 60_000 }))]);
  world.now += 60_000;
  const trips = await tripsOf(() => charge());
  const lines = await world.history.entriesAfter({ projectId: id, sequence: 2 }, 9);
  expect(trips).toBe(1);
  expect(lines).toMatchObject([
    { kind: 'EXPIRY', amount: -50, balanceAfter: 100 },
    { kind: 'CHARGE', amount: -5, balanceAfter: 95 },
  ]);
});

describe('postings that cannot be decided from the cache', () => {
  const conditional: Writer<string> = {
    name: 'conditional',
    precondition: (rows) => ({
      name: 'holds',
      text: 'select generate_series(1, $1::int) as ord',
      values: [rows.length],
    }),
    statements: () => [],
  };

  test.each([
    ['a refund', (project: ProjectId) => alone(world.refund(project, 2)), 'accepted'],
    ['a settling', (project: ProjectId) => alone(world.settle(project)), 'accepted'],
    [
      'a capped charge',
      (project: ProjectId) => alone(world.charge(project, 1, { capKeyId: world.newId<ApiKeyId>() })),
      'accepted',
    ],
    [
      'a conditional one',
      (project: ProjectId) => alone(world.charge(project, 1), attach(conditional, 'x')),
      'accepted',
    ],
    ['a refusal', (project: ProjectId) => alone(world.charge(project, 1_000)), 'refused'],
  ])('%s is left for another call where most of the batch can do without', async (_what, submission, status) => {
    const other = await seenProject();
    await store.apply([alone(world.charge(other, 1))]);
    const batch = [alone(world.charge(id, 1)), submission(other), alone(world.charge(id, 1))];
    expect((await store.apply(batch)).outcomes).toMatchObject([{ status: 'accepted' }, null, { status: 'accepted' }]);
    expect((await store.apply([batch[1] as (typeof batch)[1]])).outcomes).toMatchObject([{ status }]);
  });

  test('are applied together with the others if they are the majority', async () => {
    const batch = [alone(world.charge(id, 1)), alone(world.refund(await seenProject(), 9))];
    expect((await store.apply(batch)).outcomes).toMatchObject([{ status: 'accepted' }, { status: 'refused' }]);
  });
});

test('an account that is not cached is read', async () => {
  const fresh = await world.newProject();
  expect(await tripsOf(() => store.apply([alone(world.grant(fresh, 5))]))).toBe(READING);
});

describe('a connection that is lost', () => {
  test('while it is idle makes the store read again', async () => {
    await charge();
    await connection.reset();
    expect(await tripsOf(() => charge())).toBe(READING);
  });

  test('before the answer to the commit leads to no double charge', async () => {
    const posting = world.charge(id, 5);
    connection.losesNextAnswer = true;
    await expect(store.apply([alone(posting)])).rejects.toThrow('the answer is lost');
    expect((await store.apply([alone(posting)])).outcomes).toMatchObject([
      { status: 'accepted', entry: { sequence: 2 } },
    ]);
    expect((await charge()).outcomes).toMatchObject([{ project: { balance: 90 } }]);
  });
});
