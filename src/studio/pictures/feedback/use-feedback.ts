import { NetworkStatus } from '@apollo/client';
import { useQuery } from '@apollo/client/react';
import type { CommentFragment, FeedbackQuery } from '../../generated/graphql.ts';
import { FEEDBACK } from './feedback-operations.ts';

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
  const { data, error, networkStatus, refetch, fetchMore } = useQuery(FEEDBACK, {
    variables: { id: imageId },
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
    notifyOnNetworkStatusChange: true,
  });
  const image = data?.node?.__typename === 'Image' ? data.node : undefined;
  const page = image?.comments.pageInfo;
  const loadMore = () => void fetchMore({ variables: { id: imageId, after: page?.endCursor } }).catch(() => undefined);
  return {
    comments: image?.comments.edges.map(({ node }) => node),
    verdicts: image?.verdicts ?? [],
    error,
    retry: () => void refetch().catch(() => undefined), // `error` says why
    isLoadingMore: networkStatus === NetworkStatus.fetchMore,
    loadMore: page?.hasNextPage ? loadMore : null,
  };
}
