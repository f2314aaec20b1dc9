import { formatElapsed } from '../language/formats.ts';
import { useEffect, useState } from 'react';

const TICK_MS = 1_000;

/** The time since an instant, such as 0:07, kept true while it is shown. */
export function Elapsed({ since }: { since: string }) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const ticking = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(ticking);
  }, []);
  const seconds = Math.max(0, Math.floor((now - Date.parse(since)) / 1000)); // the server's clock may be ahead
  return <span style={{ fontVariantNumeric: 'tabular-nums' }}>{formatElapsed(seconds)}</span>;
}
