import { NetworkStatus, type OperationVariables, type TypedDocumentNode } from '@apollo/client';
import { useQuery } from '@apollo/client/react';
import { useTimeout } from '@mantine/hooks';
import { useEffect, useMemo } from 'react';
import { graphql } from '../generated/gql.ts';
import type { ProjectCardFragment, ProjectSummaryFragment } from '../generated/graphql.ts';

/** Within this time the cards in view have subscribed. */
const SUBSCRIBED_MS = 1_000;

const PROJECT_CARDS = graphql(`
  query ProjectCards($search: String, $archived: Boolean!, $after: String) {
    projects(search: $search, archived: $archived, order: LAST_ACTIVE_FIRST, first: 48, after: $after) {
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
  /** The one that something happened in last comes first; undefined until the server has answered. */
  readonly projects: readonly Project[] | undefined;
  readonly error: unknown;
  readonly isLoadingMore: boolean;
  /** Null where there are no more. */
  readonly loadMore: (() => void) | null;
  readonly retry: () => void;
}

/**
 * The projects whose name contains the text, with their pictures: archived ones, or the others. They are asked for once more when
 * the cards have subscribed to what changes: a picture that was made in between would not be told.
 */
export function useProjectCards(search: string, isArchive: boolean): FoundProjects<ProjectCardFragment> {
  const found = usePages(PROJECT_CARDS, { search: search === '' ? null : search, archived: isArchive }, isArchive);
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
  return usePages(PROJECT_SUMMARIES, { search: search === '' ? null : search, first }, false);
}

interface PageOf<Project> {
  readonly projects: {
    readonly edges: readonly { readonly node: Project }[];
    readonly pageInfo: { readonly endCursor?: string | null; readonly hasNextPage: boolean };
  };
}

/** While the variables change, what was found before stays. What happens meanwhile moves a project to the front at once. */
function usePages<Project extends ProjectSummaryFragment, Variables extends OperationVariables>(
  document: TypedDocumentNode<PageOf<Project>, Variables>,
  variables: Variables,
  isArchive: boolean,
): FoundProjects<Project> {
  const { data, previousData, error, networkStatus, fetchMore, refetch } = useQuery<PageOf<Project>>(document, {
    variables,
    notifyOnNetworkStatusChange: true,
  });
  const connection = (data ?? previousData)?.projects;
  const projects = useMemo(
    () =>
      connection?.edges
        .map(({ node }) => node)
        .filter(({ archivedAt }) => Boolean(archivedAt) === isArchive)
        .toSorted((one, other) => Date.parse(other.lastActivityAt) - Date.parse(one.lastActivityAt)),
    [connection, isArchive],
  );
  const { hasNextPage = false, endCursor } = data?.projects.pageInfo ?? {};
  return {
    projects,
    error,
    isLoadingMore: networkStatus === NetworkStatus.fetchMore,
    loadMore: hasNextPage ? () => void fetchMore({ variables: { ...variables, after: endCursor } }) : null,
    retry: () => void refetch(),
  };
}
