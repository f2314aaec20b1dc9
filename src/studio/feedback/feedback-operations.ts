import { graphql } from '../generated/gql.ts';

export const FEEDBACK = graphql(`
  query Feedback($id: ID!, $after: String) {
    node(id: $id) {
      __typename
      id
      ... on Image {
        feedbackCounts {
          comments
          approvals
          changesWanted
        }
        verdicts {
          guest
          verdict
          decidedAt
        }
        comments(first: 50, after: $after) {
          edges {
            cursor
            node {
              ...Comment
            }
          }
          pageInfo {
            endCursor
            hasNextPage
          }
        }
      }
    }
  }
`);

export const COMMENT = graphql(`
  fragment Comment on Comment {
    id
    author
    isGuest
    text
    createdAt
  }
`);

export const FEEDBACK_CHANGED = graphql(`
  subscription FeedbackChanged($projectId: ID!) {
    feedbackChanged(projectId: $projectId) {
      imageId
    }
  }
`);

export const ADD_COMMENT = graphql(`
  mutation AddComment($imageId: ID!, $text: String!) {
    addComment(imageId: $imageId, text: $text) {
      ...Comment
    }
  }
`);

export const DELETE_COMMENT = graphql(`
  mutation DeleteComment($id: ID!) {
    deleteComment(id: $id)
  }
`);
