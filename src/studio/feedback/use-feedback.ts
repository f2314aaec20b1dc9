import type { CommentFragment, FeedbackQuery } from '../generated/graphql.ts';
import { FEEDBACK } from './feedback-operations.ts';
import { usePages } from '../api/use-pages.ts';

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
    retry: () => void refetch().catch(() => undefined), // `error` says why
  };
}

function imageOf(data: FeedbackQuery | undefined): ImageFeedback | undefined {
  return data?.node?.__typename === 'Image' ? data.node : undefined;
}
