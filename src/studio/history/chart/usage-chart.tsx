import { useState } from 'react';
import { say } from '../../language/say.ts';
import { type Day, dayOf } from '../../look/calendar-day.ts';
import { type BarInterval, barLabel } from '../bars.ts';
import { BalanceLine } from './balance-line.tsx';
import { creditScale } from './credit-scale.ts';
import { columnBox, Plot } from './plot.tsx';
import { SpentBars } from './spent-bars.tsx';
import { TimeScale } from './time-scale.tsx';
import { UsageTooltip } from './usage-tooltip.tsx';
import type { Usage } from './use-usage.ts';
import classes from './usage-chart.module.css';

const SPENT = { heightPx: 200, stepsMax: 4 };
const BALANCE = { heightPx: 82, stepsMax: 3 };

export interface UsageChartProps {
  readonly buckets: Usage['buckets'];
  readonly interval: BarInterval;
  /** The first day of the selected bar. */
  readonly bar: Day | null;
  readonly onChoose: (bar: Day) => void;
}

/** A chart of credits spent, as bars stacked by kind of action, above a chart of the balance. A click in the column of a bar selects it. */
export function UsageChart({ buckets, interval, bar, onChoose }: UsageChartProps) {
  const [pointed, setPointed] = useState<number | null>(null);
  const days = buckets.map(({ start }) => dayOf(new Date(start)));
  const spent = creditScale(Math.max(0, ...buckets.map(({ credits }) => credits)), SPENT.stepsMax);
  const balance = creditScale(Math.max(0, ...buckets.map((bucket) => bucket.balanceAfter ?? 0)), BALANCE.stepsMax);
  const choose = (column: number) => {
    const day = days[column];
    if (day !== undefined) onChoose(day);
  };
  const plot = { columns: buckets.length, onPoint: setPointed };
  const tooltip = { buckets, interval, column: pointed };
  return (
    <div className={classes.charts} aria-hidden="true" dir="ltr">
      <Plot {...plot} heightPx={SPENT.heightPx} ticks={spent} onChoose={choose}>
        {bar !== null && <Column className={classes.chosen} column={days.indexOf(bar)} columns={days.length} />}
        <Column className={classes.pointed} column={pointed ?? -1} columns={days.length} />
        <SpentBars buckets={buckets} max={spent.at(-1) ?? 1} />
        <UsageTooltip {...tooltip} of="SPENT" />
      </Plot>
      <span className={classes.caption}>{say('history.balance')}</span>
      <Plot {...plot} heightPx={BALANCE.heightPx} ticks={balance}>
        <Column className={classes.rule} column={pointed ?? -1} columns={days.length} />
        <BalanceLine buckets={buckets} max={balance.at(-1) ?? 1} />
        <UsageTooltip {...tooltip} of="BALANCE" />
      </Plot>
      <TimeScale labels={buckets.map(({ start, end }) => barLabel(new Date(start), new Date(end), interval))} />
    </div>
  );
}

interface ColumnProps {
  readonly className: string | undefined;
  /** −1 if there is none. */
  readonly column: number;
  readonly columns: number;
}

/** Highlights a column. */
function Column({ className, column, columns }: ColumnProps) {
  return column < 0 ? null : <div className={className} style={columnBox(column, columns)} />;
}
