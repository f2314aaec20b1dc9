import { useQuery } from '@apollo/client/react';
import { graphql } from '../generated/gql.ts';
import type { PictureFragment } from '../generated/graphql.ts';

const PICTURE_BY_ID = graphql(`
  query PictureById($id: ID!) {
    node(id: $id) {
      __typename
      id
      ... on Image {
        ...Picture
      }
    }
  }
`);

/** A picture wherever it stands; undefined until the server has answered, and where there is none. */
export function usePictureById(imageId: string): PictureFragment | undefined {
  const { data } = useQuery(PICTURE_BY_ID, { variables: { id: imageId } });
  return data?.node?.__typename === 'Image' ? data.node : undefined;
}
