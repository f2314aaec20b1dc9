import type { ApolloClient } from '@apollo/client';
import { useApolloClient, useSubscription } from '@apollo/client/react';
import { LatestRun } from '../../latest-run.ts';
import { useResubscribe } from '../api/live-hooks.ts';
import { FEEDBACK, FEEDBACK_CHANGED } from './feedback-operations.ts';

/** Calls `changed` with the id of each picture of the project whose feedback changes, and `missed` after an interruption, to refetch. */
export function useFeedbackFeed(projectId: string, changed: (imageId: string) => void, missed: () => void): void {
  const subscribed = useSubscription(FEEDBACK_CHANGED, {
    variables: { projectId },
    onData: ({ data: { data } }) => data && changed(data.feedbackChanged.imageId),
  });
  useResubscribe(subscribed, missed);
}

/** The queries of each client, one at a time for each picture: of two at once the older response could come last. */
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
