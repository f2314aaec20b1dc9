import { useReducedMotion } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';

const COUNT_MS = 200;

export interface Counting {
  readonly shown: number;
  readonly isMoving: boolean;
}

/** Counts from the value before to the new one, so that a change is seen. At once where motion is not wanted. */
export function useCountTo(value: number): Counting {
  const isStill = useReducedMotion();
  const [shown, setShown] = useState(value);
  const shownNow = useRef(value);
  useEffect(() => {
    const from = shownNow.current;
    if (from === value) return;
    const show = (next: number) => {
      shownNow.current = next;
      setShown(next);
    };
    let frame = 0;
    let begunAt: number | undefined;
    const step = (now: number) => {
      begunAt ??= now;
      const part = isStill ? 1 : Math.min(1, (now - begunAt) / COUNT_MS);
      show(Math.round(from + (value - from) * (1 - (1 - part) ** 3)));
      if (part < 1) frame = requestAnimationFrame(step);
    };
    frame = requestAnimationFrame(step);
    return () => cancelAnimationFrame(frame);
  }, [value, isStill]);
  return { shown, isMoving: shown !== value };
}
