import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ImageId, ProjectId } from '../../src/ids.ts';
import { readTypeId } from '../../src/graphql/ids/type-id.ts';
import { graphql } from '../support/generated/index.ts';
import type { GraphqlClient } from '../support/graphql-client.ts';
import { grantCredits, ledgerOf, performPrompt } from '../support/operations.ts';
import { startStudio, type Studio } from '../support/studio.ts';

const projects = graphql(`
  query Projects($first: Int, $after: String, $search: String) {
    projects(first: $first, after: $after, search: $search) {
      nodes {
        id
        name
      }
      edges {
        cursor
        node {
          id
        }
      }
      pageInfo {
        hasNextPage
        hasPreviousPage
        startCursor
        endCursor
      }
    }
  }
`);
const actions = graphql(`
  query Actions($id: ID!, $first: Int, $after: String, $filter: ActionFilter) {
    project(id: $id) {
      actions(first: $first, after: $after, filter: $filter) {
        nodes {
          id
          kind
          status
          createdAt
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

let studio: Studio;
let client: GraphqlClient;
let projectId: string;

beforeAll(async () => {
  let readings = 0;
  // Each reading of the clock is of a later millisecond, as on a machine that is slow.
  studio = await startStudio({ workers: 0, clock: () => Date.now() + (readings += 1) });
  client = await studio.client();
  projectId = await studio.newProject(client, 1000);
  for (let number = 1; number <= 23; number += 1) {
    await client.send(performPrompt, { input: { projectId, idempotencyKey: `k${number}`, prompt: 'a ring' } });
  }
});
afterAll(() => studio.stop());

test('paging through a list returns each node once, newest first, while new ones are added', async () => {
  const seen: number[] = [];
  let after: string | null = null;
  for (let more = true; more;) {
    const { project }: { project?: NonNullable<Awaited<ReturnType<typeof transactionsAfter>>> } = {
      project: await transactionsAfter(after),
    };
    seen.push(...(project?.transactions.nodes ?? []).map(({ sequence }) => sequence));
    after = project?.transactions.pageInfo.endCursor ?? null;
    more = project?.transactions.pageInfo.hasNextPage ?? false;
    await client.send(performPrompt, { input: { projectId, idempotencyKey: `new ${seen.length}`, prompt: 'a ring' } });
  }
  expect(seen).toEqual(Array.from({ length: 24 }, (_, index) => 24 - index));
});

async function transactionsAfter(after: string | null) {
  const { project } = await client.send(ledgerOf, { id: projectId, first: 7, after });
  if (!project) throw new Error('the project is not there');
  return project;
}

test('the edges are the nodes with their cursors, and the page tells where it stands', async () => {
  for (let number = 0; number < 4; number += 1) await studio.newProject(client, 0);
  const first = (await client.send(projects, { first: 2 })).projects;
  expect(first.edges.map(({ node }) => node.id)).toEqual(first.nodes.map(({ id }) => id));
  expect(first.pageInfo).toEqual({
    hasNextPage: true,
    hasPreviousPage: false,
    startCursor: first.edges[0]?.cursor,
    endCursor: first.edges[1]?.cursor,
  });
  const rest = (await client.send(projects, { first: 200, after: first.pageInfo.endCursor })).projects;
  expect(rest.nodes).toHaveLength(3);
  expect(rest.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
  const beyond = (await client.send(projects, { after: rest.pageInfo.endCursor })).projects;
  expect(beyond).toMatchObject({ nodes: [], pageInfo: { hasNextPage: false, startCursor: null, endCursor: null } });
});

test('projects are searched by a part of their name, whatever the case, and wildcards are only characters', async () => {
  const named = async (name: string) =>
    (
      await client.ask<{ createProject: { id: string } }, object>(
        'mutation($name: String!) { createProject(input: { name: $name }) { id } }',
        { name },
      )
    ).data?.createProject.id;
  const [summer] = [await named('100% Summer_Sale'), await named('1000 Summers sale')];
  const found = async (search: string) => (await client.send(projects, { search })).projects.nodes.map(({ id }) => id);
  expect(await found('SUMMER')).toHaveLength(2);
  expect(await found('0% sum')).toEqual([summer]);
  expect(await found('Summer_')).toEqual([summer]);
  expect(await found('\\')).toEqual([]);
});

test('whatever the case holds for every language, and for accents that are written apart', async () => {
  const create = 'mutation($name: String!) { createProject(input: { name: $name }) { id } }';
  const found = async (search: string) =>
    (await client.send(projects, { search })).projects.nodes.map(({ name }) => name);
  for (const [name, ...searches] of [
    ['Οδός Ερμού', 'ΟΔΌΣ', 'οδόσ', 'ς ε'.normalize('NFD')],
    ['Weiße Ringe', 'WEISSE', 'weisse', 'WEIẞE'],
    ['Zoë', 'zoe\u0308', 'ZOË'],
    ['Re\u0301sumé', 'RÉSUMÉ', 'résume\u0301'],
    ['ЯНТАРЬ', 'янтарь'],
  ] as const) {
    await client.ask(create, { name });
    for (const search of searches) expect(await found(search)).toEqual([name]);
  }
});

test('actions are filtered by kind, status and time', async () => {
  const count = async (filter: object) =>
    (await client.send(actions, { id: projectId, first: 200, filter })).project?.actions.nodes.length;
  const all = (await count({})) ?? 0;
  expect(await count({ kinds: ['PROMPT'] })).toBe(all);
  expect(await count({ kinds: ['EXPAND', 'BACKGROUND'] })).toBe(0);
  expect(await count({ statuses: ['QUEUED'] })).toBe(all);
  expect(await count({ statuses: ['SUCCEEDED', 'FAILED'] })).toBe(0);
  const { project } = await client.send(actions, { id: projectId, first: 200 });
  const third = project?.actions.nodes.at(-3)?.createdAt ?? '';
  expect(await count({ to: third })).toBe(2);
  expect(await count({ from: third })).toBe(all - 2);
});

test('paging through the grants of a project returns each once, in draw order', async () => {
  const id = await studio.newProject(client, 10);
  const grants = [
    { priority: 90, expiresAt: '2999-01-01T00:00:00Z' },
    { priority: 10 },
    { priority: 50, expiresAt: '2998-01-01T00:00:00Z' },
    { priority: 50, expiresAt: '2997-01-01T00:00:00Z' },
    { priority: 50 },
    { priority: 90 },
  ];
  for (const [place, grant] of grants.entries()) {
    const input = { projectId: id, idempotencyKey: `grant ${place}`, credits: place + 1, ...grant };
    await client.send(grantCredits, { input });
  }
  const grantsOf = async (args: string): Promise<readonly { id: string; credits: number }[]> => {
    const { data } = await client.ask<{ project: { grants: { id: string; credits: number }[] } }, object>(
      `{ project(id: "${id}") { grants(${args}) { id credits } } }`,
    );
    return data?.project.grants ?? [];
  };
  const seen = [...(await grantsOf('first: 2'))];
  for (let length = 0; length < seen.length;) {
    length = seen.length;
    seen.push(...(await grantsOf(`first: 2, after: "${seen.at(-1)?.id}"`)));
  }
  expect(seen.map(({ credits }) => credits)).toEqual([2, 4, 3, 10, 5, 1, 6]);
  expect(await grantsOf('includeSpent: true')).toEqual(seen);
});

/** Every connection of the API, also narrowed, with what stands in it before its arguments. */
const CONNECTIONS = [
  ['projects', 'projects(', null],
  ['projects by activity', 'projects(order: LAST_ACTIVE_FIRST, search: "e", archived: false, ', null],
  ['the audit log', 'auditLog(', null],
  ['actions', 'actions(', 'project'],
  [
    'actions of a time',
    'actions(filter: { kinds: [PROMPT], from: "2020-01-01T00:00:00Z", to: "2900-01-01T00:00:00Z" }, ',
    'project',
  ],
  ['transactions', 'transactions(', 'project'],
  [
    'transactions of a time',
    'transactions(filter: { from: "2020-01-01T00:00:00Z", to: "2900-01-01T00:00:00Z" }, ',
    'project',
  ],
  ['transactions that are no charges', 'transactions(filter: { kinds: [GRANT, REFUND] }, ', 'project'],
  ['images', 'images(', 'project'],
] as const;

interface Page {
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly id: string } }[];
  readonly pageInfo: object;
}

interface PageAsked {
  readonly limit: number;
  readonly isBackward: boolean;
  /** Places in the list. */
  readonly after: number | null;
  readonly before: number | null;
}

/** What Relay's specification of connections selects of the whole list. */
function expectedPage(edges: Page['edges'], { limit, isBackward, after, before }: PageAsked): Page {
  const range = edges.slice(after === null ? 0 : after + 1, before ?? edges.length);
  const page = isBackward ? range.slice(-limit) : range.slice(0, limit);
  const hasMore = range.length > limit;
  return {
    edges: page,
    pageInfo: {
      hasNextPage: isBackward ? before !== null : hasMore,
      hasPreviousPage: isBackward ? hasMore : after !== null,
      startCursor: page[0]?.cursor ?? null,
      endCursor: page.at(-1)?.cursor ?? null,
    },
  };
}

async function addImages(count: number): Promise<void> {
  const { database, services } = studio.app;
  for (let number = 0; number < count; number += 1) {
    await database.prisma.image.create({
      data: {
        projectId: readTypeId('prj', projectId, 'id') satisfies ProjectId,
        id: services.newId<ImageId>(),
        contentType: 'image/png',
        contentHash: 'a'.repeat(64),
        bytes: 1,
        width: 1,
        height: 1,
        createdAt: new Date(),
      },
    });
  }
}

describe('any page, forward or backward, is what Relay specifies of the whole list', () => {
  const PAGE = '{ edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }';

  beforeAll(async () => {
    await addImages(6);
    for (let number = 0; number < 5; number += 1) {
      const id = await studio.newProject(client, 1);
      await client.send(grantCredits, { input: { projectId, idempotencyKey: `more ${number}`, credits: 1 } });
      await client.send(performPrompt, { input: { projectId: id, idempotencyKey: 'k', prompt: 'a ring' } });
    }
  });

  test.each(CONNECTIONS)('%s', async (_name, field, parent) => {
    const read = async (args: string): Promise<Page> => {
      const selection = `page: ${field}${args}) ${PAGE}`;
      const query = parent ? `{ project(id: "${projectId}") { ${selection} } }` : `{ ${selection} }`;
      const { data, errors } = await client.ask<{ project?: { page: Page }; page?: Page }, object>(query, {});
      expect(errors).toBeUndefined();
      return (data?.project ?? data)?.page as Page; // the query names it
    };
    const { edges } = await read('first: 200');
    expect(edges.length).toBeGreaterThan(3);
    const place = fc.option(fc.nat(edges.length - 1));
    const limit = fc.integer({ min: 1, max: edges.length + 2 });
    await fc.assert(
      fc.asyncProperty(fc.record({ limit, isBackward: fc.boolean(), after: place, before: place }), async (asked) => {
        const cursorAt = (at: number | null) => JSON.stringify(at === null ? null : edges[at]?.cursor);
        const bounds = `after: ${cursorAt(asked.after)}, before: ${cursorAt(asked.before)}`;
        const page = await read(`${asked.isBackward ? 'last' : 'first'}: ${asked.limit}, ${bounds}`);
        expect(page).toEqual(expectedPage(edges, asked));
      }),
      { numRuns: Number(process.env['PAGES'] ?? 40) },
    );
  });
});
