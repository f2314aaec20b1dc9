import { useApolloClient } from '@apollo/client/react';
import { errorSentence } from '../errors/error-sentence.ts';
import { graphql } from '../generated/gql.ts';
import type { PictureFragment } from '../generated/graphql.ts';
import { toastFailed } from '../look/toast.tsx';

const SET_IMAGE_FAVORITE = graphql(`
  mutation SetImageFavorite($id: ID!, $favorite: Boolean!) {
    setImageFavorite(id: $id, favorite: $favorite) {
      id
      favorite
    }
  }
`);

/** Marks pictures as favorites for everyone in the project, or takes the marks away. Shown at once, and taken back where it fails. */
export function useFavorite(): (pictures: readonly PictureFragment[], favorite: boolean) => Promise<void> {
  const client = useApolloClient();
  return async (pictures, favorite) => {
    try {
      await Promise.all(
        pictures.map(({ id }) =>
          client.mutate({
            mutation: SET_IMAGE_FAVORITE,
            variables: { id, favorite },
            optimisticResponse: { __typename: 'Mutation', setImageFavorite: { __typename: 'Image', id, favorite } },
          }),
        ),
      );
    } catch (error) {
      toastFailed(errorSentence(error));
    }
  };
}
