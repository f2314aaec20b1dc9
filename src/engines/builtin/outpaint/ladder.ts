import { floor, min } from '../pixels/arithmetic.ts';
import type { Raster } from '../pixels/raster.ts';
import { type Axis, levelsOf } from './levels.ts';
import { type MirrorIndex, mirrorIndex } from './mirror.ts';
import type { Sides } from './strips.ts';

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
