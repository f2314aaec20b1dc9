import { useSubscription } from '@apollo/client/react';
import { graphql } from '../generated/gql.ts';
import type { PurchaseLineFragment } from '../generated/graphql.ts';
import { useOnChange, useResubscribe } from '../api/live-hooks.ts';
import { usePages } from '../api/use-pages.ts';
import { retryOf } from '../errors/retry-of.ts';

/** The fields of a purchase in a list. */
export const PURCHASE_LINE = graphql(`
  fragment PurchaseLine on Purchase {
    id
    credits
    amount {
      minor
      currency
    }
    source
    status
    reversedCredits
    unrecoveredCredits
    receiptUrl
    failure {
      code
      message
    }
    grant {
      id
      remaining
    }
    actor
    createdAt
    paidAt
  }
`);

export const PURCHASES = graphql(`
  query Purchases($projectId: ID!, $first: Int = 20, $after: String) {
    project(id: $projectId) {
      id
      sequence
      purchases(first: $first, after: $after) {
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
  const options = { variables: { projectId }, isRefreshed: true };
  const { data, nodes, refetch, ...pages } = usePages(PURCHASES, options, ({ project }) => project?.purchases);
  const again = retryOf(refetch); // the loaded ones stay visible
  useOnChange(data?.project?.sequence, again);
  const subscribed = useSubscription(PURCHASE_CHANGED, {
    variables: { projectId },
    ignoreResults: true, // they update the cache
    onData: ({ data: { data: event } }) => {
      if (!nodes?.some(({ id }) => id === event?.purchaseChanged.id)) again();
    },
  });
  useResubscribe(subscribed, again);
  return { ...pages, purchases: nodes, retry: again };
}
