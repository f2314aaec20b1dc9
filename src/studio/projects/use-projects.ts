import { NetworkStatus } from '@apollo/client';
import { useQuery } from '@apollo/client/react';
import { useMemo } from 'react';
import { graphql } from '../generated/gql.ts';
import type { ProjectCardFragment } from '../generated/graphql.ts';

export const PROJECT_CARD = graphql(`
  fragment ProjectCard on Project {
    ...ProjectBalance
    name
    archivedAt
    createdAt
    newestLine: transactions(first: 1) {
      edges {
        node {
          id
          sequence
          createdAt
        }
      }
    }
    newestPicture: actions(first: 1, filter: { statuses: [SUCCEEDED] }) {
      edges {
        node {
          id
          image {
            id
            url(width: 640)
          }
        }
      }
    }
  }
`);

export const PROJECTS = graphql(`
  query Projects($search: String, $after: String) {
    projects(search: $search, first: 50, after: $after) {
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

export interface FoundProjects {
  /** The one that something happened in last comes first; undefined until the server has answered. */
  readonly projects: readonly ProjectCardFragment[] | undefined;
  readonly error: unknown;
  readonly isLoadingMore: boolean;
  /** Null where there are no more. */
  readonly loadMore: (() => void) | null;
  readonly retry: () => void;
}

/** The projects whose name contains the text. While the text changes, what was found before stays. */
export function useProjects(search: string): FoundProjects {
  const variables = { search: search === '' ? null : search };
  const { data, previousData, error, networkStatus, fetchMore, refetch } = useQuery(PROJECTS, {
    variables,
    notifyOnNetworkStatusChange: true,
  });
  const connection = (data ?? previousData)?.projects;
  const projects = useMemo(
    () => connection?.edges.map(({ node }) => node).toSorted((one, other) => activeAt(other) - activeAt(one)),
    [connection],
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

/** When something last happened to it. */
export function lastActivity({ newestLine, createdAt }: ProjectCardFragment): string {
  return newestLine.edges[0]?.node.createdAt ?? createdAt;
}

function activeAt(project: ProjectCardFragment): number {
  return Date.parse(lastActivity(project));
}
