import { graphql } from '../../generated/gql.ts';

export const SHEET_ACTIONS = graphql(`
  query SheetActions($projectId: ID!, $after: String) {
    project(id: $projectId) {
      id
      actions(first: 96, after: $after) {
        edges {
          cursor
          node {
            ...ActionTile
          }
        }
        pageInfo {
          endCursor
          hasNextPage
        }
      }
    }
  }
`);

export const SHEET_IMAGES = graphql(`
  query SheetImages($projectId: ID!, $after: String) {
    project(id: $projectId) {
      id
      images(first: 96, after: $after) {
        edges {
          cursor
          node {
            ...Picture
            action {
              id
            }
          }
        }
        pageInfo {
          endCursor
          hasNextPage
        }
      }
    }
  }
`);
