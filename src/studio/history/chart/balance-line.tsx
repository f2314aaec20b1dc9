import { AreaChart, type AreaChartProps } from '@mantine/charts';
import type { Day } from '../../look/calendar-day.ts';

export interface BalanceLineProps {
  readonly look: Pick<AreaChartProps, 'data' | 'dataKey'> & Partial<AreaChartProps>;
  /** How a place on the axis is called. */
  readonly label: (day: Day) => string;
}

/** The balance that each stretch of time left. What has not begun has none. */
export function BalanceLine({ look, label }: BalanceLineProps) {
  return (
    <AreaChart
      {...look}
      h={112}
      yAxisProps={{ ...look.yAxisProps, tickCount: 3 }}
      series={[{ name: 'balance', label: 'Balance', color: 'var(--mantine-color-text)' }]}
      curveType="linear"
      connectNulls={false}
      withDots={look.data.length < 2}
      strokeWidth={1.5}
      fillOpacity={0.08}
      withGradient={false}
      xAxisProps={{ tickFormatter: label, interval: 'preserveStartEnd', minTickGap: 32, scale: 'band' }}
      areaProps={{ isAnimationActive: false }}
      areaChartProps={{ syncId: 'usage', accessibilityLayer: false }}
    />
  );
}
