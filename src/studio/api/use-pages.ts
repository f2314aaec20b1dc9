import {
  NetworkStatus,
  type OperationVariables,
  type TypedDocumentNode,
  type WatchQueryFetchPolicy,
} from '@apollo/client';
import { useQuery } from '@apollo/client/react';
import { useMemo, useRef } from 'react';

interface Connection<Node> {
  readonly edges: readonly { readonly node: Node }[];
  readonly pageInfo: { readonly endCursor?: string | null; readonly hasNextPage: boolean };
}

export interface Pages<Data, Node> {
  readonly data: Data | undefined;
  /** The loaded nodes; undefined until the server has answered. */
  readonly nodes: readonly Node[] | undefined;
  readonly error: unknown;
  readonly isLoadingMore: boolean;
  /** Loads the next page. If that fails, it can be called again. Null if there are no more pages. */
  readonly loadMore: (() => void) | null;
  readonly refetch: () => Promise<unknown>;
}

export interface PagesOptions<Variables> {
  readonly variables: Variables;
  /** Whether to refetch a list that is in the cache when a component first shows it. */
  readonly isRefreshed?: boolean;
  /** Whether to return the nodes of the previous variables until those of the present ones are loaded. */
  readonly keepsPrevious?: boolean;
}

const REFRESHED = { fetchPolicy: 'cache-and-network', nextFetchPolicy: 'cache-first' } as const satisfies {
  fetchPolicy: WatchQueryFetchPolicy;
  nextFetchPolicy: WatchQueryFetchPolicy;
};

/** Queries a connection page by page. The cache appends each page to the list (`relayStylePagination`). */
export function usePages<Data, Variables extends OperationVariables, Node>(
  document: TypedDocumentNode<Data, Variables>,
  { variables, isRefreshed = false, keepsPrevious = false }: PagesOptions<Variables>,
  connectionOf: (data: Data) => Connection<Node> | null | undefined,
): Pages<Data, Node> {
  const { data, previousData, error, networkStatus, fetchMore, refetch } = useQuery<Data>(document, {
    variables,
    notifyOnNetworkStatusChange: true,
    ...(isRefreshed && REFRESHED),
  });
  const shown = data ?? (keepsPrevious ? previousData : undefined);
  const edges = shown && connectionOf(shown)?.edges;
  const { hasNextPage = false, endCursor } = (data && connectionOf(data)?.pageInfo) ?? {};
  const refetching = useRef<ReturnType<typeof refetch>>(null);
  const refetchFirst = async () => {
    const result = refetch();
    refetching.current = result;
    const forget = () => {
      if (refetching.current === result) refetching.current = null;
    };
    result.then(forget, forget);
    return result;
  };
  // A refetch may change the last row, after which the next page begins. So the next page is requested when the refetch has ended.
  const loadNext = async () => {
    const first = (await refetching.current?.catch(() => undefined))?.data;
    const after = first ? connectionOf(first)?.pageInfo.endCursor : endCursor;
    await fetchMore({ variables: { ...variables, after } }).catch(() => undefined);
  };
  return {
    data,
    nodes: useMemo(() => edges?.map(({ node }) => node), [edges]),
    error,
    isLoadingMore: networkStatus === NetworkStatus.fetchMore,
    loadMore: hasNextPage ? () => void loadNext() : null,
    refetch: refetchFirst,
  };
}
