import { useSubscription } from '@apollo/client/react';
import { graphql } from '../../generated/gql.ts';

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

/** Brings the pictures of running actions into the lines that charged them. */
export function useFollowedPictures(projectId: string): void {
  useSubscription(FOLLOWED_PICTURE, { variables: { projectId }, ignoreResults: true });
}
