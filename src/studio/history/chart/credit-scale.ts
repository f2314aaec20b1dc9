/** How far apart the lines of a scale may lie, times a power of ten: what people count in. */
const STEPS = [1, 2, 5, 10];

/** The whole numbers at the lines of a scale from 0 to `max` or just above, in at most so many steps of the same round size. */
export function creditScale(max: number, stepsMax: number): number[] {
  const least = Math.max(1, max / stepsMax);
  const power = 10 ** Math.floor(Math.log10(least));
  const step = (STEPS.find((each) => each * power >= least) ?? 10) * power;
  const count = Math.max(1, Math.ceil(max / step));
  return Array.from({ length: count + 1 }, (_, line) => line * step);
}
