import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { performJobs } from '../../../src/actions/jobs.ts';
import type { ActionId, GrantId, ProjectId } from '../../../src/ids.ts';
import type { GrantPosting } from '../../../src/ledger/kernel/posting.ts';
import { attach, type Writer } from '../../../src/ledger/store/attachment.ts';
import { NEWEST_ENTRIES } from '../../support/entry-page.ts';
import { alone, keyed, LedgerWorld } from '../../support/ledger-world.ts';
import { until } from '../../support/until.ts';

/** Lines of the busy project, while the planner believes that a project has one. */
const LINES = 3_000;

/** A look-up by a wrong index would read half of them on average. */
const READ_MAX = 100;

/** Live grants of the rich project, of 10 credits each. */
const GRANTS = 3_000;

let world: LedgerWorld;
let busy: ProjectId;
let rich: ProjectId;
const richGrants: GrantPosting[] = [];

beforeAll(async () => {
  world = await LedgerWorld.open();
  const store = world.store();
  const ids = await Promise.all(Array.from({ length: 100 }, () => world.newProject()));
  await store.apply(ids.map((id) => alone(world.grant(id, 1_000_000))));
  await world.pool.query('analyze');
  busy = ids[0] as ProjectId; // there are a hundred
  for (let line = 0; line < LINES; line += 250) {
    const charges = Array.from({ length: 250 }, (_, index) =>
      world.charge(busy, 1, { key: keyed(`key ${line + index}`) }),
    );
    await store.apply(charges.map((charge) => alone(charge)));
  }
  rich = ids[1] as ProjectId;
  for (let lot = 0; lot < GRANTS; lot += 250) {
    const lots = Array.from({ length: 250 }, (_, index) =>
      world.grant(rich, 10, { expiresAt: world.now + (lot + index + 1) * 3_600_000 }),
    );
    richGrants.push(...lots);
    await store.apply(lots.map((grant) => alone(grant)));
  }
  await store.apply([alone(world.charge(rich, 25))]);
  await store.close(); // the server counts what a session has read when it ends at the latest
});
afterAll(() => world.close());

/** Entries of the ledger's indexes that the work has read, with plans that are made now. */
async function indexEntriesRead(work: () => Promise<unknown>, table = 'credit_transactions'): Promise<number> {
  const before = await settledReads(table);
  await work();
  return (await settledReads(table)) - before;
}

/** The server counts a session's reads a moment after they were made, so the count is taken once it stands still. */
async function settledReads(table: string): Promise<number> {
  let last = -1;
  let since = Date.now();
  return until(async () => {
    await world.pool.query('select pg_stat_force_next_flush()');
    const { rows } = await world.pool.query<{ reads: number }>(
      `select sum(idx_tup_read)::int as reads from pg_stat_user_indexes where relname = $1`,
      [table],
    );
    const reads = rows[0]?.reads ?? 0;
    if (reads !== last) since = Date.now();
    last = reads;
    return Date.now() - since > 300 ? reads : null;
  });
}

test.each([
  ['a charge', (id: ProjectId) => world.charge(id, 1, { key: keyed('key new') })],
  ['a charge that is repeated', (id: ProjectId) => world.charge(id, 1, { key: keyed('key 1500') })],
  ['a refund', (id: ProjectId) => world.refund(id, 1_500)],
])('%s on a project that has grown reads no more lines than it needs', async (_what, posting) => {
  const read = await indexEntriesRead(async () => {
    const store = world.store();
    await store.apply([alone(posting(busy))]);
    await store.close();
  });
  expect(read).toBeLessThan(READ_MAX);
});

const grantAt = (place: number) => richGrants[place]?.grantId as GrantId; // there are 3,000

test.each([
  ['a charge', () => world.charge(rich, 25)],
  ['a refund', () => world.refund(rich, GRANTS + 2)],
  ['a transfer', () => world.transfer(rich, busy, 25)],
  ['a grant', () => world.grant(rich, 10)],
  ['a revocation', () => world.revoke(rich, grantAt(2_000))],
  ['a revocation of the grant that is drawn next', () => world.revoke(rich, grantAt(5))],
  ['what is due', () => world.settle(rich)],
])('%s on a project of many live grants reads no more of them than it needs', async (what, posting) => {
  const before = world.now;
  if (what === 'what is due') world.now += 8 * 3_600_000;
  const read = await indexEntriesRead(async () => {
    const store = world.store();
    await store.apply([alone(posting())]);
    await store.close();
  }, 'credit_grants');
  world.now = before;
  expect(read).toBeLessThan(READ_MAX);
});

test('queries of a large project read no more entries than they need', async () => {
  const read = await indexEntriesRead(async () => {
    await world.history.entriesAt([{ projectId: busy, sequence: 1_500 }]);
    await world.history.balancesAt(busy, [world.now]);
    const page = { ...NEWEST_ENTRIES, projectId: busy, limit: 5, after: 1_500 };
    expect(await world.history.entryPage(page)).toHaveLength(6);
    expect(await world.history.entryPage({ ...page, isBackward: true })).toHaveLength(6);
    expect(await world.history.entryPage({ ...page, after: null, before: 1_500 })).toHaveLength(6);
    expect(await world.history.entryPage({ ...page, kinds: ['GRANT', 'REFUND'] })).toHaveLength(1);
    expect(await world.history.entryPage({ ...page, kinds: ['GRANT', 'REFUND'], isBackward: true })).toHaveLength(1);
    expect(await world.history.entryPage({ ...page, from: world.now, to: world.now + 1 })).toHaveLength(6);
  });
  expect(read).toBeLessThan(READ_MAX);
});

test('adding jobs does not scan the backlog, although the plan was made on an empty table', async () => {
  const jobs: Writer<ProjectId> = {
    name: 'jobs',
    statements: (accepted) => [
      // An id is an id to the queue.
      performJobs(
        accepted.map(({ row }) => ({
          projectId: row,
          actionId: row as string as ActionId,
          kind: 'PROMPT',
          isLargePicture: false,
          traceparent: null,
        })),
      ),
    ],
  };
  const [batches, size] = [40, 50];
  const charge = () => alone(world.charge(busy, 1), attach(jobs, busy));
  await world.pool.query('vacuum analyze graphile_worker._private_jobs');
  const read = await indexEntriesRead(async () => {
    const store = world.store();
    for (let batch = 0; batch < batches; batch += 1) await store.apply(Array.from({ length: size }, charge));
    await store.close();
  }, '_private_jobs');
  const all = (size * batches * (batches - 1)) / 2;
  expect(read).toBeLessThan(all / 4);
});
