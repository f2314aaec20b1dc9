import { NetworkStatus } from '@apollo/client';
import { useQuery } from '@apollo/client/react';
import { graphql } from '../generated/gql.ts';
import type { ShareLinkLineFragment } from '../generated/graphql.ts';
import { useFeedbackFeed } from '../pictures/feedback/use-feedback-feed.ts';

export const SHARE_LINK_LINE = graphql(`
  fragment ShareLinkLine on ShareLink {
    id
    title
    endsAt
    revokedAt
    createdAt
    createdBy
    allowsComments
    allowsDownload
    opened
    approvals
    changesWanted
    comments
    images {
      id
      thumb: url(width: 256)
    }
  }
`);

const SHARE_LINKS = graphql(`
  query ShareLinks($projectId: ID!, $after: String) {
    project(id: $projectId) {
      id
      shareLinks(first: 20, after: $after) {
        edges {
          cursor
          node {
            ...ShareLinkLine
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

export interface ShareLinks {
  /** Newest first; undefined until the server has answered. */
  readonly links: readonly ShareLinkLineFragment[] | undefined;
  readonly error: unknown;
  readonly retry: () => void;
  readonly isLoadingMore: boolean;
  /** Null if there are no more. */
  readonly loadMore: (() => void) | null;
}

/** The share links of a project, with their present numbers of verdicts and comments. */
export function useShareLinks(projectId: string): ShareLinks {
  const { data, error, networkStatus, refetch, fetchMore } = useQuery(SHARE_LINKS, {
    variables: { projectId },
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
    notifyOnNetworkStatusChange: true,
  });
  const retry = () => void refetch().catch(() => undefined); // `error` says why
  useFeedbackFeed(projectId, retry, retry);
  const list = data?.project?.shareLinks;
  const after = list?.pageInfo.endCursor;
  return {
    links: list?.edges.map(({ node }) => node),
    error,
    retry,
    isLoadingMore: networkStatus === NetworkStatus.fetchMore,
    loadMore: list?.pageInfo.hasNextPage
      ? () => void fetchMore({ variables: { projectId, after } }).catch(() => undefined)
      : null,
  };
}
