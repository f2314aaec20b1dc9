import { useEffect, useRef } from 'react';

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
