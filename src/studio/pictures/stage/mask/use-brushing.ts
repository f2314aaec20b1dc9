import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { type Brush, type Point, type Stroke, toward } from '../../masks/strokes.ts';

const MIDDLE: Point = { x: 0.5, y: 0.5 };

export interface BrushingOptions {
  readonly brush: Brush;
  readonly onStroke: (stroke: Stroke) => void;
  readonly onUndo: () => void;
}

/** The brush as the pointer or the arrow keys move it. */
export function useBrushing({ brush, onStroke, onUndo }: BrushingOptions) {
  const [points, setPoints] = useState<readonly Point[] | null>(null);
  /** Of the pointers that are down: two fingers move the picture, and paint nothing until both are up. */
  const down = useRef(new Set<number>()).current;
  const [cursor, setCursor] = useState<Point | null>(null);
  const press = (event: KeyboardEvent) => {
    if (event.key === 'z' && (event.ctrlKey || event.metaKey)) onUndo();
    else if (event.key === ' ') onStroke({ ...brush, points: [cursor ?? MIDDLE] });
    else {
      const next = toward(event.key, cursor ?? MIDDLE, brush.size / 2);
      if (!next) return;
      setCursor(next);
    }
    event.preventDefault();
  };
  return {
    /** Where the brush is; null while it is nowhere. */
    cursor,
    /** The stroke that is being drawn. */
    stroke: points && { ...brush, points },
    handlers: {
      onPointerDown: (event: PointerEvent) => {
        if (event.button !== 0) return;
        down.add(event.pointerId);
        event.currentTarget.setPointerCapture(event.pointerId);
        setPoints(down.size === 1 ? [pointOf(event)] : null);
      },
      onPointerMove: (event: PointerEvent) => {
        const point = pointOf(event);
        setCursor(point);
        setPoints((before) => before && [...before, point]);
      },
      onPointerUp: (event: PointerEvent) => {
        down.delete(event.pointerId);
        if (points) onStroke({ ...brush, points });
        setPoints(null);
      },
      onPointerCancel: (event: PointerEvent) => {
        down.delete(event.pointerId);
        setPoints(null);
      },
      onPointerLeave: () => setCursor(null),
      onFocus: () => setCursor((before) => before ?? MIDDLE),
      onBlur: () => setCursor(null),
      onKeyDown: press,
    },
  };
}

function pointOf({ currentTarget, clientX, clientY }: PointerEvent): Point {
  const { left, top, width, height } = currentTarget.getBoundingClientRect();
  return { x: (clientX - left) / width, y: (clientY - top) / height };
}
