import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { ConnectionLostError, UnavailableError } from '../../../src/database/failure.ts';
import type { ProjectId } from '../../../src/ids.ts';
import { GroupCommit, type Store } from '../../../src/ledger/group-commit/group-commit.ts';
import { attach, type Writer } from '../../../src/ledger/store/attachment.ts';
import type { Submission } from '../../../src/ledger/store/submission.ts';
import { alone, keyed, LedgerWorld } from '../../support/ledger-world.ts';
import { until } from '../../support/until.ts';

let world: LedgerWorld;

beforeAll(async () => {
  world = await LedgerWorld.open();
});
afterAll(() => world.close());

type Apply = Store['apply'];

/** A lane over a real store, of which the test may disturb the calls. */
function lane(disturb: (apply: Apply, submissions: readonly Submission[]) => ReturnType<Apply>, deadlineMs = 5_000) {
  const store = world.store();
  const sizes: number[] = [];
  const waited: number[] = [];
  const apply: Apply = (submissions) => {
    sizes.push(submissions.length);
    return disturb((again) => store.apply(again), submissions);
  };
  const wait = async (delayMs: number) => void waited.push(delayMs);
  const group = new GroupCommit({ stores: [{ apply }], deadlineMs, wait, committed: () => undefined });
  return { group, sizes, waited };
}

const plain = (apply: Apply, submissions: readonly Submission[]) => apply(submissions);

async function projectWith(credits: number): Promise<ProjectId> {
  const id = await world.newProject();
  await world.ledger().post(world.grant(id, credits));
  return id;
}

async function balanceOf(id: ProjectId): Promise<number> {
  const { rows } = await world.pool.query<{ balance: string }>('select balance from projects where id = $1', [id]);
  return Number(rows[0]?.balance);
}

test('postings that arrive while a batch commits form the next batch', async () => {
  const id = await projectWith(100);
  const { promise, resolve } = Promise.withResolvers<void>();
  const { group, sizes } = lane(async (apply, submissions) => {
    if (submissions.length === 1) await promise;
    return apply(submissions);
  });
  const first = group.post(alone(world.charge(id, 1)));
  await until(() => sizes.length === 1);
  const rest = Array.from({ length: 40 }, () => group.post(alone(world.charge(id, 1))));
  resolve();
  await Promise.all([first, ...rest]);
  expect(sizes).toEqual([1, 40]);
  expect(await balanceOf(id)).toBe(59);
});

test('one posting at fault fails alone, however many share its batch', async () => {
  const id = await projectWith(200);
  const broken: Writer<null> = {
    name: 'broken',
    statements: () => [{ name: 'broken', text: 'select 1 / 0', values: [] }],
  };
  const { group, sizes } = lane(plain);
  const posts = Array.from({ length: 62 }, (_, index) =>
    group.post(alone(world.charge(id, 1), index === 20 || index === 41 ? attach(broken, null) : null)),
  );
  const settled = await Promise.allSettled(posts);
  const failed = settled.flatMap((result, index) => (result.status === 'rejected' ? [index] : []));
  expect(failed).toEqual([20, 41]);
  expect(await balanceOf(id)).toBe(140);
  expect(sizes.length).toBeGreaterThan(5);
});

describe('when the outcome is unknown', () => {
  test('the same postings are retried: charged once, and not reported as a replay', async () => {
    const id = await projectWith(100);
    let failures = 3;
    const { group, waited } = lane(async (apply, submissions) => {
      const applied = await apply(submissions);
      if (failures === 0) return applied;
      failures -= 1;
      throw new ConnectionLostError('the answer was lost after the commit');
    });
    const outcome = await group.post(alone(world.charge(id, 5, { key: keyed('once') })));
    expect(outcome).toMatchObject({ status: 'accepted', entry: { amount: -5 }, project: { balance: 95 } });
    expect(await balanceOf(id)).toBe(95);
    expect(waited).toEqual([10, 20, 40]);
  });

  test('a retried refund recognises its earlier attempt, and refunds once', async () => {
    const id = await projectWith(100);
    await world.ledger().post(world.charge(id, 5));
    let lost = false;
    const { group } = lane(async (apply, submissions) => {
      const applied = await apply(submissions);
      if (lost) return applied;
      lost = true;
      throw new ConnectionLostError('the answer was lost after the commit');
    });
    const outcome = await group.post(alone(world.refund(id, 2)));
    expect(outcome).toMatchObject({ status: 'replayed', entry: { kind: 'REFUND', amount: 5 } });
    expect(await balanceOf(id)).toBe(100);
  });

  test.each(['40P01', '40001', '57P01', '53300', '55P03'])('SQLSTATE %s is run again', async (code) => {
    const id = await projectWith(10);
    let failed = false;
    const { group } = lane((apply, submissions) => {
      if (failed) return apply(submissions);
      failed = true;
      const error = new pg.DatabaseError('forced', 0, 'error');
      error.code = code;
      return Promise.reject(error);
    });
    expect(await group.post(alone(world.charge(id, 5)))).toMatchObject({ status: 'accepted' });
    expect(await balanceOf(id)).toBe(5);
  });

  test('after the deadline the outcome is unknown, never "not charged"', async () => {
    const id = await projectWith(10);
    const store = world.store();
    const { promise, resolve } = Promise.withResolvers<void>();
    const slow: Apply = async (submissions) => {
      const applied = await store.apply(submissions);
      await promise;
      return applied;
    };
    const options = { deadlineMs: 20, wait: async () => undefined, committed: () => undefined };
    const group = new GroupCommit({ ...options, stores: [{ apply: slow }] });
    const posting = world.charge(id, 5, { key: keyed('once') });
    const error = await group.post(alone(posting)).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UnavailableError);
    expect(String(error)).toContain('unknown');
    resolve();
    await group.close();
    const again = await world.ledger().post(world.charge(id, 5, { key: keyed('once') }));
    expect(again).toMatchObject({ status: 'replayed' });
    expect(await balanceOf(id)).toBe(5);
  });
});

test('a batch is retried after a deadlock with another session', async () => {
  const [one, other] = [await projectWith(10), await projectWith(10)].toSorted();
  if (!one || !other) throw new Error('two projects were made');
  const client = await world.pool.connect();
  try {
    await client.query('begin');
    await client.query('select from projects where id = $1 for update', [other]);
    const ledger = world.ledger();
    const posts = [ledger.post(world.charge(one, 1)), ledger.post(world.charge(other, 1))];
    await until(async () => {
      const { rows } = await world.pool.query(`select from pg_stat_activity where wait_event_type = 'Lock'`);
      return rows.length > 0;
    });
    const crossing = client.query('select from projects where id = $1 for update', [one]).catch(() => null);
    await crossing;
    await client.query('rollback');
    expect(await Promise.all(posts)).toMatchObject([{ status: 'accepted' }, { status: 'accepted' }]);
    expect([await balanceOf(one), await balanceOf(other)]).toEqual([9, 9]);
  } finally {
    client.release();
  }
});

describe('two lanes', () => {
  /** Two lanes whose commits the test lets through one by one. */
  function lanes() {
    const batches: {
      readonly lane: number;
      readonly submissions: readonly Submission[];
      readonly commit: () => void;
    }[] = [];
    const stores = [0, 1].map((number): Store => {
      const store = world.store();
      return {
        async apply(submissions) {
          const { promise, resolve } = Promise.withResolvers<void>();
          batches.push({ lane: number, submissions, commit: resolve });
          await promise;
          return store.apply(submissions);
        },
      };
    });
    const group = new GroupCommit({
      stores,
      deadlineMs: 60_000,
      wait: async () => undefined,
      committed: () => undefined,
    });
    return { group, batches };
  }

  /** Lets batch after batch through until all are answered. Gives how many were under way at once at the most. */
  async function commitAll(batches: ReturnType<typeof lanes>['batches'], posts: Promise<unknown>[]): Promise<number> {
    const state = { isDone: false };
    const all = Promise.all(posts).then(() => (state.isDone = true));
    let most = 0;
    for (let done = 0; !state.isDone; done += 1) {
      await until(() => batches.length > done || state.isDone);
      most = Math.max(most, batches.length - done);
      batches[done]?.commit();
    }
    await all;
    return most;
  }

  async function projects(count: number): Promise<ProjectId[]> {
    const ids = await Promise.all(Array.from({ length: count }, () => world.newProject()));
    await world.store().apply(ids.map((id) => alone(world.grant(id, 100))));
    return ids;
  }
  const projectsOf = ({ submissions }: { submissions: readonly Submission[] }) =>
    submissions.map(({ posting }) => posting.projectId);

  test('share the waiting postings of many projects, and no project is in both', async () => {
    const ids = await projects(130);
    const { group, batches } = lanes();
    const posts = [...ids, ...ids].map((id) => group.post(alone(world.charge(id, 1))));
    await until(() => batches.length === 2);
    const [first, second] = batches;
    if (!first || !second) throw new Error('there are two');
    expect(first.lane).not.toBe(second.lane);
    expect(first.submissions.length).toBeGreaterThan(60);
    expect(projectsOf(first).filter((id) => projectsOf(second).includes(id))).toEqual([]);
    const late = group.post(alone(world.charge(ids[0] as ProjectId, 1))); // there are 130
    await commitAll(batches, [...posts, late]);
    expect(await balanceOf(ids[0] as ProjectId)).toBe(97);
    expect(await balanceOf(ids[129] as ProjectId)).toBe(98);
  });

  test.each([
    ['one project', 1, 300],
    ['few projects', 20, 3],
  ])('are one for %s', async (_what, count, each) => {
    const ids = await projects(count);
    const { group, batches } = lanes();
    const post = () => ids.flatMap((id) => Array.from({ length: each }, () => group.post(alone(world.charge(id, 0)))));
    const posts = post();
    await until(() => batches.length === 1);
    posts.push(...post());
    expect(await commitAll(batches, posts)).toBe(1);
  });
});

test('a full queue rejects at once, and nothing is written', async () => {
  const id = await projectWith(10_000);
  const { promise, resolve } = Promise.withResolvers<void>();
  const { group } = lane(async (apply, submissions) => {
    await promise;
    return apply(submissions);
  }, 60_000);
  const posts = Array.from({ length: 5_000 }, () => group.post(alone(world.charge(id, 1))));
  const settled = Promise.allSettled(posts);
  const last = await posts.at(-1)?.catch((error: unknown) => error);
  expect(last).toBeInstanceOf(UnavailableError);
  resolve();
  const accepted = (await settled).filter(({ status }) => status === 'fulfilled').length;
  expect(accepted).toBe(4_096);
  expect(await balanceOf(id)).toBe(10_000 - accepted);
});

test('closing answers accepted postings and rejects later ones', async () => {
  const id = await projectWith(10);
  const { group } = lane(plain);
  const posts = [group.post(alone(world.charge(id, 1))), group.post(alone(world.charge(id, 1)))];
  await group.close();
  expect(await Promise.all(posts)).toMatchObject([{ status: 'accepted' }, { status: 'accepted' }]);
  await expect(group.post(alone(world.charge(id, 1)))).rejects.toThrow('nothing was written');
});

test('killing a connection during each of 40 loads loses and duplicates nothing', async () => {
  const id = await projectWith(5_000);
  const ledger = world.ledger();
  const kill = () =>
    world.pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where application_name = 'darkroom ledger' and datname = current_database()`,
    );
  const statuses: string[] = [];
  for (let round = 0; round < 40; round += 1) {
    const key = (number: number) => keyed(`${round} ${number}`);
    const posts = Array.from({ length: 25 }, (_, number) => ledger.post(world.charge(id, 1, { key: key(number) })));
    await kill();
    statuses.push(...(await Promise.all(posts)).map(({ status }) => status));
  }
  expect(statuses).toEqual(Array(1_000).fill('accepted'));
  expect(await balanceOf(id)).toBe(4_000);
});
