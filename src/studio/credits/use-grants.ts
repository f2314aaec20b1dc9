import { useQuery } from '@apollo/client/react';
import { graphql } from '../generated/gql.ts';
import type { GrantsQuery } from '../generated/graphql.ts';
import { useLiveBalance } from '../live/use-live-balance.ts';
import { useOnChange } from '../live/use-on-change.ts';

const GRANTS = graphql(`
  query Grants($projectId: ID!) {
    project(id: $projectId) {
      ...ProjectBalance
      name
      archivedAt
      grants(includeSpent: true) {
        id
        source
        credits
        remaining
        priority
        expiresAt
        note
        createdAt
      }
    }
  }
`);

export type GrantedProject = NonNullable<GrantsQuery['project']>;
export type Grant = GrantedProject['grants'][number];

export interface KnownGrants {
  /** Its grants in the order in which they are drawn; undefined until the server has answered. */
  readonly project: GrantedProject | undefined;
  readonly error: unknown;
  readonly retry: () => void;
}

/** The grants of a project, asked for again whenever a credit of it moves. */
export function useGrants(projectId: string): KnownGrants {
  const { data, error, refetch } = useQuery(GRANTS, { variables: { projectId } });
  const again = () => {
    refetch().catch(() => undefined); // what was shown stays; the page says that it is not live
  };
  useLiveBalance(projectId);
  useOnChange(data?.project?.sequence, again);
  return { project: data?.project ?? undefined, error, retry: again };
}
