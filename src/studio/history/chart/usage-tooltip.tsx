import { Text } from '@mantine/core';
import { formatCount } from '../../credits/format-credits.ts';
import { dayOf } from '../../look/calendar-day.ts';
import { ActionSwatch } from '../../look/action-swatch.tsx';
import { useActionTitle } from '../../prices/use-price-list.ts';
import { type BarInterval, barLabel } from '../bars.ts';
import type { Usage } from './use-usage.ts';
import classes from './usage-chart.module.css';

export interface UsageTooltipProps {
  readonly buckets: Usage['buckets'];
  readonly interval: BarInterval;
  /** The day on the axis that is pointed at. The chart gives it. */
  readonly label?: string | number;
}

/** The figures of the bar under the pointer. */
export function UsageTooltip({ buckets, interval, label }: UsageTooltipProps) {
  const titleOf = useActionTitle();
  const bucket = buckets.find(({ start }) => dayOf(new Date(start)) === label);
  if (!bucket) return null;
  return (
    <div className={classes.tooltip}>
      <Text size="xs" fw={600}>
        {barLabel(new Date(bucket.start), new Date(bucket.end), interval)}
      </Text>
      <dl>
        {bucket.byKind
          .filter(({ actions }) => actions > 0)
          .map(({ kind, credits }) => (
            <div key={kind}>
              <dt>
                <ActionSwatch kind={kind} />
                {titleOf(kind)}
              </dt>
              <dd>{formatCount(credits)}</dd>
            </div>
          ))}
        <div>
          <dt>Spent</dt>
          <dd>{formatCount(bucket.credits)}</dd>
        </div>
        {typeof bucket.balanceAfter === 'number' && (
          <div>
            <dt>Balance after</dt>
            <dd>{formatCount(bucket.balanceAfter)}</dd>
          </div>
        )}
      </dl>
    </div>
  );
}
