import { type ApolloCache, NetworkStatus, type Reference } from '@apollo/client';
import { useQuery, useSubscription } from '@apollo/client/react';
import { graphql } from '../generated/gql.ts';
import type { ActionTileFragment } from '../generated/graphql.ts';

export const ACTION_TILE = graphql(`
  fragment ActionTile on Action {
    id
    kind
    status
    credits
    prompt
    createdAt
    failure {
      code
      message
    }
    image {
      id
      url(width: 640)
      width
      height
    }
  }
`);

const ACTIONS = graphql(`
  query Actions($projectId: ID!, $after: String) {
    project(id: $projectId) {
      id
      actions(first: 48, after: $after) {
        edges {
          cursor
          node {
            ...ActionTile
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

const ACTION_CHANGED = graphql(`
  subscription ActionChanged($projectId: ID!) {
    actionChanged(projectId: $projectId) {
      ...ActionTile
    }
  }
`);

export interface FoundActions {
  /** Newest first; undefined until the server has answered. */
  readonly actions: readonly ActionTileFragment[] | undefined;
  readonly error: unknown;
  readonly isLoadingMore: boolean;
  /** Null where there are no more. */
  readonly loadMore: (() => void) | null;
  readonly retry: () => void;
}

/**
 * The project's actions as they are accepted, begin and end. After a cut every query that is shown is asked again, this one
 * too: `actionChanged` tells only what comes.
 */
export function useActions(projectId: string): FoundActions {
  const { data, error, networkStatus, fetchMore, refetch } = useQuery(ACTIONS, {
    variables: { projectId },
    notifyOnNetworkStatusChange: true,
  });
  useSubscription(ACTION_CHANGED, {
    variables: { projectId },
    onData: ({ client, data: { data: told } }) => told && addToList(client.cache, projectId, told.actionChanged),
  });
  const connection = data?.project?.actions;
  const { hasNextPage = false, endCursor } = connection?.pageInfo ?? {};
  return {
    actions: connection?.edges.map(({ node }) => node),
    error,
    isLoadingMore: networkStatus === NetworkStatus.fetchMore,
    loadMore: hasNextPage ? () => void fetchMore({ variables: { projectId, after: endCursor } }) : null,
    retry: () => void refetch(),
  };
}

interface CachedActions {
  readonly edges: readonly { readonly __typename: 'ActionEdge'; readonly cursor: string; readonly node: Reference }[];
}

/** The action itself is in the cache already; what is new comes first in the list that no filter narrows. */
function addToList(cache: ApolloCache, projectId: string, action: ActionTileFragment): void {
  cache.modify<{ actions: CachedActions }>({
    id: cache.identify({ __typename: 'Project', id: projectId }),
    fields: {
      actions(list, { storeFieldName, readField, toReference, DELETE }) {
        const isNewestPicture = storeFieldName.includes('"filter":{');
        if (isNewestPicture) return action.status === 'SUCCEEDED' ? DELETE : list;
        const node = toReference({ __typename: 'Action', id: action.id });
        if (!node || !('edges' in list) || list.edges.some((edge) => readField('id', edge.node) === action.id))
          return list;
        return { ...list, edges: [{ __typename: 'ActionEdge', cursor: '', node }, ...list.edges] };
      },
    },
  });
}
