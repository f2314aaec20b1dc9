import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from 'react';
import { say } from '../../language/say.ts';
import { SHEET_HEIGHTS, type SheetHeight } from './use-form-layout.ts';
import classes from './form-sheet.module.css';

/** The minimum movement of a drag. Less is a tap. */
const DRAG_MIN_PX = 12;
/** The length of a drag from one height to the next. */
const STEP_PX = 160;

const WORD = { LOW: 'low', HALF: 'half', FULL: 'full' } as const satisfies Record<SheetHeight, string>;

export interface FormSheetProps {
  readonly height: SheetHeight;
  readonly onHeight: (height: SheetHeight) => void;
  readonly children: ReactNode;
}

/** The form on a phone. A drag of its handle, a tap or the arrow keys set one of three heights. */
export function FormSheet({ height, onHeight, children }: FormSheetProps) {
  const place = SHEET_HEIGHTS.indexOf(height);
  const from = useRef<number | null>(null);
  const [draggedPx, setDraggedPx] = useState(0);
  const go = (step: number) => {
    const next = SHEET_HEIGHTS[Math.min(SHEET_HEIGHTS.length - 1, Math.max(0, place + step))];
    if (next) onHeight(next);
  };
  const press = (event: KeyboardEvent) => {
    const step = { ArrowUp: 1, ArrowDown: -1, Home: -2, End: 2 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    go(step);
  };
  const end = (event: PointerEvent) => {
    if (from.current === null) return;
    const upPx = from.current - event.clientY;
    from.current = null;
    setDraggedPx(0);
    if (Math.abs(upPx) < DRAG_MIN_PX) onHeight(SHEET_HEIGHTS[(place + 1) % SHEET_HEIGHTS.length] ?? 'HALF');
    else go(Math.sign(upPx) * Math.max(1, Math.round(Math.abs(upPx) / STEP_PX)));
  };
  return (
    <div className={classes.sheet} data-height={WORD[height]} style={{ translate: `0 ${Math.min(0, -draggedPx)}px` }}>
      <div
        role="slider"
        tabIndex={0}
        aria-label={say('perform.formHeight')}
        aria-orientation="vertical"
        aria-valuemin={0}
        aria-valuemax={SHEET_HEIGHTS.length - 1}
        aria-valuenow={place}
        aria-valuetext={say(`perform.${WORD[height]}`)}
        className={classes.handle}
        onPointerDown={(event: PointerEvent<HTMLElement>) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          from.current = event.clientY;
        }}
        onPointerMove={({ clientY }) => from.current !== null && setDraggedPx(from.current - clientY)}
        onPointerUp={end}
        onPointerCancel={() => {
          from.current = null;
          setDraggedPx(0);
        }}
        onKeyDown={press}
      />
      <div className={classes.content}>{children}</div>
    </div>
  );
}
