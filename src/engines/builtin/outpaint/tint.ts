import { min, round } from '../pixels/arithmetic.ts';
import { luma, type Rgb, withLuma } from '../pixels/colour.ts';
import { lerp } from '../pixels/noise.ts';

/** The maximum share of a named colour, and the distance at which it is reached, in shorter sides. */
const TINT_SHARE = 0.6;
const TINT_REACH = 0.4;

/** Shifts a colour towards the named one, increasing with the distance (in shorter sides). Keeps its brightness. */
export type Drift = (colour: Float64Array, beyond: number) => void;

/** Null if no colour is named. */
export function driftTowards(tint: Rgb | null): Drift | null {
  if (tint === null) return null;
  const tints = Array.from({ length: 256 }, (_, bright) => withLuma(tint, bright));
  return (colour, beyond) => {
    const bright = min(255, round(luma([colour[0] ?? 0, colour[1] ?? 0, colour[2] ?? 0])));
    const share = TINT_SHARE * min(1, beyond / TINT_REACH);
    for (let channel = 0; channel < 3; channel += 1) {
      colour[channel] = lerp(colour[channel] ?? 0, tints[bright]?.[channel] ?? 0, share);
    }
  };
}
