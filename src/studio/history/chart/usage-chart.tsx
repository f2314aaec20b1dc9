import { say } from '../../language/say.ts';
import '@mantine/charts/styles.layer.css';
import { formatCount } from '../../language/formats.ts';
import { type Day, dateOf, dayOf } from '../../look/calendar-day.ts';
import { type BarInterval, barLabel } from '../bars.ts';
import { BalanceLine } from './balance-line.tsx';
import { SpentBars } from './spent-bars.tsx';
import { UsageTooltip } from './usage-tooltip.tsx';
import type { Usage } from './use-usage.ts';
import classes from './usage-chart.module.css';

/** Both charts have the same room for their scales, so that their times lie below each other. */
const SCALE_WIDTH_PX = 56;

export interface UsageChartProps {
  readonly buckets: Usage['buckets'];
  readonly interval: BarInterval;
  /** The bar that was chosen; the others step back. */
  readonly bar: Day | null;
  readonly onChoose: (bar: Day) => void;
}

/** What was spent, as bars stacked by action, and below them the balance over the same time. */
export function UsageChart({ buckets, interval, bar, onChoose }: UsageChartProps) {
  const data = buckets.map(({ start, credits: spent, balanceAfter, byKind }) => ({
    day: dayOf(new Date(start)),
    balance: balanceAfter,
    spent,
    ...Object.fromEntries(byKind.map(({ kind, credits }) => [kind, credits])),
  }));
  const label = (day: Day) => {
    const end = buckets[data.findIndex((each) => each.day === day)]?.end;
    return barLabel(dateOf(day), end === undefined ? dateOf(day) : new Date(end), interval);
  };
  const tooltip = { buckets, interval };
  const look = {
    data,
    dataKey: 'day',
    strokeDasharray: '0',
    tickLine: 'none' as const,
    yAxisProps: { width: SCALE_WIDTH_PX, interval: 0 as const },
    valueFormatter: formatCount,
  };
  return (
    <div className={classes.charts} aria-hidden="true">
      <SpentBars
        look={{ ...look, tooltipProps: { content: <UsageTooltip {...tooltip} of="SPENT" /> } }}
        bar={bar}
        onChoose={onChoose}
      />
      <span className={classes.caption}>{say('history.balance')}</span>
      <BalanceLine
        look={{ ...look, tooltipProps: { content: <UsageTooltip {...tooltip} of="BALANCE" /> } }}
        label={label}
      />
    </div>
  );
}
