import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { apiKeys, createAccessToken, createApiKey, ownCap, performCapped } from '../support/access-operations.ts';
import { GraphqlClient } from '../support/graphql-client.ts';
import { cancelAction, ledgerOf } from '../support/operations.ts';
import { startStudio, type Studio } from '../support/studio.ts';

const NOON = Date.UTC(2026, 10, 22, 12);
const NEXT_DAY = Date.UTC(2026, 10, 23);
const NEXT_MONTH = Date.UTC(2026, 11, 1);

let now = NOON;
let studio: Studio;
let admin: GraphqlClient;

beforeAll(async () => {
  studio = await startStudio({ workers: 0, clock: () => now });
});
beforeEach(async () => {
  now = NOON;
  admin = await studio.client('ADMIN', await studio.newWorkspace());
});
afterAll(() => studio.stop());

async function cappedKey(credits: number, per: 'DAY' | 'MONTH' = 'DAY'): Promise<GraphqlClient> {
  const input = { name: 'capped', role: 'EDITOR' as const, creditCap: { credits, per } };
  return new GraphqlClient(studio.url, (await admin.send(createApiKey, { input })).createApiKey.secret);
}

async function perform(by: GraphqlClient, projectId: string, idempotencyKey: string) {
  const input = { projectId, idempotencyKey, prompt: 'a pearl on velvet' };
  return (await by.send(performCapped, { input })).performPrompt;
}

async function spent(): Promise<number | undefined> {
  const { apiKeys: all } = await admin.send(apiKeys, {});
  return all.find(({ name }) => name === 'capped')?.creditCap?.spent;
}

test('of 100 concurrent Prompts through a key with 50 credits a day exactly 10 are charged', async () => {
  const capped = await cappedKey(50);
  const projects = await Promise.all(Array.from({ length: 4 }, () => studio.newProject(admin, 1000)));
  const responses = await Promise.all(
    Array.from({ length: 100 }, (_, each) => perform(capped, projects[each % 4] ?? '', `burst ${each}`)),
  );
  const charged = responses.filter((response) => response.__typename === 'PerformedAction');
  const refused = responses.filter((response) => response.__typename === 'CreditCapReachedError');
  expect([charged.length, refused.length]).toEqual([10, 90]);
  expect(refused[0]).toMatchObject({
    credits: 50,
    per: 'DAY',
    spent: 50,
    resetsAt: new Date(NEXT_DAY).toISOString(),
    message: expect.stringContaining('50'),
  });
  const balances = await Promise.all(
    projects.map(async (id) => (await admin.send(ledgerOf, { id })).project?.balance ?? 0),
  );
  expect(balances.reduce((sum, balance) => sum + balance, 0)).toBe(4 * 1000 - 10 * 5);
  expect(await spent()).toBe(50);
});

test('a charge is replayed under its key, also when the cap has been reached', async () => {
  const capped = await cappedKey(5);
  const projectId = await studio.newProject(admin, 100);
  const first = await perform(capped, projectId, 'once');
  expect((await perform(capped, projectId, 'another')).__typename).toBe('CreditCapReachedError');
  expect(await perform(capped, projectId, 'once')).toEqual({ ...first, replayed: true });
  expect(await spent()).toBe(5);
});

test('viewer.creditCap is the cap of the key, also for its tokens, with the credits spent and the time of its reset', async () => {
  const capped = await cappedKey(50, 'MONTH');
  const projectId = await studio.newProject(admin, 100);
  const { createAccessToken: made } = await capped.send(createAccessToken, {
    input: { subject: 'Ms Ito', role: 'EDITOR', projectIds: [projectId] },
  });
  await perform(new GraphqlClient(studio.url, made.token), projectId, 'by token');
  const expected = { credits: 50, per: 'MONTH', spent: 5, resetsAt: new Date(NEXT_MONTH).toISOString() };
  for (const client of [capped, new GraphqlClient(studio.url, made.token)]) {
    expect((await client.send(ownCap, {})).viewer.creditCap).toEqual(expected);
  }
  now = NEXT_MONTH;
  expect((await capped.send(ownCap, {})).viewer.creditCap).toMatchObject({
    spent: 0,
    resetsAt: new Date(Date.UTC(2027, 0, 1)).toISOString(),
  });
  expect((await admin.send(ownCap, {})).viewer.creditCap).toBeNull();
});

test('a refund is given back to the cap', async () => {
  const capped = await cappedKey(5);
  const projectId = await studio.newProject(admin, 100);
  const performed = await perform(capped, projectId, 'to be canceled');
  if (performed.__typename !== 'PerformedAction') throw new Error('it was refused');
  await admin.send(cancelAction, { id: performed.action.id });
  expect(await spent()).toBe(0);
  expect((await perform(capped, projectId, 'again')).__typename).toBe('PerformedAction');
});

test('a daily cap is reset at midnight UTC, and a refund of the previous day does not count for the new day', async () => {
  const capped = await cappedKey(10);
  const projectId = await studio.newProject(admin, 100);
  const yesterday = await perform(capped, projectId, 'yesterday');
  await perform(capped, projectId, 'yesterday too');
  now = NEXT_DAY - 1;
  expect((await perform(capped, projectId, 'late')).__typename).toBe('CreditCapReachedError');
  now = NEXT_DAY;
  expect((await perform(capped, projectId, 'early')).__typename).toBe('PerformedAction');
  if (yesterday.__typename !== 'PerformedAction') throw new Error('it was refused');
  await admin.send(cancelAction, { id: yesterday.action.id });
  expect(await spent()).toBe(5);
});

test('a monthly cap is reset on the first', async () => {
  const capped = await cappedKey(5, 'MONTH');
  const projectId = await studio.newProject(admin, 100);
  await perform(capped, projectId, 'in November');
  now = NEXT_DAY;
  expect(await perform(capped, projectId, 'still in November')).toMatchObject({
    per: 'MONTH',
    resetsAt: new Date(NEXT_MONTH).toISOString(),
  });
  now = NEXT_MONTH;
  expect((await perform(capped, projectId, 'in December')).__typename).toBe('PerformedAction');
});

test("charges of a key's tokens count against its cap, whatever their subject", async () => {
  const capped = await cappedKey(10);
  const projectId = await studio.newProject(admin, 100);
  const browsers = await Promise.all(
    ['maria', 'jun', 'ada'].map(async (subject) => {
      const input = { subject, role: 'EDITOR' as const, projectIds: [projectId] };
      return new GraphqlClient(studio.url, (await capped.send(createAccessToken, { input })).createAccessToken.token);
    }),
  );
  const responses = await Promise.all(browsers.map((browser, each) => perform(browser, projectId, `by ${each}`)));
  expect(responses.map(({ __typename: type }) => type).toSorted()).toEqual([
    'CreditCapReachedError',
    'PerformedAction',
    'PerformedAction',
  ]);
});

test('a key without a cap is not limited by that of another key', async () => {
  await cappedKey(5);
  const projectId = await studio.newProject(admin, 100);
  expect((await perform(admin, projectId, 'a')).__typename).toBe('PerformedAction');
  expect((await perform(admin, projectId, 'b')).__typename).toBe('PerformedAction');
  expect(await spent()).toBe(0);
});
