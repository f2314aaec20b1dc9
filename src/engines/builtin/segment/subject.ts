import { type Coverage, from, type Raster, toCoverage, toRaster } from '../pixels/raster.ts';
import { breath } from '../pixels/rows.ts';
import { findBackdrop } from './backdrop.ts';
import { confidenceOf, groundsOf } from './confidence.ts';
import { cutByColours } from './cut.ts';
import { type Planes, planesOf, stepsOf } from './likeness.ts';
import { outlineBefore } from './outline.ts';
import { refine } from './refine.ts';
import { type Flags, flagged, regionsOf, spread } from './regions.ts';
import { salienceOf } from './salience.ts';

/** The copy that is looked at: large enough for necklace chains, small enough for every step below to take under 20 ms. */
const COARSE_SIDE = 400;

/** Takes the grain and the blocks of compression out, in coarse pixels; outlines are drawn on the full picture again. */
const GRAIN_SIGMA = 0.8;

/** The copy that is cut by its colours: six times fewer pixels, as each takes part in a search. */
const CUT_SIDE = 220;

/** In steps of brightness, from one coarse pixel to the next but one. */
const EDGE_STEP = 9;
/** How much of an outline has to lie on edges. */
const CRISP_SHARE = 0.85;
/** An outline before a plain backdrop that ends where the picture has an edge was never seen to be wrong by much. */
const PLAIN_CONFIDENCE = 0.95;

/** Below this a subject is wrong more often than not: nobody should pay for it unseen. */
export const CONFIDENT = 0.5;

export interface FoundSubject {
  /** 255 keeps. */
  readonly coverage: Coverage;
  /** 0 to 1. */
  readonly confidence: number;
}

/**
 * Tells a picture's subject from what is behind it: by the colours of a plain border, else by what stands out and a cut along the edges
 * between its colours and the others. `hint` is what a person says belongs to it, of any size. Null when nothing can be told apart.
 */
export async function findSubject(
  picture: Raster,
  hint: Coverage | null,
  signal: AbortSignal,
): Promise<FoundSubject | null> {
  const plain = hint === null ? await foundBefore(picture, signal) : null;
  if (plain !== null) return { coverage: plain, confidence: PLAIN_CONFIDENCE };
  const { coarse, planes } = await coarsely(picture, CUT_SIDE, signal);
  const salience = salienceOf(planes);
  await breath(signal);
  const said = hint === null ? null : await flagsOf(hint, planes);
  const cut = await cutByColours(planes, salience, said, signal);
  if (cut === null) return null;
  const grounds = groundsOf(cut, salience);
  return { coverage: await refine(picture, coarse, cut.thing, signal), confidence: confidenceOf(grounds) };
}

/** The subject before a plain backdrop; null when the border is not plain, or the outline not crisp. */
async function foundBefore(picture: Raster, signal: AbortSignal): Promise<Coverage | null> {
  const { coarse, planes } = await coarsely(picture, COARSE_SIDE, signal);
  const backdrop = await findBackdrop(coarse, planes, signal);
  await breath(signal);
  const outline = backdrop === null ? null : await outlineBefore(backdrop, signal);
  await breath(signal);
  if (outline === null || !isPlausible(outline, edgesOf(planes, EDGE_STEP), { most: 0.9, border: 0.6 })) return null;
  return refine(picture, coarse, outline, signal);
}

async function coarsely(
  picture: Raster,
  side: number,
  signal: AbortSignal,
): Promise<{ coarse: Raster; planes: Planes }> {
  const coarse = await toRaster(
    from(picture).removeAlpha().resize(side, side, { fit: 'inside', withoutEnlargement: true }),
  );
  await breath(signal);
  return { coarse, planes: planesOf(await toRaster(from(coarse).blur(GRAIN_SIGMA))) };
}

async function flagsOf(hint: Coverage, { width, height }: Planes): Promise<Flags> {
  const { data } = await toCoverage(from(hint).resize(width, height, { fit: 'fill', kernel: 'linear' }));
  return flagged({ width, height }, (pixel) => (data[pixel] ?? 0) >= 128);
}

/** Where colours change within a pixel or two, and a little around. */
function edgesOf(planes: Planes, step: number): Flags {
  const steps = stepsOf(planes);
  return spread(
    flagged(planes, (pixel) => (steps[pixel] ?? 0) > step),
    1,
    2,
  );
}

/**
 * Whether it is as large and as much within the frame as a subject is, and ends where the picture has an edge. An outline that runs
 * through smooth parts is one that leaked into the thing, or out of it along a soft shadow.
 */
function isPlausible(thing: Flags, edges: Flags, limits: { readonly most: number; readonly border: number }): boolean {
  const regions = regionsOf(thing);
  const area = regions.reduce((sum, region) => sum + region.pixels.length, 0);
  const onBorder = regions.reduce((sum, region) => sum + region.onBorder, 0);
  const border = Math.max(1, 2 * (thing.width + thing.height) - 4);
  if (area < 0.004 * thing.data.length || area > limits.most * thing.data.length || onBorder > limits.border * border)
    return false;
  const inner = spread(thing, 0, 1);
  let [rim, crisp] = [0, 0];
  for (let pixel = 0; pixel < thing.data.length; pixel += 1) {
    if (thing.data[pixel] === 0 || inner.data[pixel] === 1) continue;
    rim += 1;
    crisp += edges.data[pixel] ?? 0;
  }
  return crisp >= CRISP_SHARE * rim;
}
