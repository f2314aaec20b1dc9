import { from, type Raster, toRaster } from '../pixels/raster.ts';
import { yieldToEventLoop } from '../pixels/rows.ts';

/** The axis along which a picture is continued. */
export type Axis = 'sideways' | 'upright';

/** The minimum length of a level along its axis: a level of a few pixels is a single colour. */
const LENGTH_MIN = 6;
/** The sigma of the blur in pixels of a level. Below 1, the pixels of an enlarged level become visible as diamonds. */
const LEVEL_SIGMA = 1.1;
/** From this level on, the other axis is blurred, too, because grain would turn into streaks. */
const ACROSS_LAG = 2;

/**
 * The picture and blurred copies of it: level n is blurred over about 2^n pixels along the axis, and over a quarter of that across it.
 * This anisotropy continues a horizon sideways at its height, and the boards of a table downwards.
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
    await yieldToEventLoop(signal);
  }
  return levels;
}
