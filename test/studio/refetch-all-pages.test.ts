import { expect, test } from '@jest/globals';
import { ApolloClient, ApolloLink } from '@apollo/client';
import { type DocumentNode, parse } from 'graphql';
import { defer, of } from 'rxjs';
import { createCache } from '../../src/studio/api/cache.ts';
import { refetchAllPages } from '../../src/studio/api/refetch-all-pages.ts';

const PURCHASES = (pageSize: number) =>
  parse(`query Purchases($first: Int = ${pageSize}, $after: String) {
  project(id: "prj_1") {
    id
    purchases(first: $first, after: $after) {
      edges { cursor node { id } }
      pageInfo { endCursor hasNextPage }
    }
  }
}`);

interface Answer {
  readonly project: { readonly purchases: { readonly edges: readonly { readonly node: { readonly id: string } }[] } };
}

interface Request {
  readonly first: number;
  readonly after?: string | null;
}

/** A page with a list, and a server whose rows can be changed. */
class Desk {
  rows: string[];
  readonly requests: Request[] = [];
  /** Called when the server has read a page, before the response arrives. */
  whenRead: () => void = () => {};
  readonly #client: ApolloClient;
  readonly #query: DocumentNode;

  constructor(rows: number, pageSize: number) {
    this.#query = PURCHASES(pageSize);
    this.rows = Array.from({ length: rows }, (_, place) => `row ${place + 1}`);
    const server = new ApolloLink(({ variables }) =>
      defer(() => {
        const request = variables as Request; // as the document declares them
        this.requests.push(request);
        const response = this.#read(request);
        this.whenRead();
        return of(response);
      }),
    );
    this.#client = new ApolloClient({ cache: createCache(), link: refetchAllPages().concat(server) });
  }

  async load(): Promise<void> {
    await this.#client.query({ query: this.#query, fetchPolicy: 'network-only' });
  }

  async loadNext(after: string): Promise<void> {
    await this.#client.query({ query: this.#query, variables: { after }, fetchPolicy: 'network-only' });
  }

  shown(): readonly string[] {
    const answer = this.#client.readQuery<Answer>({ query: this.#query });
    return answer?.project.purchases.edges.map(({ node }) => node.id) ?? [];
  }

  #read({ first, after }: Request) {
    const start = after ? this.rows.indexOf(after) + 1 : 0;
    const page = this.rows.slice(start, start + first);
    const edges = page.map((id) => ({ __typename: 'Edge', cursor: id, node: { __typename: 'Purchase', id } }));
    const hasNextPage = start + first < this.rows.length;
    const pageInfo = { __typename: 'PageInfo', endCursor: page.at(-1) ?? null, hasNextPage };
    const purchases = { __typename: 'Connection', edges, pageInfo };
    return { data: { project: { __typename: 'Project', id: 'prj_1', purchases } } };
  }
}

/** A desk on which so many pages are loaded. */
async function deskWith(rows: number, pages: number, pageSize = 3): Promise<Desk> {
  const desk = new Desk(rows, pageSize);
  await desk.load();
  for (let page = 1; page < pages; page += 1) await desk.loadNext(desk.rows[page * pageSize - 1] ?? '');
  desk.requests.length = 0;
  return desk;
}

const rowsFrom1To = (last: number) => Array.from({ length: last }, (_, place) => `row ${place + 1}`);

test('a list that is loaded again keeps the pages that were loaded, in one request', async () => {
  const desk = await deskWith(20, 3);
  await desk.load();
  expect(desk.shown()).toEqual(rowsFrom1To(9));
  expect(desk.requests).toEqual([{ first: 9, after: null }]);
});

test('rows that came or went meanwhile are there or gone, and none is doubled', async () => {
  const desk = await deskWith(20, 3);
  desk.rows = ['new', ...desk.rows.filter((row) => row !== 'row 2' && row !== 'row 8')];
  await desk.load();
  const known = [1, 3, 4, 5, 6, 7, 9, 10, 11].map((number) => `row ${number}`);
  expect(desk.shown()).toEqual(['new', ...known]);
  await desk.loadNext('row 11');
  expect(desk.shown().slice(-4)).toEqual(['row 11', 'row 12', 'row 13', 'row 14']);
});

test.each([1, 4, 30])('%d new rows push no row out of the list', async (added) => {
  const desk = await deskWith(20, 3);
  const news = Array.from({ length: added }, (_, place) => `new ${place}`);
  desk.rows = [...news, ...desk.rows];
  await desk.load();
  expect(desk.shown()).toEqual([...news, ...rowsFrom1To(9)]);
});

test('a list that has become shorter ends where it ends', async () => {
  const desk = await deskWith(20, 3);
  desk.rows = desk.rows.slice(0, 4);
  await desk.load();
  expect(desk.shown()).toEqual(rowsFrom1To(4));
});

test('of a long list the first thousand rows are loaded again, 200 at a time, and the others stay', async () => {
  const desk = await deskWith(1_300, 11, 100);
  const loaded = desk.shown();
  desk.rows = ['new', ...desk.rows];
  await desk.load();
  expect(desk.shown()).toEqual(['new', ...loaded]);
  expect(desk.requests.map(({ first }) => first)).toEqual([200, 200, 200, 200, 200]);
});

test('a page that is loaded while the list is loaded again stays below it, without a gap', async () => {
  const desk = await deskWith(20, 1);
  desk.rows = ['new', ...desk.rows];
  const next = Promise.withResolvers<void>();
  desk.whenRead = () => {
    desk.whenRead = () => {};
    desk.loadNext('row 3').then(next.resolve, next.reject);
  };
  await Promise.all([desk.load(), next.promise]);
  expect(desk.shown().slice(0, 3)).toEqual(['new', 'row 1', 'row 2']);
  expect(desk.shown()).toEqual([...new Set(['new', ...rowsFrom1To(desk.shown().length - 1)])]);
});

test('a next page that follows a row which is no longer the last is left out', async () => {
  const desk = await deskWith(20, 2);
  desk.rows = desk.rows.filter((row) => row !== 'row 6');
  await desk.load();
  await desk.loadNext('row 6');
  expect(desk.shown()).toEqual(['row 1', 'row 2', 'row 3', 'row 4', 'row 5', 'row 7']);
});
