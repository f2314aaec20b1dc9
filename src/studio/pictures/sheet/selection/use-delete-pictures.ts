import { useApolloClient } from '@apollo/client/react';
import { useState } from 'react';
import { graphql } from '../../../generated/gql.ts';
import type { PictureFragment } from '../../../generated/graphql.ts';

const AT_ONCE = 6; // what a browser sends to one host side by side

const DELETE_IMAGE_OF_MANY = graphql(`
  mutation DeleteImageOfMany($id: ID!) {
    deleteImage(id: $id)
  }
`);

export interface DeletingPictures {
  /** Answers those that could not be deleted. */
  readonly remove: (pictures: readonly PictureFragment[]) => Promise<readonly PictureFragment[]>;
  readonly isDeleting: boolean;
}

/** Deletes pictures for good, a few at a time. One that fails keeps no other from being deleted. */
export function useDeletePictures(): DeletingPictures {
  const client = useApolloClient();
  const [isDeleting, setDeleting] = useState(false);
  const removeOne = async ({ id }: PictureFragment): Promise<boolean> => {
    try {
      await client.mutate({ mutation: DELETE_IMAGE_OF_MANY, variables: { id } });
    } catch {
      return false;
    }
    client.cache.evict({ id: client.cache.identify({ __typename: 'Image', id }) }); // every list leaves it out
    return true;
  };
  const remove = async (pictures: readonly PictureFragment[]): Promise<readonly PictureFragment[]> => {
    setDeleting(true);
    const left: PictureFragment[] = [];
    for (let from = 0; from < pictures.length; from += AT_ONCE) {
      const some = pictures.slice(from, from + AT_ONCE);
      const gone = await Promise.all(some.map(removeOne));
      left.push(...some.filter((_, place) => !gone[place]));
    }
    client.cache.gc();
    setDeleting(false);
    return left;
  };
  return { remove, isDeleting };
}
