import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createAccessToken, createApiKey } from '../support/access-operations.ts';
import type { UsageGroupBy } from '../support/generated/graphql.ts';
import { graphql } from '../support/generated/index.ts';
import { GraphqlClient } from '../support/graphql-client.ts';
import { cancelAction, grantCredits, performPrompt } from '../support/operations.ts';
import { startStudio, type Studio } from '../support/studio.ts';
import { DAY_MS } from '../../src/instant.ts';

const balances = graphql(`
  query Balances($id: ID!, $from: DateTime!, $to: DateTime!) {
    project(id: $id) {
      usage(from: $from, to: $to, interval: DAY) {
        buckets {
          start
          credits
          balanceAfter
        }
      }
    }
  }
`);

const spenders = graphql(`
  query Spenders($id: ID!, $from: DateTime!, $to: DateTime!, $groupBy: UsageGroupBy, $first: Int) {
    project(id: $id) {
      usage(from: $from, to: $to, interval: DAY, groupBy: $groupBy) {
        credits
        groups(first: $first) {
          actor
          apiKeyId
          apiKeyName
          kind
          actions
          credits
          refundedCredits
        }
      }
    }
  }
`);

const spending = graphql(`
  query Spending($from: DateTime!, $to: DateTime!, $groupBy: UsageGroupBy, $first: Int) {
    spending(from: $from, to: $to, groupBy: $groupBy, first: $first) {
      actions
      credits
      refundedCredits
      groups {
        actor
        apiKeyId
        apiKeyName
        kind
        actions
        credits
        refundedCredits
        days {
          day
          actions
          credits
        }
      }
    }
  }
`);

const MONDAY = Date.UTC(2026, 10, 16);

let now = MONDAY + DAY_MS / 2;
let studio: Studio;
let admin: GraphqlClient;
beforeAll(async () => {
  studio = await startStudio({ workers: 0, clock: () => now });
  admin = await studio.client();
});
afterAll(() => studio.stop());

test('each bucket has the balance at its end: the present balance in the current bucket, null in later ones', async () => {
  const projectId = await studio.newProject(admin, 100);
  const expiresAt = new Date(MONDAY + 2 * DAY_MS).toISOString(); // as Wednesday begins
  await admin.send(grantCredits, { input: { projectId, idempotencyKey: 'expires', credits: 40, expiresAt } });
  now = MONDAY + DAY_MS + 1;
  await admin.send(performPrompt, { input: { projectId, idempotencyKey: 'one', prompt: 'a ring' } });
  now = MONDAY + 3 * DAY_MS + 5;
  const range = { from: new Date(MONDAY - DAY_MS).toISOString(), to: new Date(MONDAY + 5 * DAY_MS).toISOString() };
  const { project } = await admin.send(balances, { id: projectId, ...range });
  expect(project?.usage.buckets.map(({ credits, balanceAfter }) => [credits, balanceAfter])).toEqual([
    [0, 0], // Sunday
    [0, 140], // Monday
    [5, 135], // Tuesday: the 5 credits were spent from the expiring grant
    [0, 100], // Wednesday
    [0, 100], // Thursday, the current day
    [0, null], // Friday
  ]);
});

test('usage is grouped by actor, by key, including tokens of the key, and by kind', async () => {
  const projectId = await studio.newProject(admin, 100);
  const editor = await studio.client('EDITOR');
  const { createAccessToken: made } = await editor.send(createAccessToken, {
    input: { subject: 'Ms Ito', role: 'EDITOR', projectIds: [projectId] },
  });
  const visitor = new GraphqlClient(studio.url, made.token);
  for (const [place, client] of [editor, visitor, visitor, admin].entries()) {
    await client.send(performPrompt, { input: { projectId, idempotencyKey: `by ${place}`, prompt: 'a ring' } });
  }
  const range = { from: new Date(now - DAY_MS).toISOString(), to: new Date(now + DAY_MS).toISOString() };
  const groupsBy = async (groupBy: UsageGroupBy | null, first = 50) => {
    const { project } = await admin.send(spenders, { id: projectId, ...range, groupBy, first });
    return project?.usage.groups.map(({ actor, apiKeyName, kind, credits }) => [actor, apiKeyName, kind, credits]);
  };
  expect(await groupsBy('ACTOR')).toEqual([
    ['Ms Ito', null, null, 10],
    ['admin key', null, null, 5],
    ['editor key', null, null, 5],
  ]);
  expect(await groupsBy('KEY')).toEqual([
    [null, 'editor key', null, 15],
    [null, 'admin key', null, 5],
  ]);
  expect(await groupsBy(null)).toEqual([[null, null, 'PROMPT', 20]]);
  expect(await groupsBy('ACTOR', 1)).toEqual([['Ms Ito', null, null, 10]]);
  const { project } = await admin.send(spenders, { id: projectId, ...range, groupBy: 'KEY', first: 1 });
  expect(project?.usage.groups[0]?.apiKeyId).toMatch(/^key_/);
  expect(await admin.codeOf(spenders, { id: projectId, ...range, groupBy: 'KEY', first: 201 })).toBe('BAD_USER_INPUT');
});

describe('spending of a workspace', () => {
  test('is the sum over all of its projects, but no other workspace, by person, key or kind and by day', async () => {
    now = MONDAY + 7 * DAY_MS - 1; // the last millisecond of the day
    const lead = await studio.client('ADMIN', await studio.newWorkspace());
    const { createApiKey: made } = await lead.send(createApiKey, { input: { name: 'Maria', role: 'EDITOR' } });
    const maria = new GraphqlClient(studio.url, made.secret);
    const projects = [await studio.newProject(lead, 100), await studio.newProject(lead, 100)];
    const perform = async (by: GraphqlClient, at: number) => {
      for (const projectId of projects) {
        const input = { projectId, idempotencyKey: `${at} ${now}`, prompt: 'a ring' };
        const { performPrompt: performed } = await by.send(performPrompt, { input });
        if (performed.__typename !== 'PerformedAction') throw new Error('it was refused');
        if (at === 3) await lead.send(cancelAction, { id: performed.action.id });
      }
    };
    await perform(maria, 1);
    now += 1;
    for (const at of [2, 3]) await perform(maria, at);
    await perform(lead, 4);
    const range = { from: new Date(MONDAY + 6.5 * DAY_MS).toISOString(), to: new Date(now + 1).toISOString() };
    const { spending: byPerson } = await lead.send(spending, range);
    const [last, next] = [6, 7].map((days) => new Date(MONDAY + days * DAY_MS).toISOString());
    expect(byPerson).toMatchObject({ actions: 6, credits: 30, refundedCredits: 10 });
    expect(
      byPerson.groups.map(({ actor, credits, refundedCredits, days }) => [actor, credits, refundedCredits, days]),
    ).toEqual([
      [
        'Maria',
        20,
        10,
        [
          { day: last, actions: 2, credits: 10 },
          { day: next, actions: 2, credits: 10 },
        ],
      ],
      ['admin key', 10, 0, [{ day: next, actions: 2, credits: 10 }]],
    ]);
    const { spending: byKey } = await lead.send(spending, { ...range, groupBy: 'KEY', first: 1 });
    expect(byKey).toMatchObject({
      credits: 30,
      groups: [{ apiKeyName: 'Maria', apiKeyId: made.apiKey.id, credits: 20 }],
    });
    const { spending: byKind } = await lead.send(spending, { ...range, groupBy: 'KIND' });
    expect(byKind.groups).toMatchObject([{ kind: 'PROMPT', credits: 30, actor: null }]);
    const stranger = await studio.client('ADMIN', await studio.newWorkspace());
    expect((await stranger.send(spending, range)).spending).toMatchObject({ actions: 0, credits: 0, groups: [] });
  });

  test.each([
    ['for an empty range', MONDAY, MONDAY, 50],
    ['for more than 366 days', MONDAY, MONDAY + 366 * DAY_MS + 1, 50],
    ['with 0 groups', MONDAY, MONDAY + DAY_MS, 0],
    ['with 201 groups', MONDAY, MONDAY + DAY_MS, 201],
  ])('is refused %s', async (_what, from, to, first) => {
    const range = { from: new Date(from).toISOString(), to: new Date(to).toISOString(), first };
    expect(await admin.codeOf(spending, range)).toBe('BAD_USER_INPUT');
  });
});
