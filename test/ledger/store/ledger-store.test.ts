import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ProjectId } from '../../../src/ids.ts';
import { attach, type Writer } from '../../../src/ledger/store/attachment.ts';
import type { LedgerStore } from '../../../src/ledger/store/ledger-store.ts';
import { alone, keyed, LedgerWorld } from '../../support/ledger-world.ts';

let world: LedgerWorld;
let store: LedgerStore;

beforeAll(async () => {
  world = await LedgerWorld.open();
  store = world.store();
});
afterAll(() => world.close());

async function projectWith(credits: number): Promise<ProjectId> {
  const id = await world.newProject();
  if (credits > 0) await store.apply([alone(world.grant(id, credits))]);
  return id;
}

async function balanceOf(id: ProjectId): Promise<number> {
  const { rows } = await world.pool.query<{ balance: string }>('select balance from projects where id = $1', [id]);
  return Number(rows[0]?.balance);
}

test('the postings of a batch are decided in order, each on the state that the previous ones left', async () => {
  const id = await projectWith(10);
  const { outcomes } = await store.apply([
    alone(world.charge(id, 8)),
    alone(world.charge(id, 5)),
    alone(world.charge(id, 2)),
    alone(world.grant(id, 5)),
    alone(world.charge(id, 5)),
  ]);
  expect(outcomes.map((outcome) => outcome?.status)).toEqual([
    'accepted',
    'refused',
    'accepted',
    'accepted',
    'accepted',
  ]);
  expect(outcomes[1]).toMatchObject({ refusal: { reason: 'insufficient-credits', required: 5, available: 2 } });
  expect(await balanceOf(id)).toBe(0);
});

test('of two postings with the same key in one batch, the second is a replay', async () => {
  const id = await projectWith(10);
  const key = keyed('once');
  const { outcomes } = await store.apply([alone(world.charge(id, 5, { key })), alone(world.charge(id, 5, { key }))]);
  expect(outcomes).toMatchObject([{ status: 'accepted' }, { status: 'replayed' }]);
  expect(await balanceOf(id)).toBe(5);
});

test('a charge and two refunds of it in one batch: it is refunded once', async () => {
  const id = await projectWith(10);
  await store.apply([alone(world.charge(id, 4))]);
  const { outcomes } = await store.apply([alone(world.refund(id, 2)), alone(world.refund(id, 2))]);
  expect(outcomes).toMatchObject([{ status: 'accepted' }, { refusal: { reason: 'already-refunded' } }]);
  expect(await balanceOf(id)).toBe(10);
});

test('concurrent writers on the same projects lose, duplicate and deadlock nothing', async () => {
  const ids = [await projectWith(300), await projectWith(300), await projectWith(300)];
  const stores = Array.from({ length: 4 }, () => world.store());
  await Promise.all(
    stores.map(async (own) => {
      for (let round = 0; round < 25; round += 1) {
        const shuffled = round % 2 === 0 ? ids : ids.toReversed();
        await own.apply(shuffled.map((id) => alone(world.charge(id, 2))));
      }
    }),
  );
  expect(await Promise.all(ids.map(balanceOf))).toEqual([100, 100, 100]);
});

test('two concurrent writers with the same keys charge each key once', async () => {
  const id = await projectWith(1000);
  const outcomes = await Promise.all(
    [world.store(), world.store()].map(async (own) => {
      const statuses: string[] = [];
      for (let number = 0; number < 30; number += 1) {
        const applied = await own.apply([alone(world.charge(id, 5, { key: keyed(`k${number}`) }))]);
        statuses.push(...applied.outcomes.map((outcome) => outcome?.status ?? 'left'));
      }
      return statuses;
    }),
  );
  expect(outcomes.flat().toSorted()).toEqual([...Array(30).fill('accepted'), ...Array(30).fill('replayed')]);
  expect(await balanceOf(id)).toBe(850);
});

describe('the attachment of a posting', () => {
  const notes: Writer<string> = {
    name: 'notes',
    precondition: (rows) => ({
      name: 'notes_hold',
      text: `select ord::int as ord from unnest($1::text[]) with ordinality as n(note, ord) where note not like 'stale%'`,
      values: [rows],
    }),
    statements: (accepted) => [
      {
        name: 'notes_insert',
        text: 'insert into notes select * from unnest($1::text[], $2::int[])',
        values: [accepted.map(({ row }) => row), accepted.map(({ entry }) => entry.sequence)],
      },
    ],
  };
  const written = async () =>
    (await world.pool.query<{ note: string; sequence: number }>('select * from notes order by sequence')).rows;

  beforeAll(() => world.pool.query(`create table notes (note text check (note <> 'bad'), sequence int)`));

  test('is written once, for accepted postings only, with their entries', async () => {
    const id = await projectWith(10);
    const key = keyed('once');
    const { outcomes } = await store.apply([
      alone(world.charge(id, 5, { key }), attach(notes, 'first')),
      alone(world.charge(id, 5, { key }), attach(notes, 'replay')),
      alone(world.charge(id, 50), attach(notes, 'refused')),
      alone(world.charge(id, 1), attach(notes, 'second')),
      alone(world.charge(id, 1), attach(notes, 'stale')),
    ]);
    expect(outcomes.at(-1)).toEqual({ status: 'refused', refusal: { reason: 'precondition-failed' } });
    expect(await written()).toEqual([
      { note: 'first', sequence: 2 },
      { note: 'second', sequence: 3 },
    ]);
  });

  test('fails the whole transaction if it cannot be written', async () => {
    const id = await projectWith(10);
    const before = await written();
    await expect(store.apply([alone(world.charge(id, 5), attach(notes, 'bad'))])).rejects.toThrow('notes_note_check');
    expect(await balanceOf(id)).toBe(10);
    expect(await written()).toEqual(before);
    await store.apply([alone(world.charge(id, 5))]);
    expect(await balanceOf(id)).toBe(5);
  });
});

test('a project of another workspace, and one that does not exist, are not found', async () => {
  const id = await projectWith(10);
  const foreign = world.charge(id, 1, { workspaceId: world.newId() });
  const absent = world.charge(world.newId(), 1);
  const { outcomes } = await store.apply([alone(foreign), alone(absent)]);
  expect(outcomes).toEqual([
    { status: 'refused', refusal: { reason: 'project-not-found' } },
    { status: 'refused', refusal: { reason: 'project-not-found' } },
  ]);
});

test('when the next expiry of an account changes, one job is queued that settles it then', async () => {
  const id = await world.newProject();
  const at = (minutes: number) => world.now + minutes * 60_000;
  await store.apply([alone(world.grant(id, 5, { expiresAt: at(60) }))]);
  await store.apply([alone(world.grant(id, 5, { expiresAt: at(30) }))]);
  await store.apply([alone(world.grant(id, 5, { expiresAt: at(90) }))]);
  const { rows } = await world.pool.query(
    `select extract(epoch from run_at)::float8 * 1000 as at, payload from graphile_worker._private_jobs
     where payload->>'projectId' = $1`,
    [id],
  );
  expect(rows).toEqual([{ at: at(30), payload: { projectId: id } }]);
});
