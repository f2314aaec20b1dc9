import { max, min } from '../pixels/arithmetic.ts';
import { lerp, smoothstep } from '../pixels/noise.ts';
import type { Rgb } from '../pixels/colour.ts';
import type { Shade, Stage } from './scene.ts';

/** A position on level ground in perspective. */
export interface GroundPoint {
  /** The distance to the right of the centre. 1 is the width of the canvas at its lower edge. */
  readonly across: number;
  /** The distance from the viewer, in the same unit. */
  readonly away: number;
  /** The visibility of fine detail, from 0 at the horizon to 1 at the lower edge. */
  readonly nearness: number;
}

/** The minimum angle below the horizon, which keeps distances finite. */
const HAZE = 0.16;

/** Shades the ground below the horizon by position. Draws nothing above it. */
export function groundShade(stage: Stage, horizonY: number, colourAt: (point: GroundPoint) => Rgb): Shade {
  const depth = max(1, stage.height - horizonY);
  const edge = max(2, 0.006 * stage.height);
  return (x, y, out) => {
    out[3] = 255 * smoothstep(-edge, edge, y - horizonY);
    if (y < horizonY - edge) return;
    const nearness = min(1, max(0, (y - horizonY) / depth));
    const distance = (1 + HAZE) / (nearness + HAZE);
    const colour = colourAt({ across: (x / stage.width - 0.5) * distance, away: distance, nearness });
    out[0] = colour[0];
    out[1] = colour[1];
    out[2] = colour[2];
  };
}

/** Interpolates two colours without allocating a list for each pixel. */
export function paint(out: Float32Array, from: Rgb, to: Rgb, share: number, light = 1): void {
  out[0] = lerp(from[0], to[0], share) * light;
  out[1] = lerp(from[1], to[1], share) * light;
  out[2] = lerp(from[2], to[2], share) * light;
}
