import { floor, min } from '../pixels/arithmetic.ts';
import { from, type Raster, toRaster } from '../pixels/raster.ts';
import { type MirrorIndex, mirrorIndex } from './mirror.ts';
import type { Sides } from './strips.ts';
import { yieldToEventLoop } from '../pixels/rows.ts';

/** The levels of blur along one axis; empty if no side of the axis is extended. */
export interface Ladder {
  readonly levels: readonly Raster[];
  readonly axis: Axis;
}

/** A ladder with the position of each place of a canvas in each of its levels. */
export interface FittedLadder {
  readonly levels: readonly Raster[];
  readonly columns: readonly MirrorIndex[];
  readonly rows: readonly MirrorIndex[];
}

export async function ladderOf(picture: Raster, sides: Sides, axis: Axis, signal: AbortSignal): Promise<Ladder> {
  const growth = axis === 'sideways' ? sides.left + sides.right : sides.top + sides.bottom;
  return { axis, levels: growth > 0 ? await levelsOf(picture, axis, signal) : [] };
}

/** The position of a picture on a larger canvas. */
export interface Frame {
  readonly picture: Raster;
  /** The pixels that are added on each side. */
  readonly sides: Sides;
  /** The depth of the strip of the picture that is continued on each side. */
  readonly strips: Sides;
}

/** Computes the positions in a ladder for a canvas, or for a grid over it. */
export function fitted({ levels }: Ladder, { picture, sides, strips }: Frame, grid: number): FittedLadder {
  const { width, height } = picture;
  const across = {
    canvas: width + sides.left + sides.right,
    before: sides.left,
    picture: width,
    stripBefore: strips.left,
    stripAfter: strips.right,
  };
  const down = {
    canvas: height + sides.top + sides.bottom,
    before: sides.top,
    picture: height,
    stripBefore: strips.top,
    stripAfter: strips.bottom,
  };
  return {
    levels,
    columns: levels.map((level) => mirrorIndex(across, level.width, grid)),
    rows: levels.map((level) => mirrorIndex(down, level.height, grid)),
  };
}

/** Interpolates between two levels of a ladder, and adds the colour (premultiplied by alpha) and the alpha to a sum. */
export function climb(
  sum: Float64Array,
  ladder: FittedLadder,
  x: number,
  y: number,
  depth: number,
  weight: number,
): void {
  const last = ladder.levels.length - 1;
  const level = min(last, floor(depth));
  const between = level === last ? 0 : depth - level;
  addSample(sum, ladder, level, x, y, weight * (1 - between));
  if (between > 0) addSample(sum, ladder, level + 1, x, y, weight * between);
}

function addSample(sum: Float64Array, ladder: FittedLadder, index: number, x: number, y: number, weight: number): void {
  const level = ladder.levels[index];
  const column = ladder.columns[index];
  const row = ladder.rows[index];
  if (level === undefined || column === undefined || row === undefined) return;
  const { data, width } = level;
  const x0 = column.first[x] ?? 0;
  const x1 = column.second[x] ?? 0;
  const xShare = column.share[x] ?? 0;
  const yShare = row.share[y] ?? 0;
  const upper = (row.first[y] ?? 0) * width;
  const lower = (row.second[y] ?? 0) * width;
  addPixel(sum, data, (upper + x0) * 4, weight * (1 - xShare) * (1 - yShare));
  addPixel(sum, data, (upper + x1) * 4, weight * xShare * (1 - yShare));
  addPixel(sum, data, (lower + x0) * 4, weight * (1 - xShare) * yShare);
  addPixel(sum, data, (lower + x1) * 4, weight * xShare * yShare);
}

/** Premultiplied by alpha, so that colours of transparent pixels have no effect. */
function addPixel(sum: Float64Array, data: Uint8Array, at: number, weight: number): void {
  const share = weight * (data[at + 3] ?? 0);
  if (share === 0) return;
  sum[0] = (sum[0] ?? 0) + (data[at] ?? 0) * share;
  sum[1] = (sum[1] ?? 0) + (data[at + 1] ?? 0) * share;
  sum[2] = (sum[2] ?? 0) + (data[at + 2] ?? 0) * share;
  sum[3] = (sum[3] ?? 0) + share;
}

/** The axis along which a picture is continued. */
type Axis = 'sideways' | 'upright';

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
async function levelsOf(picture: Raster, axis: Axis, signal: AbortSignal): Promise<readonly Raster[]> {
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
