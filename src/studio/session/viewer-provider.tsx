import { useQuery } from '@apollo/client/react';
import type { ReactNode } from 'react';
import { VIEWER, ViewerContext } from './viewer.ts';

/** Queries who is signed in, once for all components that use it. */
export function ViewerProvider({ children }: { readonly children: ReactNode }) {
  const { data } = useQuery(VIEWER, { fetchPolicy: 'cache-first' });
  return <ViewerContext value={data?.viewer}>{children}</ViewerContext>;
}
