import { max, min } from '../pixels/arithmetic.ts';
import type { Random } from '../pixels/random.ts';
import { type Coverage, type Raster, resized, toRaster } from '../pixels/raster.ts';
import { yieldToEventLoop } from '../pixels/rows.ts';
import { type CompletionLevel, completionLevel } from './completion-level.ts';
import { completeLevel, eachAdded, type Matches } from './patch-matching.ts';
import { transferOf } from './patch-transfer.ts';
import type { Sides } from './strips.ts';

/** The longer side of the largest canvas that is completed, in pixels. It bounds the time regardless of the size of the picture. */
const SIDE_MAX = 384;
/** The ratio of the sizes of two successive levels. */
const STEP = 1.6;
/** The minimum shorter side of the picture on the smallest level, in pixels. */
const PICTURE_SIDE_MIN = 28;
/** The range of the noise that is added to the initial guess, of 255. */
const NOISE = 40;
const ROUNDS = { first: 10, between: 5, last: 3 } as const;

export interface Completion {
  readonly level: CompletionLevel;
  readonly matches: Matches;
}

/** The scale of the largest level; null if the picture would be too small for patches to be meaningful. */
export function scaleOf({ width, height }: Raster, { top, right, bottom, left }: Sides): number | null {
  const scale = min(1, SIDE_MAX / max(width + left + right, height + top + bottom));
  return min(width, height) * scale < PICTURE_SIDE_MIN ? null : scale;
}

/**
 * Finds the source patch for every position outside of the picture, from the smallest level to the largest. `guess` is the initial
 * canvas, of any size.
 */
export async function completionOf(
  picture: Raster,
  subject: Coverage | null,
  sides: Sides,
  guess: Raster,
  random: Random,
  signal: AbortSignal,
): Promise<Completion> {
  const scales = [scaleOf(picture, sides) ?? 1];
  for (;;) {
    const smaller = (scales[0] ?? 1) / STEP;
    if (min(picture.width, picture.height) * smaller < PICTURE_SIDE_MIN) break;
    scales.unshift(smaller);
  }
  let done: Completion | null = null;
  for (const [index, scale] of scales.entries()) {
    const level: CompletionLevel = await completionLevel(picture, subject, sides, scale);
    await yieldToEventLoop(signal);
    if (done === null) await start(level, guess, random);
    else proceed(level, done);
    const isLast = index === scales.length - 1;
    const rounds = index === 0 ? ROUNDS.first : isLast ? ROUNDS.last : ROUNDS.between;
    done = { level, matches: await completeLevel(level, rounds, signal) };
  }
  if (done === null) throw new Error('a picture has at least one scale');
  return done;
}

/** Initializes the smallest level. Noise over the guess makes different seeds find different patches. */
async function start(level: CompletionLevel, guess: Raster, random: Random): Promise<void> {
  const { data } = await toRaster(resized(guess, level.width, level.height));
  eachAdded(level, (pixel) => {
    const noise = NOISE * (random() - 0.5);
    for (let channel = 0; channel < 3; channel += 1) {
      level.colours.data[pixel * 3 + channel] = (data[pixel * 4 + channel] ?? 0) + noise;
    }
  });
}

/** Initializes a level from the matches of the smaller one, with pixels of this level. */
function proceed(level: CompletionLevel, { level: smaller, matches }: Completion): void {
  const transfer = transferOf(smaller, matches, level.picture, level);
  const colour = new Float64Array(3);
  eachAdded(level, (pixel, x, y) => {
    transfer(x, y, colour);
    level.colours.data.set(colour, pixel * 3);
  });
}
