import { max } from '../pixels/arithmetic.ts';
import { yieldToEventLoop } from '../pixels/rows.ts';
import type { Backdrop } from './backdrop.ts';
import { type Flags, flagged, reachedFromBorder, regionsOf, spread } from './regions.ts';

/** The difference over two pixels, in steps of brightness, that edges of objects exceed and shadows do not. */
const GENTLE_STEP = 7;
const SHADOW_STEP = 45;
const RIM = 2;
/** The length, in pixels of the reduced copy. */
const CORE_DEPTH = 6;
/** A subject is colourful if a smaller share of it could be the backdrop in shadow. */
const COLOURFUL_SHARE = 0.4;
/** The minimum share of the picture's area of holes and specks. Smaller ones are texture and dust. */
const HOLE_SHARE = 0.0012;
/** The maximum difference of the backdrop in a hole from its extrapolation. */
const UNSEEN_FALLOFF = 3;
const SPECK_SHARE = 0.0006;

/**
 * The subject before a plain backdrop: everything that is not connected to the border through backdrop and soft shadow, except
 * for holes. If the subject is colourful, a hard-edged grey area beside it counts as its shadow; a grey subject keeps its greys.
 */
export async function outlineBefore(backdrop: Backdrop, signal: AbortSignal): Promise<Flags> {
  const cautious = standing(backdrop, GENTLE_STEP);
  await yieldToEventLoop(signal);
  let size = 0;
  let grey = 0;
  for (let pixel = 0; pixel < cautious.data.length; pixel += 1) {
    if (cautious.data[pixel] === 0) continue;
    size += 1;
    grey += backdrop.shaded[pixel] ?? 0;
  }
  if (grey > COLOURFUL_SHARE * size) return withoutSpecks(cautious);
  const bold = standing(backdrop, SHADOW_STEP);
  await yieldToEventLoop(signal);
  const thick = spread(spread(bold, 0, RIM), 1, RIM);
  // The remainder of a shadow is its rim, which is thin and has the colour of the backdrop.
  const isRim = (pixel: number): boolean => backdrop.shaded[pixel] === 1 && thick.data[pixel] === 0;
  const rimless = flagged(backdrop, (pixel) => bold.data[pixel] === 1 && !isRim(pixel));
  await yieldToEventLoop(signal);
  return withoutSpecks(withoutCore(rimless, backdrop.shaded));
}

/** Removes, from below, the dark core of a shadow that the edge of the subject separates from the border. */
function withoutCore(thing: Flags, shaded: Uint8Array): Flags {
  let data = thing.data;
  for (let step = 0; step < CORE_DEPTH; step += 1) {
    const before = data;
    const isBare = (pixel: number): boolean => shaded[pixel] === 1 && before[pixel + thing.width] === 0;
    data = before.map((flag, pixel) => (flag === 1 && isBare(pixel) ? 0 : flag));
  }
  return { ...thing, data };
}

function standing(backdrop: Backdrop, step: number): Flags {
  const { distance, shaded, steps, tolerance } = backdrop;
  const like = (pixel: number): boolean => (distance[pixel] ?? 0) < tolerance;
  const passable = flagged(backdrop, (pixel) => like(pixel) || (shaded[pixel] === 1 && (steps[pixel] ?? 0) < step));
  const around = reachedFromBorder(passable);
  const thing = flagged(backdrop, (pixel) => around.data[pixel] === 0);
  const holeLike = (pixel: number): boolean =>
    thing.data[pixel] === 1 && (distance[pixel] ?? 0) < 2 * tolerance + UNSEEN_FALLOFF;
  for (const hole of regionsOf(flagged(backdrop, holeLike), HOLE_SHARE * thing.data.length)) {
    const mean = hole.pixels.reduce((sum, pixel) => sum + (distance[pixel] ?? 0), 0) / hole.pixels.length;
    if (mean < tolerance + UNSEEN_FALLOFF) for (const pixel of hole.pixels) thing.data[pixel] = 0;
  }
  return thing;
}

function withoutSpecks(thing: Flags): Flags {
  const kept = { ...thing, data: new Uint8Array(thing.data.length) };
  for (const region of regionsOf(thing, max(4, SPECK_SHARE * thing.data.length))) {
    for (const pixel of region.pixels) kept.data[pixel] = 1;
  }
  return kept;
}
