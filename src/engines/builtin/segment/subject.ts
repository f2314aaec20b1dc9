import { type Coverage, from, type Raster, toCoverage, toRaster } from '../pixels/raster.ts';
import { yieldToEventLoop } from '../pixels/rows.ts';
import { findBackdrop } from './backdrop.ts';
import { confidenceOf, criteriaOf } from './confidence.ts';
import { cutByColours } from './cut.ts';
import { type Planes, planesOf, stepsOf } from './likeness.ts';
import { outlineBefore } from './outline.ts';
import { refine } from './refine.ts';
import { type Flags, flagged, regionsOf, spread } from './regions.ts';
import { salienceOf } from './salience.ts';

/** The side of the analysed copy: large enough for necklace chains, small enough for each step to take under 20 ms. */
const COARSE_SIDE = 400;

/** Removes grain and compression artefacts, in coarse pixels. Outlines are refined on the full picture. */
const GRAIN_SIGMA = 0.8;

/** The side of the copy for the graph cut: six times fewer pixels, because the search takes each. */
const CUT_SIDE = 220;

/** The minimum difference of an edge, in steps of brightness over two coarse pixels. */
const EDGE_STEP = 9;
/** The minimum share of an outline that lies on edges. */
const CRISP_SHARE = 0.85;
/** The confidence of an outline on edges before a plain backdrop, which was never far off in tests. */
const PLAIN_CONFIDENCE = 0.95;

/** Below this confidence a subject is wrong more often than not, and Background rejects it. */
export const CONFIDENCE_MIN = 0.5;

export interface FoundSubject {
  /** 255 is kept. */
  readonly coverage: Coverage;
  /** 0 to 1. */
  readonly confidence: number;
}

/** `hint` is an area, of any size, that a person has marked as part of the subject. Returns null if no subject is found. */
export type FindSubject = (picture: Raster, hint: Coverage | null, signal: AbortSignal) => Promise<FoundSubject | null>;

/**
 * Separates a picture's subject from its background: by the colours of a plain border, otherwise by salience and a graph cut
 * along the edges between its colours and the others.
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
  await yieldToEventLoop(signal);
  const said = hint === null ? null : await flagsOf(hint, planes);
  const cut = await cutByColours(planes, salience, said, signal);
  if (cut === null) return null;
  const criteria = criteriaOf(cut, salience);
  return { coverage: await refine(picture, coarse, cut.thing, signal), confidence: confidenceOf(criteria) };
}

/** The subject before a plain backdrop; null if the border is not plain, or the outline not sharp. */
async function foundBefore(picture: Raster, signal: AbortSignal): Promise<Coverage | null> {
  const { coarse, planes } = await coarsely(picture, COARSE_SIDE, signal);
  const backdrop = await findBackdrop(coarse, planes, signal);
  await yieldToEventLoop(signal);
  const outline = backdrop === null ? null : await outlineBefore(backdrop, signal);
  await yieldToEventLoop(signal);
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
  await yieldToEventLoop(signal);
  return { coarse, planes: planesOf(await toRaster(from(coarse).blur(GRAIN_SIGMA))) };
}

async function flagsOf(hint: Coverage, { width, height }: Planes): Promise<Flags> {
  const { data } = await toCoverage(from(hint).resize(width, height, { fit: 'fill', kernel: 'linear' }));
  return flagged({ width, height }, (pixel) => (data[pixel] ?? 0) >= 128);
}

/** The pixels where colours change within a pixel or two, and their neighbours. */
function edgesOf(planes: Planes, step: number): Flags {
  const steps = stepsOf(planes);
  return spread(
    flagged(planes, (pixel) => (steps[pixel] ?? 0) > step),
    1,
    2,
  );
}

/**
 * Whether an area has the size and position of a subject, and its outline follows edges of the picture. An outline through
 * smooth parts has leaked into the subject, or out of it along a soft shadow.
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
