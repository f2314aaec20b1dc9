import { ApolloLink } from '@apollo/client';
import { createOperation } from '@apollo/client/link/utils';
import { type DocumentNode, Kind, type SelectionSetNode } from 'graphql';
import { EMPTY, expand, last, map, type Observable } from 'rxjs';

/** The largest page of the API. */
const PAGE_MAX = 200;

/** The maximum number of rows that are refetched, in five consecutive requests. */
const ROWS_MAX = 1_000;

interface Edge {
  readonly cursor: string;
  readonly node: { readonly id: string };
}

interface Connection {
  readonly edges: readonly Edge[];
  readonly pageInfo: { readonly endCursor?: string | null; readonly hasNextPage: boolean };
}

/**
 * Refetches all loaded pages of a list when its first page is queried again, for example after a reconnect. The response would otherwise
 * replace the list by its first page. The rows are requested in the largest pages that the API allows, together with the rows that were
 * added at the top, and returned as one response. Rows beyond ROWS_MAX stay as they are. Applies to documents that declare the variables
 * `first`, which is the page size, and `after`.
 */
export function refetchAllPages(): ApolloLink {
  return new ApolloLink((operation, forward) => {
    const { client, query, variables } = operation;
    const path = pathOfPages(query.definitions);
    const pageSize = Number(variables['first']);
    if (!path || variables['after'] || !(pageSize > 0)) return forward(operation);
    const loaded = () => connectionAt(readCached(operation), path);
    const before = loaded();
    if (!before) return forward(operation);

    const fetchAfter = (after: string | null, rows: number): Observable<ApolloLink.Result> => {
      const page = { ...variables, first: Math.min(rows, PAGE_MAX), after };
      return forward(createOperation({ query, variables: page, context: operation.getContext() }, { client }));
    };
    const loadedRows = Math.min(Math.max(before.edges.length, pageSize), ROWS_MAX);
    const idsBefore = idsOf(before);
    return fetchAfter(null, loadedRows).pipe(
      expand((result) => {
        const fetched = connectionAt(result.data, path);
        if (!fetched?.pageInfo.hasNextPage) return EMPTY;
        const missing = Math.min(loadedRows + addedRows(fetched, idsBefore), ROWS_MAX) - fetched.edges.length;
        if (missing <= 0) return EMPTY;
        return fetchAfter(fetched.pageInfo.endCursor ?? null, missing).pipe(
          map((next) => {
            const page = connectionAt(next.data, path);
            if (!page) return next; // an error, or the parent has been deleted since
            return withConnection(next, path, { ...page, edges: [...fetched.edges, ...page.edges] });
          }),
        );
      }),
      last(),
      map((result) => {
        const fetched = connectionAt(result.data, path);
        if (!fetched || result.errors) return result;
        return withConnection(result, path, joined(fetched, before, loaded() ?? before));
      }),
    );
  });
}

/** The number of rows that were added at the top of the list, above the loaded ones. */
function addedRows({ edges }: Connection, idsBefore: ReadonlySet<string>): number {
  const firstKnown = edges.findIndex(({ node }) => idsBefore.has(node.id));
  return firstKnown < 0 ? edges.length : firstKnown;
}

/**
 * Combines the fetched rows with changes to the cached list during the refetch (`before` to `now`). Rows that were pushed to the top are
 * kept above them, and rows below the last fetched one, which were loaded meanwhile or exceed ROWS_MAX, below them. Rows that were
 * removed meanwhile are omitted.
 */
function joined(fetched: Connection, before: Connection, now: Connection): Connection {
  const [fetchedIds, idsBefore, idsNow] = [idsOf(fetched), idsOf(before), idsOf(now)];
  const firstKnown = now.edges.findIndex(({ node }) => idsBefore.has(node.id));
  const added = now.edges.slice(0, Math.max(firstKnown, 0)).filter(({ node }) => !fetchedIds.has(node.id));
  const kept = fetched.edges.filter(({ node }) => idsNow.has(node.id) || !idsBefore.has(node.id));
  const isPart = before.edges.length > ROWS_MAX || lastId(now) !== lastId(before);
  const lastFetched = isPart ? now.edges.findLastIndex(({ node }) => node.id === lastId(fetched)) : -1;
  const beyond = lastFetched < 0 ? [] : now.edges.slice(lastFetched + 1).filter(({ node }) => !fetchedIds.has(node.id));
  return {
    ...fetched,
    edges: uniqueById([...added, ...kept, ...beyond]),
    pageInfo: beyond.length > 0 ? now.pageInfo : fetched.pageInfo,
  };
}

function lastId({ edges }: Connection): string | undefined {
  return edges.at(-1)?.node.id;
}

function uniqueById(edges: readonly Edge[]): Edge[] {
  return [...new Map(edges.map((edge) => [edge.node.id, edge])).values()];
}

function idsOf({ edges }: Connection): ReadonlySet<string> {
  return new Set(edges.map(({ node }) => node.id));
}

function readCached({ client, query, variables }: ApolloLink.Operation): unknown {
  return client.cache.readQuery({ query, variables });
}

/** The path of response names to the field with the argument `after: $after`; null if the document has none. */
function pathOfPages(definitions: DocumentNode['definitions']): readonly string[] | null {
  for (const definition of definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const path = pathWithin(definition.selectionSet);
    if (path) return path;
  }
  return null;
}

function pathWithin({ selections }: SelectionSetNode): readonly string[] | null {
  for (const selection of selections) {
    if (selection.kind === Kind.FRAGMENT_SPREAD || !selection.selectionSet) continue;
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const path = pathWithin(selection.selectionSet);
      if (path) return path;
      continue;
    }
    const name = selection.alias?.value ?? selection.name.value;
    const isPaged = selection.arguments?.some(
      ({ name: argument, value }) =>
        argument.value === 'after' && value.kind === Kind.VARIABLE && value.name.value === 'after',
    );
    if (isPaged) return [name];
    const path = pathWithin(selection.selectionSet);
    if (path) return [name, ...path];
  }
  return null;
}

function connectionAt(data: unknown, path: readonly string[]): Connection | null {
  const found = path.reduce<unknown>((value, name) => (isFields(value) ? value[name] : null), data);
  return isFields(found) && Array.isArray(found['edges']) ? (found as unknown as Connection) : null; // as the document asks for it
}

function withConnection(result: ApolloLink.Result, path: readonly string[], connection: Connection): ApolloLink.Result {
  const replaced = (value: unknown, [name, ...rest]: readonly string[]): unknown =>
    name === undefined || !isFields(value) ? connection : { ...value, [name]: replaced(value[name], rest) };
  return { ...result, data: replaced(result.data, path) as typeof result.data }; // of the same shape
}

function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
