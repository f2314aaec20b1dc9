import { creditsWord, formatAmount } from '../language/formats.ts';
import { VisuallyHidden } from '@mantine/core';
import classes from './amount.module.css';

/** Credits that came in or went out: a sign always, and green for what came in. */
export function Amount({ credits }: { credits: number }) {
  return (
    <span className={classes.amount} data-in={credits > 0 || undefined}>
      {formatAmount(credits)}
      <VisuallyHidden> {creditsWord(Math.abs(credits))}</VisuallyHidden>
    </span>
  );
}
