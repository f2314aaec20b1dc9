import { useEffect, useRef } from 'react';
import { say } from '../../../language/say.ts';
import { MaskEdge } from './mask-edge.tsx';
import { drawVeil, type Strokes } from '../../masks/strokes.ts';
import { type BrushingOptions, useBrushing } from './use-brushing.ts';
import classes from './mask-brush.module.css';

export interface MaskBrushProps extends BrushingOptions {
  /** As it is shown, in CSS pixels. */
  readonly width: number;
  readonly height: number;
  readonly strokes: Strokes;
}

/**
 * Lies over the picture and takes strokes: what is painted stays, the rest darkens. By keyboard the arrows move the brush, Space
 * paints a dot, and Ctrl or Cmd with Z takes the last stroke back.
 */
export function MaskBrush({ width, height, strokes, ...options }: MaskBrushProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { cursor, stroke, handlers } = useBrushing(options);
  const drawn = { width: Math.round(width * devicePixelRatio), height: Math.round(height * devicePixelRatio) };
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (context) drawVeil(context, stroke ? [...strokes, stroke] : strokes, drawn);
  });
  const { brush } = options;
  return (
    <>
      <canvas
        ref={canvas}
        {...drawn}
        {...handlers}
        className={classes.canvas}
        role="application"
        aria-label={say('masks.paint')}
        tabIndex={0}
      />
      <MaskEdge {...drawn} strokes={strokes} />
      {cursor && (
        <span
          className={classes.cursor}
          data-erasing={brush.isErasing || undefined}
          style={{
            left: cursor.x * width,
            top: cursor.y * height,
            width: brush.size * width,
            height: brush.size * width,
          }}
        />
      )}
    </>
  );
}
