import { graphql } from '../generated/gql.ts';
import type { ShareLinkLineFragment } from '../generated/graphql.ts';
import { useFeedbackFeed } from '../feedback/use-feedback.ts';
import { usePages } from '../api/use-pages.ts';
import { retryOf } from '../errors/retry-of.ts';

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
  query ShareLinks($projectId: ID!, $first: Int = 20, $after: String) {
    project(id: $projectId) {
      id
      shareLinks(first: $first, after: $after) {
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

/** The share links of a project. Their numbers of verdicts and comments are kept up to date. */
export function useShareLinks(projectId: string): ShareLinks {
  const options = { variables: { projectId }, isRefreshed: true };
  const { nodes, refetch, ...pages } = usePages(SHARE_LINKS, options, ({ project }) => project?.shareLinks);
  const retry = retryOf(refetch);
  useFeedbackFeed(projectId, retry, retry);
  return { ...pages, links: nodes, retry };
}
