import { useSubscription } from '@apollo/client/react';
import { useEffect } from 'react';
import { graphql } from '../generated/gql.ts';
import { takeAsNewest } from '../pictures/items/newest-picture.ts';

const RESUBSCRIBE_MS = 1_000;

const NEWEST_PICTURE_CHANGED = graphql(`
  subscription NewestPictureChanged($projectId: ID!) {
    actionChanged(projectId: $projectId) {
      ...NewestPicture
    }
  }
`);

/** Keeps the newest picture of the project in the cache current; null: of none. */
export function useNewestPicture(projectId: string | null): void {
  const { error, restart } = useSubscription(NEWEST_PICTURE_CHANGED, {
    variables: { projectId: projectId ?? '' },
    skip: projectId === null,
    onData: ({ client, data: { data: event } }) => {
      if (event && projectId !== null) takeAsNewest(client.cache, projectId, event.actionChanged);
    },
  });
  useEffect(() => {
    if (!error || projectId === null) return;
    const waiting = setTimeout(restart, RESUBSCRIBE_MS);
    return () => clearTimeout(waiting);
  }, [error, restart, projectId]);
}
