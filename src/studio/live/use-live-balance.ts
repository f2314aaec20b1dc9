import { useEffect } from 'react';
import { useApi } from '../api/api-context.ts';

/** Keeps the balance of the project in the cache current while the component is there. */
export function useLiveBalance(projectId: string): void {
  const { balances } = useApi();
  useEffect(() => balances.watch(projectId), [balances, projectId]);
}
