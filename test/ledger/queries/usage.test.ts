import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ProjectId } from '../../../src/ids.ts';
import type { ActionKind } from '../../../src/ledger/kernel/entry.ts';
import type { UsageRange } from '../../../src/ledger/queries/usage-buckets.ts';
import type { UsageGroupBy } from '../../../src/ledger/queries/counted-usage.ts';
import type { UsageReport } from '../../../src/ledger/queries/usage.ts';
import { id as anId } from '../../support/ids.ts';
import { LedgerWorld } from '../../support/ledger-world.ts';
import { HOUR_MS } from '../../../src/instant.ts';

const QUARTER_MS = 15 * 60_000;
const NOON = Date.UTC(2026, 10, 22, 12);
const KINDS: readonly ActionKind[] = ['PROMPT', 'PROMPT_EDIT', 'BACKGROUND', 'EXPAND'];

const startOfQuarter = (instant: number) => Math.floor(instant / QUARTER_MS) * QUARTER_MS;
const GROUPINGS: readonly (readonly [UsageGroupBy, 'actor' | 'keyId' | 'kind'])[] = [
  ['ACTOR', 'actor'],
  ['KEY', 'keyId'],
  ['KIND', 'kind'],
];

let world: LedgerWorld;
let id: ProjectId;

beforeAll(async () => {
  world = await LedgerWorld.open();
});
beforeEach(async () => {
  id = await world.newProject();
});
afterAll(() => world.close());

const day = { from: NOON - 12 * HOUR_MS, to: NOON + 12 * HOUR_MS, interval: 'DAY' as const, timeZone: 'UTC' };
const creditsOf = ({ buckets }: UsageReport) => buckets.map(({ credits }) => credits);

test('counts an action when it was charged, and subtracts it there when it is refunded later', async () => {
  const { grant, charge } = { grant: world.grant(id, 100), charge: () => world.charge(id, 5) };
  await world.at(NOON, grant, charge(), charge(), world.charge(id, 3, { actionKind: 'EXPAND' }));
  await world.at(NOON + 48 * HOUR_MS, world.refund(id, 2));
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

test('of the buckets adds up to that of the range', async () => {
  await world.at(NOON, world.grant(id, 100));
  for (let hour = 0; hour < 9; hour += 3) await world.at(NOON + hour * HOUR_MS, world.charge(id, 5));
  const report = await world.history.usageOf(id, { ...day, interval: 'HOUR' });
  expect(report.buckets).toHaveLength(24);
  expect(creditsOf(report).filter((credits) => credits > 0)).toEqual([5, 5, 5]);
  expect(report.credits).toBe(15);
});

test('refunds of many quarters and kinds in one batch are subtracted from each', async () => {
  await world.at(NOON, world.grant(id, 1000));
  for (let quarter = 0; quarter < 6; quarter += 1) {
    const charges = KINDS.map((actionKind) => world.charge(id, 10 + quarter, { actionKind }));
    await world.at(NOON + quarter * QUARTER_MS, ...charges);
  }
  const sequences = Array.from({ length: 6 * KINDS.length }, (_, index) => index + 2);
  await world.at(
    NOON + 9 * HOUR_MS,
    ...sequences.filter((sequence) => sequence % 4 < 2).map((s) => world.refund(id, s)),
  );
  expect(await world.history.usageOf(id, { ...day, from: NOON, to: NOON + HOUR_MS })).toMatchObject({
    credits: 2 * (10 + 11 + 12 + 13),
    refundedCredits: 2 * (10 + 11 + 12 + 13),
  });
  const [first, second] = (await world.history.usageOf(id, { ...day, interval: 'HOUR' })).buckets.slice(12);
  expect([first?.actions, second?.actions, second?.credits]).toEqual([8, 4, 2 * (14 + 15)]);
});

test('by who spent it names those that spent most first, and takes a refund from whose action it was', async () => {
  const by = (actor: string, credits: number) => world.charge(id, credits, { actor });
  await world.at(NOON, world.grant(id, 100), by('anna', 5), by('ben', 6), by('anna', 3), by('cleo', 4));
  await world.at(NOON + HOUR_MS, world.refund(id, 2, { actor: 'ben' }));
  const asked = { projectId: id, from: NOON, to: NOON + 2 * HOUR_MS, by: 'ACTOR' as const };
  const groups = await world.history.usageGroupsOf({ ...asked, first: 50 });
  expect(
    groups.map(({ actor, actions, credits, refundedCredits }) => [actor, actions, credits, refundedCredits]),
  ).toEqual([
    ['ben', 1, 6, 0],
    ['cleo', 1, 4, 0],
    ['anna', 1, 3, 5],
  ]);
  expect((await world.history.usageGroupsOf({ ...asked, first: 1 })).map(({ actor }) => actor)).toEqual(['ben']);
});

describe('at the edge of a bucket', () => {
  test('belongs to the later one', async () => {
    await world.at(NOON - 1, world.grant(id, 100), world.charge(id, 1));
    await world.at(NOON, world.charge(id, 2));
    const range = { from: NOON - HOUR_MS, to: NOON + HOUR_MS, interval: 'HOUR' as const, timeZone: 'UTC' };
    expect(creditsOf(await world.history.usageOf(id, range))).toEqual([1, 2]);
  });

  /** One charge in each quarter of four hours, of 1, 2, 4, … credits, so that a sum tells what is in it. */
  async function chargeEachQuarter(from: number): Promise<void> {
    await world.at(from, world.grant(id, 2 ** 17));
    for (let number = 0; number < 16; number += 1) {
      await world.at(from + number * QUARTER_MS + 14 * 60_000, world.charge(id, 2 ** number));
    }
  }
  /** The credits of the charges from one number up to the other. */
  const charged = (first: number, last: number) => 2 ** (last + 1) - 2 ** first;

  test.each([
    ['at half past', 'Asia/Kolkata', [charged(0, 1), charged(2, 5), charged(6, 9), charged(10, 13)]],
    ['at a quarter past', 'Asia/Kathmandu', [charged(0, 0), charged(1, 4), charged(5, 8), charged(9, 12)]],
  ])('that lies %s of UTC, takes the quarters that are its own', async (_where, timeZone, hours) => {
    await chargeEachQuarter(NOON);
    const report = await world.history.usageOf(id, {
      from: NOON,
      to: NOON + 4 * HOUR_MS,
      interval: 'HOUR',
      timeZone,
    });
    expect(creditsOf(report)).toEqual([...hours, charged(0, 15) - hours.reduce((sum, credits) => sum + credits)]);
  });

  test('where the clocks are set back by half an hour, takes six quarters', async () => {
    await chargeEachQuarter(Date.UTC(2026, 3, 4, 14)); // Lord Howe sets them back at 15:00 UTC
    const report = await world.history.usageOf(id, {
      from: Date.UTC(2026, 3, 4, 14),
      to: Date.UTC(2026, 3, 4, 18),
      interval: 'HOUR',
      timeZone: 'Australia/Lord_Howe',
    });
    expect(creditsOf(report)).toEqual([charged(0, 5), charged(6, 9), charged(10, 13), charged(14, 15)]);
  });

  test('takes a part of one hour, where a range lies inside it', async () => {
    await chargeEachQuarter(NOON);
    const range = { from: NOON + 5 * QUARTER_MS, to: NOON + 7 * QUARTER_MS, interval: 'DAY' as const, timeZone: 'UTC' };
    expect(creditsOf(await world.history.usageOf(id, range))).toEqual([charged(5, 6)]);
  });
});

test('of any range, interval and zone is the sum of its charges', async () => {
  const from = Date.UTC(2026, 3, 3); // two days before the clocks of Lord Howe change
  const charges = fc.sample(
    fc.record({
      minute: fc.nat(4 * 24 * 60),
      credits: fc.nat(9),
      kind: fc.constantFrom(...KINDS),
      actor: fc.constantFrom('shop', 'anna', 'ben'),
      keyId: fc.constantFrom(null, anId('apiKey', 1), anId('apiKey', 2)),
    }),
    {
      seed: 7,
      numRuns: 300,
    },
  );
  const made = charges
    .toSorted((a, b) => a.minute - b.minute)
    .map((charge) => ({ ...charge, at: from + charge.minute * 60_000 }));
  await world.at(from, world.grant(id, 10_000));
  for (const { at: chargedAt, credits, kind, actor, keyId } of made) {
    await world.at(chargedAt, world.charge(id, credits, { actionKind: kind, actor, keyId }));
  }
  const ranges = fc.record({
    from: fc.nat(4 * 24 * 60).map((minute) => from + minute * 60_000),
    minutes: fc.integer({ min: 1, max: 3 * 24 * 60 }),
    interval: fc.constantFrom<UsageRange['interval']>('HOUR', 'DAY', 'WEEK'),
    timeZone: fc.constantFrom('UTC', 'Asia/Kolkata', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'America/St_Johns'),
  });
  const check = fc.asyncProperty(ranges, async ({ from: start, minutes, ...rest }) => {
    const report = await world.history.usageOf(id, { ...rest, from: start, to: start + minutes * 60_000 });
    for (const bucket of report.buckets) {
      const own = made.filter((charge) => charge.at >= bucket.start && charge.at < bucket.end);
      expect(bucket.actions).toBe(own.length);
      for (const kind of KINDS) {
        const ofKind = own.filter((charge) => charge.kind === kind);
        const counted = { actions: ofKind.length, credits: ofKind.reduce((sum, { credits }) => sum + credits, 0) };
        expect(bucket.byKind[kind] ?? { actions: 0, credits: 0 }).toEqual(counted);
      }
    }
  });
  await fc.assert(check, { numRuns: 60 });
  const groups = fc.asyncProperty(ranges, fc.constantFrom(...GROUPINGS), async ({ from: start, minutes }, [by, of]) => {
    const range = { from: start, to: start + minutes * 60_000 };
    const [first, end] = [startOfQuarter(range.from), startOfQuarter(range.to + QUARTER_MS - 1)];
    const own = made.filter((charge) => charge.at >= first && charge.at < end);
    const expected = [...Map.groupBy(own, (charge) => charge[of])].map(([spentBy, charged]) => ({
      spentBy,
      actions: charged.length,
      credits: charged.reduce((sum, { credits }) => sum + credits, 0),
    }));
    const found = await world.history.usageGroupsOf({ projectId: id, ...range, by, first: 50 });
    const told = found.map(({ actor, apiKeyId, kind, actions, credits }) => {
      return { spentBy: { ACTOR: actor, KEY: apiKeyId, KIND: kind }[by], actions, credits };
    });
    expect(told).toHaveLength(expected.length);
    expect(told).toEqual(expect.arrayContaining(expected));
    expect(found).toEqual(found.toSorted((a, b) => b.credits - a.credits));
  });
  await fc.assert(groups, { numRuns: 60 });
});
