import { NetworkStatus } from '@apollo/client';
import { useQuery, useSubscription } from '@apollo/client/react';
import { graphql } from '../generated/gql.ts';
import type { PurchaseLineFragment } from '../generated/graphql.ts';
import { useOnChange } from '../live/use-on-change.ts';
import { useResubscribe } from '../live/use-resubscribe.ts';

export const PURCHASES = graphql(`
  query Purchases($projectId: ID!, $after: String) {
    project(id: $projectId) {
      id
      sequence
      purchases(first: 20, after: $after) {
        edges {
          cursor
          node {
            ...PurchaseLine
          }
        }
        pageInfo {
          endCursor
          hasNextPage
        }
      }
    }
  }
`);

const PURCHASE_CHANGED = graphql(`
  subscription PurchaseChanged($projectId: ID!) {
    purchaseChanged(projectId: $projectId) {
      ...PurchaseLine
    }
  }
`);

export interface KnownPurchases {
  /** Newest first; undefined until the server has answered. */
  readonly purchases: readonly PurchaseLineFragment[] | undefined;
  readonly error: unknown;
  readonly isLoadingMore: boolean;
  /** Loads more; null if there are no more. */
  readonly loadMore: (() => void) | null;
  readonly retry: () => void;
}

/** The purchases of a project. Their changes are pushed; the list is refetched when one is new or the balance changes. */
export function usePurchases(projectId: string): KnownPurchases {
  const { data, error, networkStatus, fetchMore, refetch } = useQuery(PURCHASES, {
    variables: { projectId },
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
    notifyOnNetworkStatusChange: true,
  });
  const project = data?.project;
  const { hasNextPage = false, endCursor } = project?.purchases.pageInfo ?? {};
  const again = () => void refetch().catch(() => undefined); // the loaded ones stay visible
  useOnChange(project?.sequence, again);
  const subscribed = useSubscription(PURCHASE_CHANGED, {
    variables: { projectId },
    ignoreResults: true, // they update the cache
    onData: ({ data: { data: event } }) => {
      if (!project?.purchases.edges.some(({ node }) => node.id === event?.purchaseChanged.id)) again();
    },
  });
  useResubscribe(subscribed, again);
  return {
    purchases: project?.purchases.edges.map(({ node }) => node),
    error,
    isLoadingMore: networkStatus === NetworkStatus.fetchMore,
    loadMore: hasNextPage
      ? () => void fetchMore({ variables: { after: endCursor } }).catch(() => undefined) // the button stays
      : null,
    retry: again,
  };
}
