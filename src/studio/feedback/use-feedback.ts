import type { ApolloClient } from '@apollo/client';
import { useApolloClient, useSubscription } from '@apollo/client/react';
import { graphql } from '../generated/gql.ts';
import type { CommentFragment, FeedbackQuery } from '../generated/graphql.ts';
import { usePages } from '../api/use-pages.ts';
import { LatestRun } from '../../latest-run.ts';
import { useResubscribe } from '../api/live-hooks.ts';
import { retryOf } from '../errors/retry-of.ts';

const FEEDBACK = graphql(`
  query Feedback($id: ID!, $first: Int = 50, $after: String) {
    node(id: $id) {
      __typename
      id
      ... on Image {
        feedbackCounts {
          comments
          approvals
          changesWanted
        }
        verdicts {
          guest
          verdict
          decidedAt
        }
        comments(first: $first, after: $after) {
          edges {
            cursor
            node {
              ...Comment
            }
          }
          pageInfo {
            endCursor
            hasNextPage
          }
        }
      }
    }
  }
`);

export const COMMENT = graphql(`
  fragment Comment on Comment {
    id
    author
    isGuest
    text
    createdAt
  }
`);

const FEEDBACK_CHANGED = graphql(`
  subscription FeedbackChanged($projectId: ID!) {
    feedbackChanged(projectId: $projectId) {
      imageId
    }
  }
`);

type ImageFeedback = Extract<NonNullable<FeedbackQuery['node']>, { __typename: 'Image' }>;

export interface Feedback {
  /** Newest first; undefined until the server has answered. */
  readonly comments: readonly CommentFragment[] | undefined;
  readonly verdicts: ImageFeedback['verdicts'];
  readonly error: unknown;
  readonly retry: () => void;
  readonly isLoadingMore: boolean;
  /** Null if there are no more. */
  readonly loadMore: (() => void) | null;
}

/** The comments and verdicts of a picture, from the cache and then from the server. */
export function useFeedback(imageId: string): Feedback {
  const options = { variables: { id: imageId }, isRefreshed: true };
  const { data, nodes, refetch, ...pages } = usePages(FEEDBACK, options, (result) => imageOf(result)?.comments);
  return {
    ...pages,
    comments: nodes,
    verdicts: imageOf(data)?.verdicts ?? [],
    retry: retryOf(refetch),
  };
}

function imageOf(data: FeedbackQuery | undefined): ImageFeedback | undefined {
  return data?.node?.__typename === 'Image' ? data.node : undefined;
}

/** Calls `changed` with the id of each picture of the project whose feedback changes, and `missed` after an interruption, to refetch. */
export function useFeedbackFeed(projectId: string, changed: (imageId: string) => void, missed: () => void): void {
  const subscribed = useSubscription(FEEDBACK_CHANGED, {
    variables: { projectId },
    onData: ({ data: { data } }) => data && changed(data.feedbackChanged.imageId),
  });
  useResubscribe(subscribed, missed);
}

/** The queries of each client, one at a time for each picture: of two concurrent ones, the older response could arrive last. */
const runsOf = new WeakMap<ApolloClient, LatestRun<string, void>>();

/** Fetches the newest comments and the verdicts of a picture into the cache, which lists and the panel show. */
export function useRefreshFeedback(): (imageId: string) => Promise<void> {
  const client = useApolloClient();
  return async (imageId) => {
    const runs = runsOf.get(client) ?? new LatestRun((id) => fetchFeedback(client, id));
    runsOf.set(client, runs);
    await runs.run(imageId);
  };
}

async function fetchFeedback(client: ApolloClient, id: string): Promise<void> {
  const request = { query: FEEDBACK, variables: { id }, fetchPolicy: 'network-only' } as const;
  await client.query(request).catch(() => undefined); // the next change or the next visit fetches it again
}
