import { memo } from 'react';
import { ACTION_COLOR } from '../../look/action-swatch.tsx';
import { percentOf } from './plot.tsx';
import type { Usage } from './use-usage.ts';
import classes from './spent-bars.module.css';

export interface SpentBarsProps {
  readonly buckets: Usage['buckets'];
  /** The highest value of the scale. */
  readonly max: number;
}

/** A bar for each bucket: credits spent, stacked by kind of action. Memoized, so that it is not rendered when the pointer moves. */
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
