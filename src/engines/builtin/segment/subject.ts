import { type Coverage, from, type Raster, toRaster } from '../pixels/raster.ts';
import { breath } from '../pixels/rows.ts';
import { findBackdrop } from './backdrop.ts';
import { barriersOf } from './barrier.ts';
import { type Planes, planesOf, stepsOf } from './likeness.ts';
import { outlineBefore, outlineStandingOut } from './outline.ts';
import { refine } from './refine.ts';
import { type Flags, flagged, regionsOf, spread } from './regions.ts';

/** The copy that is looked at: large enough for necklace chains, small enough for every step below to take under 20 ms. */
const COARSE_SIDE = 400;

/** Takes the grain and the blocks of compression out, in coarse pixels; outlines are drawn on the full picture again. */
const GRAIN_SIGMA = 0.8;

/** In steps of brightness, from one coarse pixel to the next but one. */
const EDGE_STEP = 9;
/** The same before a background of many colours, where it takes more to tell a thing's edge from another. */
const CRISP_EDGE_STEP = 20;
/** How much of an outline has to lie on edges. */
const CRISP_SHARE = 0.85;

/**
 * Tells a picture's subject from what is behind it, without a mask: by the colours of a plain border, else by what stands out
 * from whatever the border shows. 255 keeps. Null when neither tells anything apart.
 */
export async function findSubject(picture: Raster, signal: AbortSignal): Promise<Coverage | null> {
  const coarse = await toRaster(
    from(picture).removeAlpha().resize(COARSE_SIDE, COARSE_SIDE, { fit: 'inside', withoutEnlargement: true }),
  );
  await breath(signal);
  const planes = planesOf(await toRaster(from(coarse).blur(GRAIN_SIGMA)));
  const backdrop = await findBackdrop(coarse, planes, signal);
  await breath(signal);
  const plain = backdrop === null ? null : await outlineBefore(backdrop, signal);
  await breath(signal);
  if (plain !== null && isPlausible(plain, edgesOf(planes, EDGE_STEP), { most: 0.9, border: 0.6 }))
    return refine(picture, coarse, plain, signal);
  const standing = outlineStandingOut(planes, await barriersOf(planes, signal));
  await breath(signal);
  if (standing === null || !isPlausible(standing, edgesOf(planes, CRISP_EDGE_STEP), { most: 0.7, border: 0.3 }))
    return null;
  return refine(picture, coarse, standing, signal);
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
