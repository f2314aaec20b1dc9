/**
 * The functions of `Math` that are called for every pixel, looked up once. Where globals are looked up slowly, as in the contexts that
 * Jest makes, `Math.round(x)` takes 140 ns and `round(x)` takes 4.
 */
export const { abs, exp, floor, log, log2, max, min, round, sin, sqrt } = Math;
