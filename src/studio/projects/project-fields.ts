import { graphql } from '../generated/gql.ts';

/** What every list of projects tells, and the head of a project's own pages. */
export const PROJECT_SUMMARY = graphql(`
  fragment ProjectSummary on Project {
    ...ProjectBalance
    name
    archivedAt
    erasedAt
    lastActivityAt
  }
`);

export const PROJECT_CARD = graphql(`
  fragment ProjectCard on Project {
    ...ProjectSummary
    newestPicture: actions(first: 1, filter: { statuses: [SUCCEEDED] }) {
      edges {
        cursor
        node {
          ...NewestPicture
        }
      }
    }
  }
`);
