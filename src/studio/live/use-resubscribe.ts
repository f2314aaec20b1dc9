import { useEffect, useEffectEvent } from 'react';

const RESUBSCRIBE_MS = 1_000;

interface Subscribed {
  readonly error?: unknown;
  readonly restart: () => void;
}

/** Subscribes again a moment after the server has ended a subscription. `missed` asks for what was not told meanwhile. */
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
