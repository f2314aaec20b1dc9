import { useEffect, useRef } from 'react';
import { drawEdge, edgeOf } from './draw-edge.ts';
import type { Strokes } from '../../masks/strokes.ts';
import classes from './mask-brush.module.css';

/** The interval between steps of the animation. */
const STEP_MS = 120;

export interface MaskEdgeProps {
  /** The width of the mask in its own pixels. */
  readonly width: number;
  readonly height: number;
  readonly strokes: Strokes;
}

/** The animated line around the kept area, different from any line of the picture. Still if the user prefers reduced motion. */
export function MaskEdge({ width, height, strokes }: MaskEdgeProps) {
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
