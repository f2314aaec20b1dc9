import { graphql } from '../generated/gql.ts';

/** A picture in the sizes in which it is shown: on the contact sheet, in the middle, and as it is. */
export const PICTURE = graphql(`
  fragment Picture on Image {
    id
    width
    height
    contentType
    createdAt
    thumb: url(width: 256)
    large: url(width: 1536)
    fileName
    favorite
    feedbackCounts {
      comments
      approvals
      changesWanted
    }
    download(format: PNG)
  }
`);

export const ACTION_TILE = graphql(`
  fragment ActionTile on Action {
    id
    kind
    status
    credits
    priceVersion
    prompt
    model
    styling
    background
    aspectRatio
    createdAt
    startedAt
    refund {
      id
    }
    note
    seed
    engine
    failure {
      code
      message
    }
    image {
      ...Picture
    }
    source {
      ...Picture
    }
    mask {
      id
    }
    parent {
      id
    }
  }
`);
