import { useApolloClient } from '@apollo/client/react';
import { useState } from 'react';
import { graphql } from '../../generated/gql.ts';
import type { PictureFragment } from '../../generated/graphql.ts';

const AT_ONCE = 6; // what a browser sends to one host side by side

const DELETE_IMAGE = graphql(`
  mutation DeleteImage($id: ID!) {
    deleteImage(id: $id)
  }
`);

export interface DeletingPictures {
  /** Answers those that could not be deleted, and why the last of them was not. */
  readonly remove: (pictures: readonly PictureFragment[]) => Promise<NotDeleted>;
  readonly isDeleting: boolean;
}

export interface NotDeleted {
  readonly left: readonly PictureFragment[];
  readonly error: unknown;
}

/** Deletes pictures for good, a few at a time. One that fails keeps no other from being deleted. */
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
        client.cache.evict({ id: client.cache.identify({ __typename: 'Image', id }) }); // every list leaves it out
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
