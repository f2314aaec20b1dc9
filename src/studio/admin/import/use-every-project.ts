import { useApolloClient } from '@apollo/client/react';
import { useEffect, useState } from 'react';
import { graphql } from '../../generated/gql.ts';
import type { KnownProject } from './read-grants.ts';

const PROJECTS_TO_GRANT = graphql(`
  query ProjectsToGrant($after: String) {
    projects(archived: false, first: 200, after: $after) {
      nodes {
        id
        name
        balance
      }
      pageInfo {
        endCursor
        hasNextPage
      }
    }
  }
`);

/** Every project that takes credits, page after page; null until all are there. */
export function useEveryProject(): { readonly projects: readonly KnownProject[] | null; readonly error: unknown } {
  const client = useApolloClient();
  const [known, setKnown] = useState<{ projects: readonly KnownProject[] | null; error: unknown }>({
    projects: null,
    error: null,
  });
  useEffect(() => {
    const ended = new AbortController();
    const readAll = async () => {
      const all: KnownProject[] = [];
      for (let after: string | null = null, hasMore = true; hasMore && !ended.signal.aborted;) {
        const variables: { after: string | null } = { after };
        const { data } = await client.query({ query: PROJECTS_TO_GRANT, variables, fetchPolicy: 'network-only' });
        all.push(...(data?.projects.nodes ?? []));
        hasMore = data?.projects.pageInfo.hasNextPage ?? false;
        after = data?.projects.pageInfo.endCursor ?? null;
      }
      if (!ended.signal.aborted) setKnown({ projects: all, error: null });
    };
    readAll().catch((error: unknown) => {
      if (!ended.signal.aborted) setKnown({ projects: null, error });
    });
    return () => ended.abort();
  }, [client]);
  return known;
}
