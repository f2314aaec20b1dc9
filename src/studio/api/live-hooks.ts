import { useEffect, useEffectEvent, useRef, useSyncExternalStore } from 'react';
import { useApi } from './api-context.ts';
import type { ConnectionState } from './connection.ts';

export function useConnection(): ConnectionState {
  const { connection } = useApi();
  return useSyncExternalStore(connection.subscribe, connection.state);
}

/** Keeps the balance of the project in the cache current while the component is mounted; null: no project. */
export function useLiveBalance(projectId: string | null): void {
  const { balances } = useApi();
  useEffect(() => (projectId === null ? undefined : balances.watch(projectId)), [balances, projectId]);
}

const SETTLE_MS = 250;

/**
 * Calls back a moment after the sequence has risen, once for a burst: for figures that the server works out and no message
 * brings along. `sequence` is undefined until it is known.
 */
export function useOnChange(sequence: number | undefined, changed: () => void): void {
  const last = useRef(sequence);
  const call = useRef(changed);
  useEffect(() => {
    call.current = changed;
  });
  useEffect(() => {
    const before = last.current;
    last.current = sequence;
    if (before === undefined || sequence === undefined || before === sequence) return;
    const waiting = setTimeout(() => call.current(), SETTLE_MS);
    return () => clearTimeout(waiting);
  }, [sequence]);
}

const RESUBSCRIBE_MS = 1_000;

interface Subscribed {
  readonly error?: unknown;
  readonly restart: () => void;
}

/** Subscribes again shortly after the server has ended a subscription, and calls `missed` to refetch. */
export function useResubscribe({ error, restart }: Subscribed, missed: () => void): void {
  const again = useEffectEvent(() => {
    restart();
    missed();
  });
  useEffect(() => {
    if (!error) return;
    const waiting = setTimeout(() => again(), RESUBSCRIBE_MS);
    return () => clearTimeout(waiting);
  }, [error]);
}
