import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { formatCount } from '../../language/formats.ts';
import { ActionSwatch } from '../../look/action-swatch.tsx';
import { actionTitle } from '../../prices/action-title.ts';
import { type BarInterval, barLabel } from '../bars.ts';
import { say } from '../../language/say.ts';
import type { Usage } from './use-usage.ts';
import classes from './usage-tooltip.module.css';

type Bucket = Usage['buckets'][number];

export interface UsageTooltipProps {
  readonly buckets: Usage['buckets'];
  readonly interval: BarInterval;
  /** Both charts are pointed at together: each tells its own figures. */
  readonly of: 'SPENT' | 'BALANCE';
  /** The column under the pointer. */
  readonly column: number | null;
}

/** The figures of the bar under the pointer. */
export function UsageTooltip({ buckets, interval, of, column }: UsageTooltipProps) {
  const bucket = column === null ? undefined : buckets[column];
  if (column === null || !bucket || (of === 'BALANCE' && typeof bucket.balanceAfter !== 'number')) return null;
  return (
    <div className={classes.tooltip} style={{ left: leftOf(column, buckets.length) }} data-testid="tooltip">
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

const WIDTH_PX = 200;
const GAP_PX = 16;

/** The left edge of the tooltip: beside the middle of the column, on the side with more space, within the chart. */
function leftOf(column: number, columns: number): string {
  const middle = (column + 0.5) / columns;
  const shiftPx = middle < 0.5 ? GAP_PX : -GAP_PX - WIDTH_PX;
  return `clamp(0px, ${100 * middle}% + ${shiftPx}px, 100% - ${WIDTH_PX}px)`;
}
