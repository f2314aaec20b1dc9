import { useApolloClient } from '@apollo/client/react';
import { useState } from 'react';
import { graphql } from '../../generated/gql.ts';
import type { PictureFragment } from '../../generated/graphql.ts';

const AT_ONCE = 6; // browsers send six requests to a host in parallel

const DELETE_IMAGE = graphql(`
  mutation DeleteImage($id: ID!) {
    deleteImage(id: $id)
  }
`);

export interface DeletingPictures {
  /** Resolves to the pictures that could not be deleted, and the last error. */
  readonly remove: (pictures: readonly PictureFragment[]) => Promise<NotDeleted>;
  readonly isDeleting: boolean;
}

export interface NotDeleted {
  readonly left: readonly PictureFragment[];
  readonly error: unknown;
}

/** Deletes pictures permanently, a few at a time. If one cannot be deleted, the others still are. */
export function useDeletePictures(): DeletingPictures {
  const client = useApolloClient();
  const [isDeleting, setDeleting] = useState(false);
  const remove = async (pictures: readonly PictureFragment[]): Promise<NotDeleted> => {
    setDeleting(true);
    const left: PictureFragment[] = [];
    let failure: unknown = null;
    const removeOne = async (picture: PictureFragment): Promise<void> => {
      const { id } = picture;
      try {
        await client.mutate({ mutation: DELETE_IMAGE, variables: { id } });
        client.cache.evict({ id: client.cache.identify({ __typename: 'Image', id }) }); // removes it from every list
      } catch (error) {
        failure = error;
        left.push(picture);
      }
    };
    for (let from = 0; from < pictures.length; from += AT_ONCE) {
      await Promise.all(pictures.slice(from, from + AT_ONCE).map(removeOne));
    }
    client.cache.gc();
    setDeleting(false);
    return { left, error: failure };
  };
  return { remove, isDeleting };
}
