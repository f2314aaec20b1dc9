import type { ApolloCache, Reference } from '@apollo/client';
import { useSubscription } from '@apollo/client/react';
import { useEffect } from 'react';
import { graphql } from '../../generated/gql.ts';
import type { NewestPictureFragment } from '../../generated/graphql.ts';

export const NEWEST_PICTURE = graphql(`
  fragment NewestPicture on Action {
    id
    status
    image {
      id
      url(width: 640)
    }
  }
`);

interface CachedActions {
  readonly edges: readonly { readonly __typename: 'ActionEdge'; readonly cursor: string; readonly node: Reference }[];
}

/** Puts an action that has succeeded in the place of its project's newest picture, unless a later one is there already. */
export function takeAsNewest(cache: ApolloCache, projectId: string, { id, status }: NewestPictureFragment): void {
  if (status !== 'SUCCEEDED') return;
  cache.modify<{ actions: CachedActions }>({
    id: cache.identify({ __typename: 'Project', id: projectId }),
    fields: {
      actions(list, { storeFieldName, readField, toReference }) {
        const node = toReference({ __typename: 'Action', id });
        if (!node || !('edges' in list) || !storeFieldName.includes('"filter":{')) return list;
        const [newest] = list.edges;
        if (newest && String(readField('id', newest.node)) >= id) return list; // ids rise with time
        return { ...list, edges: [{ __typename: 'ActionEdge', cursor: '', node }] };
      },
    },
  });
}

const RESUBSCRIBE_MS = 1_000;

const NEWEST_PICTURE_CHANGED = graphql(`
  subscription NewestPictureChanged($projectId: ID!) {
    actionChanged(projectId: $projectId) {
      ...NewestPicture
    }
  }
`);

/** Keeps the newest picture of a project current in the cache; null: no project. */
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
