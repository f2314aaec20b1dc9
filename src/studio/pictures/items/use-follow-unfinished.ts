import { useQuery } from '@apollo/client/react';
import { graphql } from '../../generated/gql.ts';

const FOLLOW_MS = 10_000;

const NEWEST_ACTIONS = graphql(`
  query NewestActions($projectId: ID!) {
    project(id: $projectId) {
      id
      actions(first: 20) {
        edges {
          cursor
          node {
            ...ActionTile
          }
        }
      }
    }
  }
`);

/**
 * Looks now and then after the newest actions while some are not finished: `actionChanged` says nothing when it begins to be
 * told, so the word of an end may be lost just before.
 */
export function useFollowUnfinished(projectId: string, isSomeUnfinished: boolean): void {
  useQuery(NEWEST_ACTIONS, { variables: { projectId }, skip: !isSomeUnfinished, pollInterval: FOLLOW_MS });
}
