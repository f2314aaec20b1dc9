import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { graphql } from '../support/generated/index.ts';
import type { GraphqlClient } from '../support/graphql-client.ts';
import { archiveProject, createProject, grantCredits } from '../support/operations.ts';
import { startStudio, type Studio } from '../support/studio.ts';
import { DAY_MS } from '../../src/instant.ts';

const orderedProjects = graphql(`
  query OrderedProjects($first: Int, $after: String, $search: String, $order: ProjectOrder, $archived: Boolean) {
    projects(first: $first, after: $after, search: $search, order: $order, archived: $archived) {
      edges {
        cursor
        node {
          id
          name
          sequence
          createdAt
          lastActivityAt
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

const NOON = Date.UTC(2026, 10, 16, 12);

let now = NOON;
let studio: Studio;
let client: GraphqlClient;
let ids: Map<string, string>;
beforeAll(async () => {
  studio = await startStudio({ workers: 0, clock: () => now });
});
afterAll(() => studio.stop());

/** Five projects of a workspace of their own, made a minute after one another. */
beforeEach(async () => {
  now = NOON;
  client = await studio.client('ADMIN', await studio.newWorkspace());
  ids = new Map();
  for (const name of ['Caps', 'Rings', 'Hats', 'Belts', 'Mugs']) {
    now += 60_000;
    ids.set(name, (await client.send(createProject, { input: { name } })).createProject.id);
  }
});

async function grantTo(name: string, expiresAt: string | null = null): Promise<void> {
  const input = { projectId: ids.get(name) ?? '', credits: 10, idempotencyKey: `${name} ${now}`, expiresAt };
  await client.send(grantCredits, { input });
}

async function pageOf(asked: object) {
  const { edges, pageInfo } = (await client.send(orderedProjects, asked)).projects;
  return { names: edges.map(({ node }) => node.name), edges, pageInfo };
}

const BY_ACTIVITY = { order: 'LAST_ACTIVE_FIRST' };

test('by last activity, the project whose credits moved last comes first; unless asked for, the newest', async () => {
  now += 3 * DAY_MS;
  await grantTo('Rings');
  now += 1;
  await grantTo('Caps');
  expect((await pageOf(BY_ACTIVITY)).names).toEqual(['Caps', 'Rings', 'Mugs', 'Belts', 'Hats']);
  expect((await pageOf({})).names).toEqual(['Mugs', 'Belts', 'Hats', 'Rings', 'Caps']);
  const [caps, , mugs] = (await pageOf(BY_ACTIVITY)).edges;
  expect(Date.parse(String(caps?.node.lastActivityAt))).toBe(now);
  expect(mugs?.node.lastActivityAt).toBe(mugs?.node.createdAt);
});

test('paging through projects by activity returns each once, also one that moves to the front', async () => {
  for (const name of ['Hats', 'Mugs', 'Caps']) {
    now += DAY_MS;
    await grantTo(name);
  }
  const first = await pageOf({ ...BY_ACTIVITY, first: 2 });
  expect(first.names).toEqual(['Caps', 'Mugs']);
  await grantTo('Mugs');
  now += DAY_MS;
  await grantTo('Caps');
  const second = await pageOf({ ...BY_ACTIVITY, first: 2, after: first.pageInfo.endCursor });
  expect(second.names).toEqual(['Hats', 'Belts']);
  const last = await pageOf({ ...BY_ACTIVITY, first: 2, after: second.pageInfo.endCursor });
  expect(last).toMatchObject({ names: ['Rings'], pageInfo: { hasNextPage: false } });
});

test('of projects that were active at the same instant each is given once', async () => {
  now += DAY_MS;
  for (const name of ids.keys()) await grantTo(name);
  const seen: string[] = [];
  for (let after: string | null = null, more = true; more;) {
    const page: Awaited<ReturnType<typeof pageOf>> = await pageOf({ ...BY_ACTIVITY, first: 2, after });
    seen.push(...page.names);
    after = page.pageInfo.endCursor ?? null;
    more = page.pageInfo.hasNextPage;
  }
  expect(seen).toEqual(['Mugs', 'Belts', 'Hats', 'Rings', 'Caps']);
});

test('a project whose credits expire when it is read is ordered by that expiry', async () => {
  now += 1;
  await grantTo('Rings', new Date(now + DAY_MS).toISOString());
  now += 1;
  await grantTo('Hats');
  expect((await pageOf(BY_ACTIVITY)).names.slice(0, 2)).toEqual(['Hats', 'Rings']);
  now += 2 * DAY_MS;
  const { names, edges } = await pageOf(BY_ACTIVITY);
  expect(names.slice(0, 2)).toEqual(['Rings', 'Hats']);
  expect(edges[0]?.node.sequence).toBe(2);
});

test('archived projects are listed with the others, without them, or alone', async () => {
  await client.send(archiveProject, { id: ids.get('Hats') ?? '' });
  expect((await pageOf({})).names).toHaveLength(5);
  expect((await pageOf({ archived: true })).names).toEqual(['Hats']);
  expect((await pageOf({ archived: false, ...BY_ACTIVITY, first: 3 })).names).toEqual(['Mugs', 'Belts', 'Rings']);
  expect((await pageOf({ archived: true, search: 'belt' })).names).toEqual([]);
});

test('a cursor of another order and a forged cursor are refused', async () => {
  const { edges } = await pageOf({ first: 1 });
  const newest = Buffer.from(edges[0]?.cursor ?? '', 'base64url').toString();
  const forged = Buffer.from(newest.replace(/\S+$/, '12')).toString('base64url');
  for (const asked of [{ ...BY_ACTIVITY, after: edges[0]?.cursor }, { after: forged }]) {
    const { errors } = await client.ask(
      'query ($order: ProjectOrder, $after: String) { projects(order: $order, after: $after) { nodes { id } } }',
      asked,
    );
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
  }
});

test('no index of projects has what every charge changes, so that their rows are updated in place', async () => {
  const { rows } = await studio.app.database.pool.query<{ name: string | null }>(
    `select distinct a.attname::text as name from pg_index i
      cross join unnest(i.indkey) as k(number) left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.number
      where i.indrelid = 'projects'::regclass order by name`,
  );
  expect(rows.map(({ name }) => name)).toEqual(['active_on', 'id', 'workspace_id']); // null would be an expression
});
