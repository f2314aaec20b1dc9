import { useEffect, useRef } from 'react';
import { say } from '../../../language/say.ts';
import { drawVeil, type Strokes } from '../../masks/strokes.ts';
import { type BrushingOptions, useBrushing } from './use-brushing.ts';
import { drawEdge, edgeOf } from './draw-edge.ts';
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

/** The interval between steps of the animation. */
const STEP_MS = 120;

interface MaskEdgeProps {
  /** The width of the mask in its own pixels. */
  readonly width: number;
  readonly height: number;
  readonly strokes: Strokes;
}

/** The animated outline of the kept area, which stands out from the picture. Not animated if the user prefers reduced motion. */
function MaskEdge({ width, height, strokes }: MaskEdgeProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const edge = edgeOf(strokes, { width, height });
    let step = 0;
    drawEdge(context, edge, step);
    if (edge === null || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    const marching = setInterval(() => drawEdge(context, edge, (step += 1)), STEP_MS);
    return () => clearInterval(marching);
  }, [strokes, width, height]);
  return <canvas ref={canvas} width={width} height={height} className={classes.edge} aria-hidden="true" />;
}
