import { NetworkStatus } from '@apollo/client';
import { useQuery } from '@apollo/client/react';
import { graphql } from '../generated/gql.ts';
import type { TransactionLineFragment } from '../generated/graphql.ts';

const TRANSACTIONS = graphql(`
  query Transactions($projectId: ID!, $after: String) {
    project(id: $projectId) {
      id
      transactions(first: 50, after: $after) {
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

export interface FoundTransactions {
  /** Newest first; undefined until the server has answered. */
  readonly transactions: readonly TransactionLineFragment[] | undefined;
  readonly error: unknown;
  readonly isLoadingMore: boolean;
  /** Null where there are no more. */
  readonly loadMore: (() => void) | null;
  readonly retry: () => void;
}

/** The lines of the project's ledger. New ones come on top by themselves while its balance is watched. */
export function useTransactions(projectId: string): FoundTransactions {
  const { data, error, networkStatus, fetchMore, refetch } = useQuery(TRANSACTIONS, {
    variables: { projectId },
    notifyOnNetworkStatusChange: true,
  });
  const connection = data?.project?.transactions;
  const { hasNextPage = false, endCursor } = connection?.pageInfo ?? {};
  return {
    transactions: connection?.edges.map(({ node }) => node),
    error,
    isLoadingMore: networkStatus === NetworkStatus.fetchMore,
    loadMore: hasNextPage ? () => void fetchMore({ variables: { projectId, after: endCursor } }) : null,
    retry: () => void refetch(),
  };
}
