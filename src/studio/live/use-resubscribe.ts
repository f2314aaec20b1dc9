import { useEffect, useEffectEvent } from 'react';

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
