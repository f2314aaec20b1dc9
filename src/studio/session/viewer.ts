import { useQuery } from '@apollo/client/react';
import { createContext, createElement, type ReactNode, useContext } from 'react';
import { graphql } from '../generated/gql.ts';
import type { Role, ViewerQuery } from '../generated/graphql.ts';

export const VIEWER = graphql(`
  query Viewer {
    viewer {
      name
      role
      expiresAt
      projectIds
      workspace {
        id
        name
      }
    }
  }
`);

const RANK: Readonly<Record<Role, number>> = { VIEWER: 0, EDITOR: 1, ADMIN: 2 };

const ViewerContext = createContext<ViewerQuery['viewer'] | undefined>(undefined);

/** Who is signed in; undefined until the server has said. */
export function useViewer(): ViewerQuery['viewer'] | undefined {
  return useContext(ViewerContext);
}

/** Whether the person who is signed in may do what this role may. False until the server has said. */
export function useMay(role: Role): boolean {
  const viewer = useViewer();
  return viewer !== undefined && RANK[viewer.role] >= RANK[role];
}

/** Making a project takes a credential that is not for some projects alone. */
export function useMayCreateProjects(): boolean {
  const mayEdit = useMay('EDITOR');
  return useViewer()?.projectIds === null && mayEdit;
}

/** Queries who is signed in, once for all components that use it. */
export function ViewerProvider({ children }: { readonly children: ReactNode }) {
  const { data } = useQuery(VIEWER, { fetchPolicy: 'cache-first' });
  return createElement(ViewerContext, { value: data?.viewer }, children);
}
