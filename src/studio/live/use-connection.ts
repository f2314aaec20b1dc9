import { useSyncExternalStore } from 'react';
import { useApi } from '../api/api-context.ts';
import type { ConnectionState } from '../api/connection.ts';

export function useConnection(): ConnectionState {
  const { connection } = useApi();
  return useSyncExternalStore(connection.subscribe, connection.state);
}
