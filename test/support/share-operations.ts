/** Operations on share links and comments. */
import { graphql } from './generated/index.ts';

export const createShareLink = graphql(`
  mutation CreateShareLink($input: CreateShareLinkInput!) {
    createShareLink(input: $input) {
      __typename
      ... on CreatedShareLink {
        shareLink {
          id
          title
          endsAt
          allowsComments
          allowsDownload
          createdBy
          images {
            id
          }
        }
        url
        replayed
      }
      ... on UserError {
        message
      }
    }
  }
`);

export const revokeShareLink = graphql(`
  mutation RevokeShareLink($id: ID!) {
    revokeShareLink(id: $id) {
      id
      revokedAt
    }
  }
`);

export const shareLinks = graphql(`
  query ShareLinks($project: ID!, $first: Int, $after: String) {
    project(id: $project) {
      shareLinks(first: $first, after: $after) {
        nodes {
          id
          title
          revokedAt
          opened
          approvals
          changesWanted
          comments
          images {
            id
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

export const addComment = graphql(`
  mutation AddComment($imageId: ID!, $text: String!) {
    addComment(imageId: $imageId, text: $text) {
      id
      author
      isGuest
      text
    }
  }
`);

export const deleteComment = graphql(`
  mutation DeleteComment($id: ID!) {
    deleteComment(id: $id)
  }
`);

export const feedbackOf = graphql(`
  query FeedbackOf($id: ID!) {
    node(id: $id) {
      ... on Image {
        comments {
          nodes {
            id
            author
            isGuest
            text
          }
        }
        verdicts {
          guest
          verdict
        }
      }
    }
  }
`);

export const feedbackChanged = graphql(`
  subscription FeedbackChanged($projectId: ID!) {
    feedbackChanged(projectId: $projectId) {
      imageId
    }
  }
`);

export const feedbackCounts = graphql(`
  query FeedbackCounts($project: ID!) {
    project(id: $project) {
      images(first: 10) {
        nodes {
          id
          feedbackCounts {
            comments
            approvals
            changesWanted
          }
        }
      }
    }
  }
`);
