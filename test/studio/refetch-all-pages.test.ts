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

interface Response {
  readonly project: { readonly purchases: { readonly edges: readonly { readonly node: { readonly id: string } }[] } };
}

interface Request {
  readonly first: number;
  readonly after?: string | null;
}

/** A client with a list, and a server whose rows can be changed. */
class LoadedList {
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
    const response = this.#client.readQuery<Response>({ query: this.#query });
    return response?.project.purchases.edges.map(({ node }) => node.id) ?? [];
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

/** A list of which this number of pages is loaded. */
async function listWith(rows: number, pages: number, pageSize = 3): Promise<LoadedList> {
  const list = new LoadedList(rows, pageSize);
  await list.load();
  for (let page = 1; page < pages; page += 1) await list.loadNext(list.rows[page * pageSize - 1] ?? '');
  list.requests.length = 0;
  return list;
}

const rowsFrom1To = (last: number) => Array.from({ length: last }, (_, place) => `row ${place + 1}`);

test('a refetch keeps the loaded pages, in one request', async () => {
  const list = await listWith(20, 3);
  await list.load();
  expect(list.shown()).toEqual(rowsFrom1To(9));
  expect(list.requests).toEqual([{ first: 9, after: null }]);
});

test('rows that are added or removed during a refetch appear or disappear, and none is duplicated', async () => {
  const list = await listWith(20, 3);
  list.rows = ['new', ...list.rows.filter((row) => row !== 'row 2' && row !== 'row 8')];
  await list.load();
  const known = [1, 3, 4, 5, 6, 7, 9, 10, 11].map((number) => `row ${number}`);
  expect(list.shown()).toEqual(['new', ...known]);
  await list.loadNext('row 11');
  expect(list.shown().slice(-4)).toEqual(['row 11', 'row 12', 'row 13', 'row 14']);
});

test.each([1, 4, 30])('%d new rows push no row out of the list', async (added) => {
  const list = await listWith(20, 3);
  const news = Array.from({ length: added }, (_, place) => `new ${place}`);
  list.rows = [...news, ...list.rows];
  await list.load();
  expect(list.shown()).toEqual([...news, ...rowsFrom1To(9)]);
});

test('a refetch shortens a list that has become shorter', async () => {
  const list = await listWith(20, 3);
  list.rows = list.rows.slice(0, 4);
  await list.load();
  expect(list.shown()).toEqual(rowsFrom1To(4));
});

test('a refetch of a long list loads the first thousand rows, 200 at a time, and keeps the others', async () => {
  const list = await listWith(1_300, 11, 100);
  const loaded = list.shown();
  list.rows = ['new', ...list.rows];
  await list.load();
  expect(list.shown()).toEqual(['new', ...loaded]);
  expect(list.requests.map(({ first }) => first)).toEqual([200, 200, 200, 200, 200]);
});

test('a page that is loaded during a refetch stays below it, without a gap', async () => {
  const list = await listWith(20, 1);
  list.rows = ['new', ...list.rows];
  const next = Promise.withResolvers<void>();
  list.whenRead = () => {
    list.whenRead = () => {};
    list.loadNext('row 3').then(next.resolve, next.reject);
  };
  await Promise.all([list.load(), next.promise]);
  expect(list.shown().slice(0, 3)).toEqual(['new', 'row 1', 'row 2']);
  expect(list.shown()).toEqual([...new Set(['new', ...rowsFrom1To(list.shown().length - 1)])]);
});

test('a next page after a row that is no longer in the list is ignored', async () => {
  const list = await listWith(20, 2);
  list.rows = list.rows.filter((row) => row !== 'row 6');
  await list.load();
  await list.loadNext('row 6');
  expect(list.shown()).toEqual(['row 1', 'row 2', 'row 3', 'row 4', 'row 5', 'row 7']);
});
