import { graphql } from '../generated/gql.ts';

export const PROJECT_SETTINGS = graphql(`
  fragment ProjectSettings on Project {
    id
    name
    lowBalanceThreshold
    archivedAt
    erasedAt
  }
`);

export const CREATE_PROJECT = graphql(`
  mutation CreateProject($input: CreateProjectInput!) {
    createProject(input: $input) {
      ...ProjectCard
    }
  }
`);

export const UPDATE_PROJECT = graphql(`
  mutation UpdateProject($input: UpdateProjectInput!) {
    updateProject(input: $input) {
      ...ProjectSettings
    }
  }
`);

export const ARCHIVE_PROJECT = graphql(`
  mutation ArchiveProject($id: ID!) {
    archiveProject(id: $id) {
      ...ProjectSettings
    }
  }
`);

export const RESTORE_PROJECT = graphql(`
  mutation RestoreProject($id: ID!) {
    restoreProject(id: $id) {
      ...ProjectSettings
    }
  }
`);

export const ERASE_PROJECT = graphql(`
  mutation EraseProject($id: ID!) {
    eraseProject(id: $id) {
      ...ProjectSettings
    }
  }
`);
