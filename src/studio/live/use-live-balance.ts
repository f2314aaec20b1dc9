import { useEffect } from 'react';
import { useApi } from '../api/api-context.ts';

/** Keeps the balance of the project in the cache current while the component is there; null: of none. */
export function useLiveBalance(projectId: string | null): void {
  const { balances } = useApi();
  useEffect(() => (projectId === null ? undefined : balances.watch(projectId)), [balances, projectId]);
}
