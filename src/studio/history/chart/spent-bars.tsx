import { BarChart, type BarChartProps } from '@mantine/charts';
import { useReducedMotion } from '@mantine/hooks';
import type { Day } from '../../look/calendar-day.ts';
import { ACTION_COLOR } from '../../look/action-color.ts';
import { useActionTitle } from '../../prices/use-price-list.ts';
import { ACTION_KINDS } from '../kinds.ts';
import classes from './usage-chart.module.css';

export interface SpentBarsProps {
  readonly look: Pick<BarChartProps, 'data' | 'dataKey'> & Partial<BarChartProps>;
  readonly bar: Day | null;
  readonly onChoose: (bar: Day) => void;
}

/** Credits spent, a bar for each stretch of time. A click anywhere above or on a bar chooses it. */
export function SpentBars({ look, bar, onChoose }: SpentBarsProps) {
  const titleOf = useActionTitle();
  const isStill = useReducedMotion();
  return (
    <BarChart
      {...look}
      h={200}
      type="stacked"
      maxBarWidth={36}
      series={ACTION_KINDS.map((kind) => ({ name: kind, label: titleOf(kind), color: ACTION_COLOR[kind] }))}
      xAxisProps={{ hide: true }}
      className={classes.bars}
      barProps={{ isAnimationActive: !isStill, animationDuration: 200 }}
      barChartProps={{
        syncId: 'usage',
        accessibilityLayer: false,
        onClick: ({ activeLabel }) => activeLabel !== undefined && onChoose(String(activeLabel)),
      }}
      referenceAreas={bar === null ? [] : [{ x1: bar, x2: bar, color: 'var(--mantine-color-dimmed)' }]}
    />
  );
}
