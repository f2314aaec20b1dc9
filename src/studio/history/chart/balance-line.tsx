import { AreaChart, type AreaChartProps } from '@mantine/charts';
import type { Day } from '../../look/calendar-day.ts';
import { say } from '../../language/say.ts';
import { creditScale } from './credit-scale.ts';

const STEPS_MAX = 3;

export interface BalanceLineProps {
  readonly look: Pick<AreaChartProps, 'dataKey'> &
    Partial<AreaChartProps> & { readonly data: { readonly balance: number | null }[] };
  /** How a place on the axis is called. */
  readonly label: (day: Day) => string;
}

/** The balance that each stretch of time left, as steps: it stays until a line of the ledger moves it. What has not begun has none. */
export function BalanceLine({ look, label }: BalanceLineProps) {
  const ticks = creditScale(Math.max(0, ...look.data.map(({ balance }) => balance ?? 0)), STEPS_MAX);
  return (
    <AreaChart
      {...look}
      h={112}
      yAxisProps={{ ...look.yAxisProps, ticks, domain: [0, ticks.at(-1) ?? 0] }}
      series={[{ name: 'balance', label: say('history.balance'), color: 'var(--mantine-color-text)' }]}
      curveType="step"
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
