import { useQuery, useSubscription } from '@apollo/client/react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useApi } from '../../api/api-context.ts';
import { graphql } from '../../generated/gql.ts';
import type { CreditTransactionFilter, TransactionLineFragment } from '../../generated/graphql.ts';
import { useLiveBalance } from '../../api/live-hooks.ts';
import { retryOf } from '../../errors/retry-of.ts';

const TRANSACTIONS = graphql(`
  query Transactions($projectId: ID!, $filter: CreditTransactionFilter!, $first: Int = 25, $after: String) {
    project(id: $projectId) {
      id
      transactions(first: $first, filter: $filter, after: $after) {
        edges {
          cursor
          node {
            ...TransactionLine
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

export interface KnownTransactions {
  /** Newest first; undefined until the server has answered. */
  readonly lines: readonly TransactionLineFragment[] | undefined;
  readonly error: unknown;
  /** Null where there are no more. */
  readonly loadMore: (() => void) | null;
  /** Of the page that was asked for last. */
  readonly moreError: unknown;
  readonly retry: () => void;
}

/** The lines of the project's ledger that are wanted. New ones come on top by themselves while its balance is watched. */
export function useTransactions(projectId: string, filter: CreditTransactionFilter): KnownTransactions {
  const variables = { projectId, filter };
  const { data, error, loading, fetchMore, refetch } = useQuery(TRANSACTIONS, { variables });
  const [moreError, setMoreError] = useState<unknown>(null);
  const isLoadingMore = useRef(false);
  const connection = data?.project?.transactions;
  const lines = useMemo(() => connection?.edges.map(({ node }) => node), [connection]);
  useLiveBalance(projectId);
  useBalancesPushedMeanwhile(projectId, loading);
  const { hasNextPage = false, endCursor } = connection?.pageInfo ?? {};
  const loadMore = () => {
    if (isLoadingMore.current) return;
    isLoadingMore.current = true;
    setMoreError(null);
    fetchMore({ variables: { ...variables, after: endCursor } })
      .catch(setMoreError)
      .finally(() => (isLoadingMore.current = false));
  };
  return {
    lines,
    error,
    loadMore: hasNextPage ? loadMore : null,
    moreError,
    retry: retryOf(refetch),
  };
}

/**
 * Applies the pushed balances again once the list is loaded. A transaction may be pushed before there is a list to insert it into, and
 * too late for the response to contain it.
 */
function useBalancesPushedMeanwhile(projectId: string, isLoading: boolean): void {
  const { balances } = useApi();
  useEffect(() => {
    if (!isLoading) balances.applyUpdatesAgain(projectId);
  }, [balances, projectId, isLoading]);
}

const FOLLOWED_PICTURE = graphql(`
  subscription FollowedPicture($projectId: ID!) {
    actionChanged(projectId: $projectId) {
      id
      status
      image {
        id
        url(width: 96)
      }
    }
  }
`);

/** Adds the pictures of actions to the transactions that charged them, once they are made. */
export function useFollowedPictures(projectId: string): void {
  useSubscription(FOLLOWED_PICTURE, { variables: { projectId }, ignoreResults: true });
}
