import { BarChart, type BarChartProps } from '@mantine/charts';
import { useReducedMotion } from '@mantine/hooks';
import type { MouseEvent } from 'react';
import type { Day } from '../../look/calendar-day.ts';
import { ACTION_COLOR } from '../../look/action-swatch.tsx';
import { actionTitle } from '../../prices/action-title.ts';
import { ACTION_KINDS } from '../kinds.ts';
import { creditScale } from './credit-scale.ts';
import classes from './usage-chart.module.css';

const STEPS_MAX = 4;

export interface SpentBarsProps {
  readonly look: Pick<BarChartProps, 'dataKey'> &
    Partial<BarChartProps> & { readonly data: { readonly day: Day; readonly spent: number }[] };
  readonly bar: Day | null;
  readonly onChoose: (bar: Day) => void;
}

/** Credits spent, a bar for each stretch of time. A click anywhere above or on a bar chooses it. */
export function SpentBars({ look, bar, onChoose }: SpentBarsProps) {
  const isStill = useReducedMotion();
  const ticks = creditScale(Math.max(0, ...look.data.map(({ spent }) => spent)), STEPS_MAX);
  const choose = (event: MouseEvent<HTMLDivElement>) => {
    const chosen = look.data[placeOf(event, look.data.length)];
    if (chosen) onChoose(chosen.day);
  };
  return (
    <BarChart
      {...look}
      h={200}
      type="stacked"
      maxBarWidth={36}
      series={ACTION_KINDS.map((kind) => ({ name: kind, label: actionTitle(kind), color: ACTION_COLOR[kind] }))}
      xAxisProps={{ hide: true }}
      yAxisProps={{ ...look.yAxisProps, ticks, domain: [0, ticks.at(-1) ?? 0] }}
      className={classes.bars}
      onClick={choose}
      barProps={{ isAnimationActive: !isStill, animationDuration: 200 }}
      barChartProps={{ syncId: 'usage', accessibilityLayer: false }}
      referenceAreas={bar === null ? [] : [{ x1: bar, x2: bar, color: 'var(--mantine-color-dimmed)' }]}
    />
  );
}

/**
 * Which of the bars, that share the width of the grid, is at the pointer; −1 beside them. The chart's own events tell only
 * what was pointed at before, which is nothing for a finger.
 */
function placeOf({ currentTarget, clientX }: MouseEvent<HTMLDivElement>, bars: number): number {
  const grid = currentTarget.querySelector('.recharts-cartesian-grid')?.getBoundingClientRect();
  if (!grid || clientX < grid.left || clientX >= grid.right) return -1;
  return Math.floor(((clientX - grid.left) / grid.width) * bars);
}
