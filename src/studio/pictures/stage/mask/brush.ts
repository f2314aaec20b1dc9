import type { Point, Stroke } from './strokes.ts';

/** What the next stroke is drawn with. */
export type Brush = Pick<Stroke, 'isErasing' | 'size' | 'softness'>;

export const FIRST_BRUSH: Brush = { isErasing: false, size: 0.1 };
export const BRUSH_MIN = 0.02;
export const BRUSH_MAX = 0.4;

/** Where an arrow key leads from here; null for another key. */
export function toward(key: string, { x, y }: Point, step: number): Point | null {
  switch (key) {
    case 'ArrowLeft':
      return { x: Math.max(0, x - step), y };
    case 'ArrowRight':
      return { x: Math.min(1, x + step), y };
    case 'ArrowUp':
      return { x, y: Math.max(0, y - step) };
    case 'ArrowDown':
      return { x, y: Math.min(1, y + step) };
    default:
      return null;
  }
}
