import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { openClient } from '../../src/database/open-client.ts';
import { readTypeId } from '../../src/graphql/ids/type-id.ts';
import type { GraphqlClient } from '../support/graphql-client.ts';
import { ledgerOf, performPrompt } from '../support/operations.ts';
import {
  performWithMax,
  priceAudit,
  prices,
  publishPriceList,
  withdrawPriceList,
} from '../support/price-operations.ts';
import { startStudio, type Studio } from '../support/studio.ts';
import { until } from '../support/until.ts';
import { HOUR_MS } from '../../src/instant.ts';

/** By the clock of the process beside the first, which is behind. */
const BEHIND_MS = 250;

let aheadMs = 0;
let studio: Studio;
let beside: Studio;
let admin: GraphqlClient;
let adminBeside: GraphqlClient;
let projectId: string;

beforeAll(async () => {
  studio = await startStudio({ workers: 0, clock: () => Date.now() + aheadMs });
  const { databaseUrl, dataFolder } = studio;
  beside = await startStudio({ workers: 0, clock: () => Date.now() + aheadMs - BEHIND_MS, databaseUrl, dataFolder });
});
afterAll(async () => {
  await beside.stop();
  await studio.stop();
});
beforeEach(async () => {
  const workspaceId = await studio.newWorkspace();
  admin = await studio.client('ADMIN', workspaceId);
  adminBeside = await beside.client('ADMIN', workspaceId);
  projectId = await studio.newProject(admin, 100_000);
});

const listOf = (prompt: number) => [
  { kind: 'PROMPT' as const, credits: prompt },
  { kind: 'PROMPT_EDIT' as const, credits: 1 },
  { kind: 'BACKGROUND' as const, credits: 3 },
  { kind: 'EXPAND' as const, credits: 3 },
];
async function publish(prompt: number, effectiveAt?: number, client = admin) {
  const at = effectiveAt === undefined ? {} : { effectiveAt: new Date(effectiveAt).toISOString() };
  return (await client.send(publishPriceList, { input: { ...at, prices: listOf(prompt) } })).publishPriceList;
}
const now = () => Date.now() + aheadMs;
const prompt = (client: GraphqlClient, more: object = {}) =>
  client
    .send(performPrompt, { input: { projectId, idempotencyKey: randomUUID(), prompt: 'a pearl', ...more } })
    .then((data) => data.performPrompt);
const charged = async (client: GraphqlClient) => {
  const performed = await prompt(client);
  if (performed.__typename !== 'PerformedAction') throw new Error(performed.message);
  const { action, transaction } = performed;
  return { credits: action.credits, priceVersion: action.priceVersion, amount: transaction.amount };
};

test('once a list has been published, every process charges its prices, also one whose clock is behind', async () => {
  for (const [version, price] of [
    [2, 7],
    [3, 6],
    [4, 9],
  ] as const) {
    expect(await publish(price)).toMatchObject({ version, publishedBy: 'admin key' });
    const line = { credits: price, priceVersion: version, amount: -price };
    expect(await Promise.all([charged(adminBeside), charged(admin)])).toEqual([line, line]);
  }
});

test('a list that is published last by a process whose clock is behind is in force', async () => {
  await publish(7);
  await publish(8, undefined, adminBeside);
  expect(await Promise.all([charged(admin), charged(adminBeside)])).toMatchObject([{ credits: 8 }, { credits: 8 }]);
});

test('quote, price list and history of prices follow at once', async () => {
  const { version, effectiveAt } = await publish(7);
  const planned = await publish(8, now() + HOUR_MS);
  const asked = { project: projectId };
  expect(await adminBeside.send(prices, asked)).toMatchObject({
    priceList: { version },
    priceLists: [planned, { version, effectiveAt }, { version: 1 }].map((list) =>
      expect.objectContaining({ version: list.version }),
    ),
    project: { quote: { credits: 7, priceVersion: version } },
  });
  expect((await admin.send(prices, { ...asked, at: planned.effectiveAt })).priceList.version).toBe(planned.version);
});

test('200 charges around a change of prices, on two processes, each have the price of their version', async () => {
  const { version, effectiveAt } = await publish(8, now() + 1_500);
  const seen: { credits: number; priceVersion: number; amount: number }[] = [];
  const end = Date.parse(effectiveAt) + BEHIND_MS;
  await until(async () => {
    const wave = Array.from({ length: 10 }, (_, index) => charged(index % 2 === 0 ? admin : adminBeside));
    seen.push(...(await Promise.all(wave)));
    return now() > end && seen.length >= 200;
  });
  seen.push(...(await Promise.all([charged(admin), charged(adminBeside)])));
  const priceOf = new Map([
    [1, 5],
    [version, 8],
  ]);
  expect(new Set(seen.map(({ priceVersion }) => priceVersion))).toEqual(new Set([1, version]));
  expect(
    seen.filter((line) => line.credits !== priceOf.get(line.priceVersion) || line.amount !== -line.credits),
  ).toEqual([]);
  const { project } = await admin.send(ledgerOf, { id: projectId, first: 1 });
  expect(project?.balance).toBe(100_000 - seen.reduce((sum, { credits }) => sum + credits, 0));
});

test('lists that are published at once have a version each, and the last is in force', async () => {
  const published = await Promise.all(
    Array.from({ length: 4 }, (_, index) => publish(10 + index, undefined, index % 2 === 0 ? admin : adminBeside)),
  );
  expect(published.map(({ version }) => version).toSorted((a, b) => a - b)).toEqual([2, 3, 4, 5]);
  const last = published.find(({ version }) => version === 5)?.prices[0]?.credits;
  expect(await charged(admin)).toEqual({ credits: last, priceVersion: 5, amount: 0 - (last ?? 0) });
});

test('twelve lists that are published while the workspace is locked wait without occupying the connections of the pool', async () => {
  const holder = await openClient(studio.databaseUrl);
  try {
    await holder.query('begin');
    await holder.query(
      'select from workspaces where id = (select workspace_id from projects where id = $1) for no key update',
      [readTypeId('prj', projectId, 'projectId')],
    );
    const heldUntil = Date.now() + 2_500; // longer than Prisma waits for a connection
    const published = Promise.all(Array.from({ length: 12 }, (_, index) => publish(20 + index)));
    const elsewhere = await studio.client('ADMIN', await studio.newWorkspace());
    const others = async () => {
      await elsewhere.send(publishPriceList, { input: { prices: listOf(3) } }); // does not wait for this workspace's
      await until(async () => {
        await admin.send(ledgerOf, { id: projectId, first: 1 });
        return Date.now() > heldUntil;
      });
    };
    await Promise.race([others(), published]); // whatever is refused ends the test at once
    await holder.query('commit');
    const versions = (await published).map(({ version }) => version);
    expect(versions.toSorted((one, other) => one - other)).toEqual(Array.from({ length: 12 }, (_, index) => 2 + index));
  } finally {
    await holder.end();
  }
});

test('publishing the same prices again returns the existing list', async () => {
  const first = await publish(7);
  expect(await publish(7)).toEqual(first);
  const at = now() + HOUR_MS;
  const planned = await publish(9, at);
  expect(await Promise.all([publish(9, at), publish(9, at)])).toEqual([planned, planned]);
  expect((await publish(9, at + 1)).version).toBe(planned.version + 1);
});

test('a price of 0 writes an entry of 0', async () => {
  const { version } = await publish(0);
  expect(await charged(admin)).toEqual({ credits: 0, priceVersion: version, amount: 0 });
});

describe('a planned list', () => {
  test('takes effect at its instant, and actions accepted before keep their price', async () => {
    const { version, effectiveAt } = await publish(8, now() + HOUR_MS);
    expect(await charged(admin)).toMatchObject({ credits: 5, priceVersion: 1 });
    aheadMs += HOUR_MS + BEHIND_MS;
    expect(now()).toBeGreaterThanOrEqual(Date.parse(effectiveAt) + BEHIND_MS);
    expect(await charged(adminBeside)).toMatchObject({ credits: 8, priceVersion: version });
  });

  test('can be withdrawn before it takes effect, and its version is not reused', async () => {
    const { version, effectiveAt } = await publish(8, now() + HOUR_MS);
    const { withdrawPriceList: withdrawn } = await admin.send(withdrawPriceList, { version });
    expect(withdrawn).toMatchObject({ __typename: 'WithdrawnPriceList', priceList: { version } });
    expect((await admin.send(withdrawPriceList, { version })).withdrawPriceList).toEqual(withdrawn);
    const after = await admin.send(prices, { project: projectId, at: effectiveAt });
    expect(after).toMatchObject({ priceList: { version: 1 }, priceLists: [{ version: 1 }] });
    expect((await publish(8, now() + HOUR_MS)).version).toBe(version + 1);
  });

  test('cannot be withdrawn any more once it is in force, nor in the second before', async () => {
    const { version, effectiveAt } = await publish(8);
    const soon = await publish(9, now() + 900);
    for (const list of [{ version, effectiveAt }, soon]) {
      expect((await admin.send(withdrawPriceList, { version: list.version })).withdrawPriceList).toEqual({
        __typename: 'PriceListInForceError',
        message: expect.stringContaining('Nothing was written'),
        effectiveAt: list.effectiveAt,
      });
    }
  });
});

describe('a list is refused, and nothing is written,', () => {
  const broken = listOf(5);
  test.each([
    [
      'with a kind missing',
      { prices: broken.slice(1) },
      'prices must name each of the four kinds once; PROMPT is missing',
    ],
    ['with a kind twice', { prices: [...broken, broken[0]] }, 'PROMPT is there more than once'],
    ['below 0', { prices: listOf(-1) }, 'prices.0.credits must be a whole number of credits from 0 to 1,000,000'],
    ['above 1,000,000', { prices: listOf(1_000_001) }, 'prices.0.credits must be a whole number'],
    ['in the past', { prices: listOf(6), effectiveAt: '2026-01-01T00:00:00Z' }, 'effectiveAt must not be in the past'],
  ])('%s', async (_how, input, message) => {
    const { errors } = await admin.ask(publishPriceList, { input } as never); // broken on purpose
    expect(errors).toMatchObject([
      { message: expect.stringContaining(message), extensions: { code: 'BAD_USER_INPUT' } },
    ]);
    expect((await admin.send(prices, { project: projectId })).priceLists).toHaveLength(1);
  });

  test('by a version that was never published: there is nothing to withdraw', async () => {
    const { errors } = await admin.ask(withdrawPriceList, { version: 99 });
    expect(errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  });
});

describe('maxCredits', () => {
  const perform = (input: object) =>
    admin
      .send(performWithMax, { input: { projectId, idempotencyKey: randomUUID(), prompt: 'a pearl', ...input } })
      .then((data) => data.performPrompt);

  test('refuses a price above it with the price, and nothing is charged', async () => {
    const { version } = await publish(7);
    expect(await perform({ maxCredits: 5 })).toEqual({
      __typename: 'PriceChangedError',
      message: 'The action costs 7 credits, more than the 5 that were agreed to. Nothing was charged.',
      credits: 7,
      maxCredits: 5,
      priceVersion: version,
    });
    expect((await admin.send(ledgerOf, { id: projectId, first: 1 })).project?.balance).toBe(100_000);
    expect(await perform({ maxCredits: 7 })).toMatchObject({ action: { credits: 7, priceVersion: version } });
  });

  test('does not affect a replay, which returns the stored result at its price', async () => {
    const intent = { idempotencyKey: 'one intent', maxCredits: 5 };
    const first = await perform(intent);
    await publish(7);
    expect(await perform(intent)).toEqual({ ...first, replayed: true });
    expect(await perform({ ...intent, maxCredits: 7 })).toMatchObject({ __typename: 'IdempotencyConflictError' });
  });

  test.each([-1, 1_000_000_001])('of %i is refused', async (maxCredits) => {
    const input = { projectId, idempotencyKey: 'k', prompt: 'a pearl', maxCredits };
    const { errors } = await admin.ask(performWithMax, { input });
    expect(errors).toMatchObject([{ message: expect.stringContaining('maxCredits must be a whole number') }]);
  });
});

test('publishing and withdrawing write audit entries with the prices before and after', async () => {
  const { version, effectiveAt } = await publish(8, now() + HOUR_MS);
  await admin.send(withdrawPriceList, { version });
  const subjectId = expect.stringMatching(/^wsp_/);
  expect((await admin.send(priceAudit, {})).auditLog.nodes).toEqual([
    {
      act: 'PRICE_LIST_WITHDRAWN',
      actor: 'admin key',
      subjectId,
      changes: [
        { field: 'version', before: null, after: '2' },
        { field: 'effectiveAt', before: effectiveAt, after: null },
      ],
    },
    {
      act: 'PRICE_LIST_PUBLISHED',
      actor: 'admin key',
      subjectId,
      changes: [
        { field: 'version', before: null, after: '2' },
        { field: 'effectiveAt', before: null, after: effectiveAt },
        { field: 'PROMPT', before: '5', after: '8' },
        { field: 'PROMPT_EDIT', before: '1', after: '1' },
        { field: 'BACKGROUND', before: '3', after: '3' },
        { field: 'EXPAND', before: '3', after: '3' },
      ],
    },
  ]);
});
