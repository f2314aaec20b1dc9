import { VisuallyHidden } from '@mantine/core';
import { TriangleAlert } from 'lucide-react';
import { creditsWord, formatCount, formatCredits } from '../language/formats.ts';
import { say } from '../language/say.ts';
import { useCountTo } from './use-count-to.ts';
import classes from './balance.module.css';

export interface BalanceProps {
  readonly credits: number;
  readonly isLow: boolean;
  readonly size?: 'small' | 'large';
  /** Without the word, where a heading says what is counted. */
  readonly isBare?: boolean;
}

/** A balance as the server told it last. It counts to a new value, and glows while it does. */
export function Balance({ credits, isLow, size = 'small', isBare = false }: BalanceProps) {
  const { shown, isMoving } = useCountTo(credits);
  return (
    <span
      className={classes.balance}
      data-size={size}
      data-low={isLow || undefined}
      data-moving={isMoving || undefined}
    >
      {isLow && <TriangleAlert size={size === 'large' ? 18 : 14} aria-hidden="true" className={classes.low} />}
      <span aria-hidden="true">
        <span className={classes.number}>{formatCount(shown)}</span>
        {!isBare && <span className={classes.word}> {creditsWord(credits)}</span>}
      </span>
      <VisuallyHidden data-testid="balance">
        {isLow ? say('credits.low', { credits: formatCredits(credits) }) : formatCredits(credits)}
      </VisuallyHidden>
    </span>
  );
}
