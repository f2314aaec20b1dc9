import type { OperationVariables, TypedDocumentNode } from '@apollo/client';
import { useTimeout } from '@mantine/hooks';
import { useEffect, useMemo } from 'react';
import { graphql } from '../generated/gql.ts';
import type { ProjectCardFragment, ProjectSummaryFragment } from '../generated/graphql.ts';
import { usePages } from '../api/use-pages.ts';
import { retryOf } from '../errors/retry-of.ts';

/** The fields of a project in lists and in the header of its pages. */
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

/** Within this time the cards in view have subscribed. */
const SUBSCRIBED_MS = 1_000;

export const PROJECT_CARDS = graphql(`
  query ProjectCards($search: String, $archived: Boolean!, $first: Int = 48, $after: String) {
    projects(search: $search, archived: $archived, order: LAST_ACTIVE_FIRST, first: $first, after: $after) {
      edges {
        cursor
        node {
          ...ProjectCard
        }
      }
      pageInfo {
        endCursor
        hasNextPage
      }
    }
  }
`);

const PROJECT_SUMMARIES = graphql(`
  query ProjectSummaries($search: String, $first: Int!, $after: String) {
    projects(search: $search, archived: false, order: LAST_ACTIVE_FIRST, first: $first, after: $after) {
      edges {
        cursor
        node {
          ...ProjectSummary
        }
      }
      pageInfo {
        endCursor
        hasNextPage
      }
    }
  }
`);

export interface FoundProjects<Project> {
  /** Most recently active first; undefined until the server has responded. */
  readonly projects: readonly Project[] | undefined;
  readonly error: unknown;
  readonly isLoadingMore: boolean;
  /** Null where there are no more. */
  readonly loadMore: (() => void) | null;
  readonly retry: () => void;
}

/**
 * The archived projects, or the others, whose name contains the text, with their pictures. They are queried again once the cards
 * have subscribed, because a picture that was made before is not pushed.
 */
export function useProjectCards(search: string, isArchive: boolean): FoundProjects<ProjectCardFragment> {
  const found = useFoundProjects(
    PROJECT_CARDS,
    { search: search === '' ? null : search, archived: isArchive },
    isArchive,
  );
  const isThere = found.projects !== undefined;
  const { start, clear } = useTimeout(found.retry, SUBSCRIBED_MS);
  useEffect(() => {
    if (isThere) start();
    return clear;
  }, [isThere, start, clear]);
  return found;
}

/** The projects that are not archived and whose name contains the text, so many at a time. */
export function useProjectSummaries(search: string, first: number): FoundProjects<ProjectSummaryFragment> {
  return useFoundProjects(PROJECT_SUMMARIES, { search: search === '' ? null : search, first }, false);
}

interface ProjectsAnswer<Project> {
  readonly projects: {
    readonly edges: readonly { readonly node: Project }[];
    readonly pageInfo: { readonly endCursor?: string | null; readonly hasNextPage: boolean };
  };
}

/** A project with a new transaction moves to the front at once. */
function useFoundProjects<Project extends ProjectSummaryFragment, Variables extends OperationVariables>(
  document: TypedDocumentNode<ProjectsAnswer<Project>, Variables>,
  variables: Variables,
  isArchive: boolean,
): FoundProjects<Project> {
  const { nodes, refetch, ...pages } = usePages(
    document,
    { variables, keepsPrevious: true },
    ({ projects: list }) => list,
  );
  const projects = useMemo(
    () =>
      nodes
        ?.filter(({ archivedAt }) => Boolean(archivedAt) === isArchive)
        .toSorted((one, other) => Date.parse(other.lastActivityAt) - Date.parse(one.lastActivityAt)),
    [nodes, isArchive],
  );
  return { ...pages, projects, retry: retryOf(refetch) };
}
