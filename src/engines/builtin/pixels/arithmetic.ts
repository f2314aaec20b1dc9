/**
 * Functions of `Math` as module constants, for loops over pixels. Jest runs tests in a `node:vm` context, which intercepts each
 * access to a global: `Math.round(x)` takes 140 ns there, and `round(x)` takes 4 ns.
 */
export const { abs, exp, floor, log, log2, max, min, round, sin, sqrt } = Math;

/** The distance of a coordinate from the interval 0 to `length` - 1; 0 within it. */
export function distanceOutside(at: number, length: number): number {
  return max(0, -at, at - length + 1);
}
