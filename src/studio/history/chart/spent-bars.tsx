import { memo } from 'react';
import { ACTION_COLOR } from '../../look/action-swatch.tsx';
import { percentOf } from './plot.tsx';
import type { Usage } from './use-usage.ts';
import classes from './spent-bars.module.css';

export interface SpentBarsProps {
  readonly buckets: Usage['buckets'];
  /** The end of the scale. */
  readonly max: number;
}

/** Credits spent, stacked by action. It does not render again when the pointer moves over it. */
export const SpentBars = memo(function SpentBars({ buckets, max }: SpentBarsProps) {
  return (
    <div className={classes.bars}>
      {buckets.map(({ start, byKind }) => (
        <div key={start} className={classes.bar}>
          {byKind.map(
            ({ kind, credits }) =>
              credits > 0 && (
                <div
                  key={kind}
                  className={classes.part}
                  style={{ height: percentOf(credits, max), background: ACTION_COLOR[kind] }}
                  data-testid="spent"
                />
              ),
          )}
        </div>
      ))}
    </div>
  );
});
