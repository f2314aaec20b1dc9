import type { ApolloCache, Reference } from '@apollo/client';
import { useSubscription } from '@apollo/client/react';
import { graphql } from '../../generated/gql.ts';
import type { ActionTileFragment } from '../../generated/graphql.ts';
import { useResubscribe } from '../../api/live-hooks.ts';
import { takeAsNewest } from './newest-picture.ts';

const ACTION_CHANGED = graphql(`
  subscription ActionChanged($projectId: ID!) {
    actionChanged(projectId: $projectId) {
      ...ActionTile
      ...NewestPicture
    }
  }
`);

/** Writes every action of the project into the cache as it is accepted, begins and ends. `missed` asks for what was not told. */
export function useActionFeed(projectId: string, missed: () => void): void {
  const subscribed = useSubscription(ACTION_CHANGED, {
    variables: { projectId },
    onData: ({ client, data: { data: event } }) => {
      if (!event) return;
      addToList(client.cache, projectId, event.actionChanged);
      takeAsNewest(client.cache, projectId, event.actionChanged);
    },
  });
  useResubscribe(subscribed, missed);
}

interface CachedActions {
  readonly edges: readonly { readonly __typename: 'ActionEdge'; readonly cursor: string; readonly node: Reference }[];
}

/** The action itself is in the cache already; what is new comes first in the list that no filter narrows. */
export function addToList(cache: ApolloCache, projectId: string, action: ActionTileFragment): void {
  cache.modify<{ actions: CachedActions }>({
    id: cache.identify({ __typename: 'Project', id: projectId }),
    fields: {
      actions(list, { storeFieldName, readField, toReference }) {
        if (storeFieldName.includes('"filter":{')) return list;
        const node = toReference({ __typename: 'Action', id: action.id });
        if (!node || !('edges' in list) || list.edges.some((edge) => readField('id', edge.node) === action.id))
          return list;
        return { ...list, edges: [{ __typename: 'ActionEdge', cursor: '', node }, ...list.edges] };
      },
    },
  });
}
