import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { formatCount } from '../../language/formats.ts';
import { dayOf } from '../../look/calendar-day.ts';
import { ActionSwatch } from '../../look/action-swatch.tsx';
import { actionTitle } from '../../prices/action-title.ts';
import { type BarInterval, barLabel } from '../bars.ts';
import { say } from '../../language/say.ts';
import type { Usage } from './use-usage.ts';
import classes from './usage-chart.module.css';

type Bucket = Usage['buckets'][number];

export interface UsageTooltipProps {
  readonly buckets: Usage['buckets'];
  readonly interval: BarInterval;
  /** Both charts are pointed at together: each tells its own figures. */
  readonly of: 'SPENT' | 'BALANCE';
  /** The day on the axis that is pointed at. The chart gives it. */
  readonly label?: string | number;
}

/** The figures of the bar under the pointer. */
export function UsageTooltip({ buckets, interval, of, label }: UsageTooltipProps) {
  const bucket = buckets.find(({ start }) => dayOf(new Date(start)) === label);
  if (!bucket || (of === 'BALANCE' && bucket.balanceAfter === null)) return null;
  return (
    <div className={classes.tooltip}>
      <Text size="xs" fw={600}>
        {barLabel(new Date(bucket.start), new Date(bucket.end), interval)}
      </Text>
      <dl>
        {of === 'SPENT' ? (
          <Spent bucket={bucket} />
        ) : (
          <Figure name={say('history.balanceAfter')} credits={bucket.balanceAfter} />
        )}
      </dl>
    </div>
  );
}

function Spent({ bucket: { byKind, credits } }: { bucket: Bucket }) {
  return (
    <>
      {byKind
        .filter(({ actions }) => actions > 0)
        .map((ofKind) => (
          <Figure
            key={ofKind.kind}
            name={
              <>
                <ActionSwatch kind={ofKind.kind} />
                {actionTitle(ofKind.kind)}
              </>
            }
            credits={ofKind.credits}
          />
        ))}
      <Figure name={say('history.spent')} credits={credits} />
    </>
  );
}

function Figure({ name, credits }: { name: ReactNode; credits: number | null }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{credits === null ? '' : formatCount(credits)}</dd>
    </div>
  );
}
