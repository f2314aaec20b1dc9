import type { CSSProperties, MouseEvent, PointerEvent, ReactNode } from 'react';
import { formatCount } from '../../language/formats.ts';
import classes from './plot.module.css';

export interface PlotProps {
  readonly heightPx: number;
  /** The credits at each grid line, beginning with 0. */
  readonly ticks: readonly number[];
  /** The number of columns. They divide the width equally. */
  readonly columns: number;
  /** Called with the column under the pointer, and with null when the pointer leaves. */
  readonly onPoint: (column: number | null) => void;
  readonly onChoose?: (column: number) => void;
  readonly children: ReactNode;
}

/** A grid with a scale of credits. Its children are positioned in percent, so that no script measures it or reacts to a resize. */
export function Plot({ heightPx, ticks, columns, onPoint, onChoose, children }: PlotProps) {
  const point = (event: PointerEvent<HTMLDivElement>) => onPoint(columnAt(event, columns));
  return (
    <div
      className={classes.plot}
      style={{ height: heightPx }}
      data-choosable={onChoose !== undefined || undefined}
      onPointerDown={point}
      onPointerMove={point}
      onMouseLeave={() => onPoint(null)} // fires after a touch, too: when another element is touched
      onClick={(event) => onChoose?.(columnAt(event, columns))}
    >
      {ticks.map((tick) => (
        <div key={tick} className={classes.tick} style={{ bottom: percentOf(tick, ticks.at(-1) ?? 1) }}>
          <span className={classes.credits}>{formatCount(tick)}</span>
        </div>
      ))}
      {children}
    </div>
  );
}

/** The height of a value on a scale from 0 to `max`, as a CSS percentage. */
export function percentOf(credits: number, max: number): string {
  return `${(100 * credits) / max}%`;
}

/** The horizontal position and the width of a column, as CSS percentages. */
export function columnBox(column: number, columns: number): CSSProperties {
  return { left: `${(100 * column) / columns}%`, width: `${100 / columns}%` };
}

function columnAt({ currentTarget, clientX }: MouseEvent<HTMLDivElement>, columns: number): number {
  const { left, width } = currentTarget.getBoundingClientRect();
  const column = Math.floor(((clientX - left) / width) * columns);
  return Math.min(Math.max(column, 0), columns - 1);
}
