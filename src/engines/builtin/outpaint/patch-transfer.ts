import { floor, max, min, round } from '../pixels/arithmetic.ts';
import type { Raster } from '../pixels/raster.ts';
import type { CompletionLevel, Placing } from './completion-level.ts';
import type { Matches } from './patch-matching.ts';

/** Computes red, green and blue of a pixel outside of the picture. */
export type ColourAt = (x: number, y: number, out: Float64Array) => void;

/**
 * Copies pixels of a picture to a canvas of any scale, according to the matches: each pixel is the bilinear blend of the sources of the
 * four surrounding cells. If their sources are adjacent, the picture is copied without blur.
 */
export function transferOf(level: CompletionLevel, matches: Matches, picture: Raster, to: Placing): ColourAt {
  const ratio = { x: to.pictureWidth / level.pictureWidth, y: to.pictureHeight / level.pictureHeight };
  const across = cellsAlong(level.columns, level.left, to.left, ratio.x, to.width);
  const down = cellsAlong(level.rows, level.top, to.top, ratio.y, to.height);
  const moves = movesOf(level, matches, ratio);
  const perRow = level.columns.length;
  const { width, height, data } = picture;
  return (x, y, out) => {
    const column = across.first[x] ?? 0;
    const row = down.first[y] ?? 0;
    const shareX = across.share[x] ?? 0;
    const shareY = down.share[y] ?? 0;
    let total = 0;
    out.fill(0);
    for (let corner = 0; corner < 4; corner += 1) {
      const right = corner & 1;
      const lower = corner >> 1;
      const weight = (right === 1 ? shareX : 1 - shareX) * (lower === 1 ? shareY : 1 - shareY);
      const cell = (row + lower) * perRow + column + right;
      if (weight === 0 || (matches.sources[cell] ?? -1) < 0) continue;
      const fromX = min(width - 1, max(0, x - to.left + (moves.x[cell] ?? 0)));
      const fromY = min(height - 1, max(0, y - to.top + (moves.y[cell] ?? 0)));
      const at = (fromY * width + fromX) * 4;
      for (let channel = 0; channel < 3; channel += 1) {
        out[channel] = (out[channel] ?? 0) + weight * (data[at + channel] ?? 0);
      }
      total += weight;
    }
    for (let channel = 0; channel < 3; channel += 1) out[channel] = (out[channel] ?? 0) / total;
  };
}

/** The offset from each cell to its source, in pixels of the target canvas. */
function movesOf(level: CompletionLevel, { sources }: Matches, ratio: { readonly x: number; readonly y: number }) {
  const [x, y] = [new Int32Array(sources.length), new Int32Array(sources.length)];
  for (const [cell, match] of sources.entries()) {
    const source = level.sources[match] ?? 0;
    const perRow = level.columns.length;
    x[cell] = round(((source % level.width) - (level.columns[cell % perRow] ?? 0)) * ratio.x);
    y[cell] = round((floor(source / level.width) - (level.rows[floor(cell / perRow)] ?? 0)) * ratio.y);
  }
  return { x, y };
}

/** For each pixel along one axis: the index of the preceding centre, and the fraction of the distance to the next one. */
function cellsAlong(centres: Int32Array, before: number, toBefore: number, ratio: number, length: number) {
  const first = new Int32Array(length);
  const share = new Float32Array(length);
  let cell = 0;
  for (let place = 0; place < length; place += 1) {
    const at = (place + 0.5 - toBefore) / ratio + before - 0.5;
    while (cell < centres.length - 2 && (centres[cell + 1] ?? 0) <= at) cell += 1;
    const [start, end] = [centres[cell] ?? 0, centres[cell + 1] ?? 0];
    first[place] = cell;
    share[place] = end > start ? min(1, max(0, (at - start) / (end - start))) : 0;
  }
  return { first, share };
}
