import { from, type Raster, toRaster } from '../pixels/raster.ts';
import { breath } from '../pixels/rows.ts';

/** Which way a continuation leads away from the picture. */
export type Axis = 'sideways' | 'upright';

/** Levels stop before they become smaller than this along their axis: a level of a few pixels is one colour. */
const LENGTH_MIN = 6;
/** In pixels of a level. Below 1, enlarging a level shows its pixels as diamonds. */
const LEVEL_SIGMA = 1.1;
/** From this level on, the other axis is blurred too, or grain would turn into streaks. */
const ACROSS_LAG = 2;

/**
 * The picture itself, then softer and softer copies: level n is blurred over about 2^n pixels along the axis, and over a quarter of that
 * across it. So a horizon goes on sideways at its height, and a table's boards go on downwards.
 */
export async function levelsOf(picture: Raster, axis: Axis, signal: AbortSignal): Promise<readonly Raster[]> {
  const levels = [picture];
  let last = picture;
  while ((axis === 'sideways' ? last.width : last.height) >= 2 * LENGTH_MIN) {
    const acrossHalves = levels.length > ACROSS_LAG;
    const width = axis === 'sideways' || acrossHalves ? Math.ceil(last.width / 2) : last.width;
    const height = axis === 'upright' || acrossHalves ? Math.ceil(last.height / 2) : last.height;
    last = await toRaster(from(last).resize(width, height, { fit: 'fill', kernel: 'linear' }));
    levels.push(await toRaster(from(last).blur(LEVEL_SIGMA)));
    await breath(signal);
  }
  return levels;
}
