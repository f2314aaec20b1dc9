import { useInViewport, useReducedMotion } from '@mantine/hooks';
import { VisuallyHidden } from '@mantine/core';
import { TriangleAlert } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { isLow } from './is-low.ts';
import type { ProjectBalanceFragment } from '../generated/graphql.ts';
import { useLiveBalance } from '../api/live-hooks.ts';
import { creditsWord, formatCount, formatCredits } from '../language/formats.ts';
import { say } from '../language/say.ts';
import classes from './live-balance.module.css';

export interface LiveBalanceProps {
  readonly project: ProjectBalanceFragment;
  readonly size?: 'small' | 'large';
  /** Whether to omit the word "credits", for example below a heading that contains it. */
  readonly isBare?: boolean;
}

/**
 * The balance of a project, updated live. It subscribes only while it is in view: a socket allows a hundred subscriptions, and a list of
 * projects may be longer.
 */
export function LiveBalance(props: LiveBalanceProps) {
  const { ref, inViewport } = useInViewport<HTMLSpanElement>();
  useLiveBalance(inViewport ? props.project.id : null);
  return (
    <span ref={ref}>
      <Balance {...props} />
    </span>
  );
}

/** Shows the last known balance. When it changes, the number counts to the new value and is highlighted. */
function Balance({ project, size = 'small', isBare = false }: LiveBalanceProps) {
  const credits = project.balance;
  const low = isLow(project);
  const { shown, isMoving } = useCountTo(credits);
  return (
    <span className={classes.balance} data-size={size} data-low={low || undefined} data-moving={isMoving || undefined}>
      {low && <TriangleAlert size={size === 'large' ? 18 : 14} aria-hidden="true" className={classes.low} />}
      <span aria-hidden="true">
        <span className={classes.number}>{formatCount(shown)}</span>
        {!isBare && <span className={classes.word}> {creditsWord(credits)}</span>}
      </span>
      <VisuallyHidden data-testid="balance">
        {low ? say('credits.low', { credits: formatCredits(credits) }) : formatCredits(credits)}
      </VisuallyHidden>
    </span>
  );
}

const COUNT_MS = 200;

interface Counting {
  readonly shown: number;
  readonly isMoving: boolean;
}

/** Counts from the previous value to the new one, so that a change is noticed. Without animation if the user prefers reduced motion. */
function useCountTo(value: number): Counting {
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
