import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { useLocalStorage } from '@mantine/hooks';
import { say } from '../../language/say.ts';
import classes from './strip.module.css';

const STRIP_MIN_PX = 56;
const STRIP_MAX_PX = 240;

/** The height of the tiles of the strip in CSS pixels; the browser stores it. */
export function useStripHeight(): readonly [number, (heightPx: number) => void] {
  const [heightPx, setHeight] = useLocalStorage({
    key: 'darkroom.strip-height',
    defaultValue: 76,
    getInitialValueInEffect: false,
  });
  return [heightPx, (next) => setHeight(Math.round(Math.min(STRIP_MAX_PX, Math.max(STRIP_MIN_PX, next))))];
}

const STEP_PX = 16;

export interface StripHandleProps {
  readonly heightPx: number;
  readonly onHeight: (heightPx: number) => void;
}

/** The upper edge of the strip: dragged, or moved by arrow keys, it makes the tiles larger or smaller. */
export function StripHandle({ heightPx, onHeight }: StripHandleProps) {
  const from = useRef<{ readonly y: number; readonly heightPx: number } | null>(null);
  const hold = (event: PointerEvent<HTMLElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    from.current = { y: event.clientY, heightPx };
  };
  const press = (event: KeyboardEvent) => {
    const step = { ArrowUp: STEP_PX, ArrowDown: -STEP_PX }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    onHeight(heightPx + step);
  };
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={say('strip.tileSize')}
      aria-orientation="vertical"
      aria-valuemin={STRIP_MIN_PX}
      aria-valuemax={STRIP_MAX_PX}
      aria-valuenow={heightPx}
      className={classes.handle}
      onPointerDown={hold}
      onPointerMove={({ clientY }) => from.current && onHeight(from.current.heightPx + from.current.y - clientY)}
      onPointerUp={() => (from.current = null)}
      onPointerCancel={() => (from.current = null)}
      onKeyDown={press}
    />
  );
}
