import { useElementSize } from '@mantine/hooks';
import type { CSSProperties } from 'react';
import { columnBox } from './plot.tsx';
import classes from './time-scale.module.css';

/** An upper bound for the mean width of a character, and the space between two labels. */
const CHARACTER_PX = 6.5;
const GAP_PX = 32;

/** The labels of the columns, at equal intervals, as many as fit. The last column always has a label. */
export function TimeScale({ labels }: { readonly labels: readonly string[] }) {
  const { ref, width } = useElementSize<HTMLDivElement>();
  const longestPx = Math.max(...labels.map(({ length }) => length)) * CHARACTER_PX + GAP_PX;
  const interval = Math.ceil((longestPx * labels.length) / width);
  const last = labels.length - 1;
  return (
    <div ref={ref} className={classes.scale}>
      {labels.map(
        (label, column) =>
          width > 0 &&
          (last - column) % interval === 0 && (
            <span key={label} className={classes.time} style={boxOf(column, labels.length)}>
              {label}
            </span>
          ),
      )}
    </div>
  );
}

/** The last label may be wider than its column: its right edge is that of the chart. */
function boxOf(column: number, columns: number): CSSProperties {
  const { left, width } = columnBox(column, columns);
  return column === columns - 1 ? { right: 0, minWidth: width } : { left, width };
}
