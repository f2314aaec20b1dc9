import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { graphql } from '../generated/gql.ts';
import type { GrantLineFragment, GrantsQuery, SpentGrantsQuery } from '../generated/graphql.ts';
import { useLiveBalance, useOnChange } from '../api/live-hooks.ts';
import { BAR_GRANTS_MAX } from './bar-parts.ts';

/** So many grants are shown at a time, however many there are. */
const PAGE = 50;

export const GRANT_LINE = graphql(`
  fragment GrantLine on CreditGrant {
    id
    source
    credits
    remaining
    priority
    expiresAt
    note
    createdAt
  }
`);

/** One more than is shown, which tells whether there are more. */
const GRANTS = graphql(`
  query Grants($projectId: ID!, $first: Int!, $after: ID, $drawnNext: Int!) {
    project(id: $projectId) {
      ...ProjectBalance
      name
      archivedAt
      nextExpiry {
        at
        credits
      }
      allowance {
        every
        nextAt
        lastGrant {
          id
          credits
          remaining
        }
      }
      drawnNext: grants(first: $drawnNext) {
        ...GrantLine
      }
      grants(first: $first, after: $after) {
        ...GrantLine
      }
      spent: grants(onlySpent: true, first: 1) {
        id
      }
    }
  }
`);

const SPENT_GRANTS = graphql(`
  query SpentGrants($projectId: ID!, $first: Int!, $after: ID) {
    project(id: $projectId) {
      id
      sequence
      grants(onlySpent: true, first: $first, after: $after) {
        ...GrantLine
      }
    }
  }
`);

export type GrantedProject = NonNullable<GrantsQuery['project']>;
export type Grant = GrantLineFragment;

/** A page of a list of grants, and the ways to the others. */
export interface GrantsPage {
  readonly grants: readonly Grant[];
  /** How many stand before the first of them. */
  readonly before: number;
  /** Null on the last page. */
  readonly next: (() => void) | null;
  /** Null on the first page. */
  readonly previous: (() => void) | null;
}

export interface KnownGrants {
  /** Undefined until the server has answered. */
  readonly project: GrantedProject | undefined;
  /** Those with something left, in the order in which they are drawn. */
  readonly page: GrantsPage;
  readonly error: unknown;
  readonly retry: () => void;
}

/** The grants of a project, refetched after each transaction. */
export function useGrants(projectId: string): KnownGrants {
  const place = usePlace();
  const { data, previousData, error, refetch } = useQuery(GRANTS, {
    variables: { projectId, first: PAGE + 1, after: place.after, drawnNext: BAR_GRANTS_MAX },
    fetchPolicy: 'cache-and-network',
  });
  const project = (data ?? previousData)?.project ?? undefined;
  const again = () => {
    refetch().catch(() => undefined); // what was shown stays; the page says that it is not live
  };
  useLiveBalance(projectId);
  useOnChange(project?.sequence, again);
  return { project, page: place.pageOf(project?.grants ?? []), error, retry: again };
}

/** The grants of which nothing is left. Undefined until the server has answered. */
export function useSpentGrants(projectId: string): GrantsPage | undefined {
  const place = usePlace();
  const { data, previousData } = useQuery(SPENT_GRANTS, {
    variables: { projectId, first: PAGE + 1, after: place.after },
    fetchPolicy: 'cache-and-network',
  });
  const project: SpentGrantsQuery['project'] = (data ?? previousData)?.project ?? null;
  return project ? place.pageOf(project.grants) : undefined;
}

/** Where in a list of grants one is: behind the last grant of each page before. */
function usePlace() {
  const [behind, setBehind] = useState<readonly string[]>([]);
  return {
    after: behind.at(-1) ?? null,
    pageOf: (found: readonly Grant[]): GrantsPage => {
      const grants = found.slice(0, PAGE);
      const last = grants.at(-1);
      return {
        grants,
        before: behind.length * PAGE,
        next: found.length > PAGE && last ? () => setBehind([...behind, last.id]) : null,
        previous: behind.length > 0 ? () => setBehind(behind.slice(0, -1)) : null,
      };
    },
  };
}
