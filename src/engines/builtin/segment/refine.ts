import { floor } from '../pixels/arithmetic.ts';
import { blankCoverage, type Coverage, from, type Raster, resized, toCoverage, toRaster } from '../pixels/raster.ts';
import { yieldToEventLoop, eachRow } from '../pixels/rows.ts';
import { type Flags, spread } from './regions.ts';

/** The width, in coarse pixels, of the band on both sides of a coarse outline that contains the true one. */
const BAND_WITHIN = 3;
const BAND_BEYOND = 1;
/** The width, in coarse pixels, of the areas that provide the colours on both sides. */
const GATHER_SIGMA = 4;
/** A pixel on the outline mixes both sides. It is kept if the share of the backdrop is too small to show as a pale rim. */
const SIDE_SHARE = 0.68;
/** If both sides differ by less (squared, in steps of 0 to 255), colours cannot locate the outline. */
const CONTRAST_MIN = 14 * 14;

/**
 * Refines an outline from a scaled-down copy on the full picture: within a band around it, each pixel goes to the side with the
 * more similar colour nearby. 255 is kept.
 */
export async function refine(full: Raster, coarse: Raster, thing: Flags, signal: AbortSignal): Promise<Coverage> {
  const inner = spread(thing, 0, BAND_WITHIN);
  const outer = spread(thing, 1, BAND_BEYOND);
  await yieldToEventLoop(signal);
  const [inside, outside, smooth] = await Promise.all([
    gathered(coarse, inner, 1),
    gathered(coarse, outer, 0),
    toCoverage(resized({ ...thing, data: thing.data.map((flag) => flag * 255) }, full.width, full.height)),
  ]);
  await yieldToEventLoop(signal);
  const kept = blankCoverage(full.width, full.height);
  await eachRow(full, signal, (y) => {
    const row = floor((y * coarse.height) / full.height) * coarse.width;
    for (let x = 0; x < full.width; x += 1) {
      const cell = row + floor((x * coarse.width) / full.width);
      if (outer.data[cell] === 0) continue;
      const pixel = y * full.width + x;
      const side = inner.data[cell] === 1 ? 1 : nearness(full.data, pixel * 4, inside.data, outside.data, cell * 4);
      kept.data[pixel] = (side ?? (smooth.data[pixel] ?? 0) / 255) >= SIDE_SHARE ? 255 : 0;
    }
  });
  const cleaned = await toCoverage(from(kept).median(3));
  await yieldToEventLoop(signal);
  return cleaned;
}

/** The colours of the flagged area, extended beyond it. Alpha is the weight of the flagged pixels nearby. */
async function gathered(coarse: Raster, flags: Flags, value: 0 | 1): Promise<Raster> {
  const only = new Uint8Array(coarse.data);
  for (let pixel = 0; pixel < flags.data.length; pixel += 1)
    only[pixel * 4 + 3] = flags.data[pixel] === value ? 255 : 0;
  return toRaster(from({ ...coarse, data: only }).blur(GATHER_SIGMA));
}

/** 0 for the colour outside, 1 for the colour inside, interpolated between; null if the two are too similar. */
function nearness(data: Uint8Array, at: number, inside: Uint8Array, outside: Uint8Array, cell: number): number | null {
  if ((inside[cell + 3] ?? 0) < 3 || (outside[cell + 3] ?? 0) < 3) return null;
  let along = 0;
  let length = 0;
  for (let channel = 0; channel < 3; channel += 1) {
    const base = outside[cell + channel] ?? 0;
    const step = (inside[cell + channel] ?? 0) - base;
    along += ((data[at + channel] ?? 0) - base) * step;
    length += step * step;
  }
  return length < CONTRAST_MIN ? null : along / length;
}
