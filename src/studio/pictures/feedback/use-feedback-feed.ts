import { useApolloClient, useSubscription } from '@apollo/client/react';
import { useMemo } from 'react';
import { LatestRun } from '../../../latest-run.ts';
import { useResubscribe } from '../../live/live-hooks.ts';
import { FEEDBACK, FEEDBACK_CHANGED } from './feedback-operations.ts';

/** Calls `changed` with the id of each picture of the project whose feedback changes, and `missed` after an interruption, to refetch. */
export function useFeedbackFeed(projectId: string, changed: (imageId: string) => void, missed: () => void): void {
  const subscribed = useSubscription(FEEDBACK_CHANGED, {
    variables: { projectId },
    onData: ({ data: { data } }) => data && changed(data.feedbackChanged.imageId),
  });
  useResubscribe(subscribed, missed);
}

/**
 * Fetches the newest comments and the verdicts of a picture into the cache, which lists and the panel show. One query at a time
 * for each picture: of two at once the older answer could come last.
 */
export function useRefreshFeedback(): (imageId: string) => Promise<void> {
  const client = useApolloClient();
  return useMemo(() => {
    const runs = new LatestRun(async (id: string) => {
      const request = { query: FEEDBACK, variables: { id }, fetchPolicy: 'network-only' } as const;
      await client.query(request).catch(() => undefined); // the next change or the next visit fetches it again
    });
    return async (imageId) => runs.run(imageId);
  }, [client]);
}
