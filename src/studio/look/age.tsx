import { useEffect, useState } from 'react';
import { formatAge, formatInstant } from '../language/formats.ts';

const TICK_MS = 30_000; // 30 seconds: half of the shortest age that is shown

/** How long ago something was, kept true while it is shown; the exact time on hover. */
export function Age({ of: instant }: { of: string }) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const ticking = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(ticking);
  }, []);
  return (
    <time dateTime={instant} title={formatInstant(instant)}>
      {formatAge(instant, now)}
    </time>
  );
}
