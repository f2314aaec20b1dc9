import { abs, max, min } from '../pixels/arithmetic.ts';
import type { Planes } from './likeness.ts';
import { breath } from '../pixels/rows.ts';

/** Passes over the picture, forward and backward in turn; after four, further ones change next to nothing. */
const PASSES = 4;
const UNREACHED = Number.POSITIVE_INFINITY;
/** The middle part of the lower border, where a bust or a tall thing is cut off, does not count as background. */
const FOOT_SHARE = 0.7;

/**
 * How high a barrier separates each pixel from the border: of all ways there, the least range of values that has to be crossed, summed over
 * brightness and both colour differences. Slow changes of light cost little, and an outline that is closed costs its contrast, whatever
 * lies inside. (The minimum barrier distance, approximated by raster passes.)
 */
export async function barriersOf(planes: Planes, signal: AbortSignal): Promise<Float32Array> {
  const sum = new Float32Array(planes.brightness.length);
  for (const [plane, weight] of [
    [planes.brightness, 1],
    [planes.blueness, 2],
    [planes.redness, 2],
  ] as const) {
    const barriers = barriersIn(plane, planes.width, planes.height);
    for (let pixel = 0; pixel < sum.length; pixel += 1)
      sum[pixel] = (sum[pixel] ?? 0) + weight * (barriers[pixel] ?? 0);
    await breath(signal);
  }
  return sum;
}

function barriersIn(plane: Float32Array, width: number, height: number): Float32Array {
  const barrier = new Float32Array(plane.length).fill(UNREACHED);
  const [high, low] = [Float32Array.from(plane), Float32Array.from(plane)];
  for (let pixel = 0; pixel < plane.length; pixel += 1) if (isBackground(pixel, width, height)) barrier[pixel] = 0;
  const relax = (pixel: number, neighbour: number): void => {
    const value = plane[pixel] ?? 0;
    const top = max(high[neighbour] ?? 0, value);
    const bottom = min(low[neighbour] ?? 0, value);
    if (barrier[neighbour] === UNREACHED || top - bottom >= (barrier[pixel] ?? 0)) return;
    barrier[pixel] = top - bottom;
    high[pixel] = top;
    low[pixel] = bottom;
  };
  for (let pass = 0; pass < PASSES; pass += 1) {
    const isForward = pass % 2 === 0;
    for (let step = 0; step < plane.length; step += 1) {
      const pixel = isForward ? step : plane.length - 1 - step;
      const x = pixel % width;
      const [beside, above] = isForward ? [pixel - 1, pixel - width] : [pixel + 1, pixel + width];
      if (isForward ? x > 0 : x < width - 1) relax(pixel, beside);
      if (above >= 0 && above < plane.length) relax(pixel, above);
    }
  }
  return barrier;
}

function isBackground(pixel: number, width: number, height: number): boolean {
  const x = pixel % width;
  if (pixel < width || x === 0 || x === width - 1) return true;
  return pixel >= width * (height - 1) && abs(x / width - 0.5) > FOOT_SHARE / 2;
}
