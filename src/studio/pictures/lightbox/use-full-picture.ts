import { useQuery } from '@apollo/client/react';
import { graphql } from '../../generated/gql.ts';
import type { PictureFragment } from '../../generated/graphql.ts';

const FULL_PICTURE = graphql(`
  query FullPicture($id: ID!) {
    node(id: $id) {
      __typename
      id
      ... on Image {
        url
      }
    }
  }
`);

const LARGE_PX = 1_536;

/** The URL of a picture in its full size, if it is larger than the first one shown; undefined until it is known. */
export function useFullPicture(picture: PictureFragment | null): string | undefined {
  const isLarger = picture !== null && picture.width > LARGE_PX;
  const { data } = useQuery(FULL_PICTURE, { variables: { id: picture?.id ?? '' }, skip: !isLarger });
  return data?.node?.__typename === 'Image' ? data.node.url : undefined;
}
