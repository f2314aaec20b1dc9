import { memo } from 'react';
import type { Usage } from './use-usage.ts';
import classes from './balance-line.module.css';

export interface BalanceLineProps {
  readonly buckets: Usage['buckets'];
  /** The highest value of the scale. */
  readonly max: number;
}

/** A step line of the balance at the end of each bucket. Future buckets, which are the last ones, have no balance. */
export const BalanceLine = memo(function BalanceLine({ buckets, max }: BalanceLineProps) {
  const balances = buckets.map(({ balanceAfter }) => balanceAfter).filter((balance) => typeof balance === 'number');
  const steps = balances.map((balance, column) => `${max - balance}H${column + 1}`).join('V');
  if (balances.length === 0) return null;
  return (
    <svg className={classes.balance} viewBox={`0 0 ${buckets.length} ${max}`} preserveAspectRatio="none">
      <path className={classes.area} d={`M0,${steps}V${max}H0Z`} />
      <path className={classes.line} d={`M0,${steps}`} data-testid="balance-line" />
    </svg>
  );
});
