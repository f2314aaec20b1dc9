import { abs, floor, max, min, round } from '../pixels/arithmetic.ts';
import { type Coverage, from, type Raster, resized, toCoverage, toRaster } from '../pixels/raster.ts';
import { type Colours, PATCH_REACH } from './patch-space.ts';
import type { Sides } from './strips.ts';

/** The position of a picture on a canvas. Lengths are in pixels of the canvas. */
export interface Placing {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly top: number;
  readonly pictureWidth: number;
  readonly pictureHeight: number;
}

/** A reduced copy of a picture on its canvas, with the patches that are compared: one level of the image pyramid. */
export interface CompletionLevel extends Placing {
  /** The size relative to the original picture. */
  readonly scale: number;
  readonly picture: Raster;
  /** The colours of the canvas. Those outside of the picture change during the completion. */
  readonly colours: Colours;
  /** The centres of the patches within the picture, as pixel indexes of the canvas: background patches first, then those with parts of the subject. */
  readonly sources: Int32Array;
  readonly backgroundSources: number;
  /** The x and y coordinates of the grid of target patches. */
  readonly columns: Int32Array;
  readonly rows: Int32Array;
  /** The cells of the grid whose patches overlap the added region, row by row. */
  readonly targets: Int32Array;
  /** For each cell, 1 if the subject is expected to extend there. */
  readonly continuesSubject: Uint8Array;
}

/** If the longer side is at most this, every pixel is the centre of a target patch; otherwise every second one. */
const DENSE_SIDE = 120;
/** The blur of the subject's edge, as a share of the longer side. */
const EDGE_SHARE = 0.008;
/** Coverages, of 255, from which a pixel contains part of the subject, and from which it is mostly the subject. */
const EDGE_MIN = 16;
const CUT_MIN = 160;
/** By how much the continued subject is wider, on both sides, than where it is cut off, as a share of the longer side. */
const CUT_SHARE = 0.03;

export function placed({ width, height }: Raster, sides: Sides, scale: number): Placing {
  const scaled = (length: number): number => round(length * scale);
  const [pictureWidth, pictureHeight] = [max(1, scaled(width)), max(1, scaled(height))];
  return {
    width: pictureWidth + scaled(sides.left) + scaled(sides.right),
    height: pictureHeight + scaled(sides.top) + scaled(sides.bottom),
    left: scaled(sides.left),
    top: scaled(sides.top),
    pictureWidth,
    pictureHeight,
  };
}

export async function completionLevel(
  picture: Raster,
  subject: Coverage | null,
  sides: Sides,
  scale: number,
): Promise<CompletionLevel> {
  const placing = placed(picture, sides, scale);
  const { width, height, pictureWidth, pictureHeight } = placing;
  const small = await toRaster(resized(picture, pictureWidth, pictureHeight));
  const colours = { width, height, data: new Float32Array(width * height * 3) };
  layPicture(colours, small, placing);
  const reach = await subjectReach(subject, pictureWidth, pictureHeight);
  const [columns, rows] = [centresAlong(width, max(width, height)), centresAlong(height, max(width, height))];
  return {
    ...placing,
    scale,
    picture: small,
    colours,
    ...sourcesOf(reach, placing),
    columns,
    rows,
    targets: targetsOf(columns, rows, placing),
    continuesSubject: subjectContinued(reach, columns, rows, placing),
  };
}

function layPicture(colours: Colours, { width, height, data }: Raster, { left, top }: Placing): void {
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [to, at] = [((y + top) * colours.width + x + left) * 3, (y * width + x) * 4];
      for (let channel = 0; channel < 3; channel += 1) colours.data[to + channel] = data[at + channel] ?? 0;
    }
  }
}

/** The coverage of each pixel by the subject, with a blurred edge: 0 to 255. */
async function subjectReach(subject: Coverage | null, width: number, height: number): Promise<Uint8Array> {
  if (subject === null) return new Uint8Array(width * height);
  const sigma = max(0.5, EDGE_SHARE * max(width, height));
  const reach = await toCoverage(from(await toCoverage(resized(subject, width, height))).blur(sigma));
  return reach.data;
}

function sourcesOf(
  reach: Uint8Array,
  { width, left, top, pictureWidth, pictureHeight }: Placing,
): Pick<CompletionLevel, 'sources' | 'backgroundSources'> {
  const background: number[] = [];
  const subject: number[] = [];
  for (let y = PATCH_REACH; y < pictureHeight - PATCH_REACH; y += 1) {
    for (let x = PATCH_REACH; x < pictureWidth - PATCH_REACH; x += 1) {
      let most = 0;
      for (let row = y - PATCH_REACH; row <= y + PATCH_REACH; row += 1) {
        const start = row * pictureWidth + x;
        for (let at = start - PATCH_REACH; at <= start + PATCH_REACH; at += 1) most = max(most, reach[at] ?? 0);
      }
      (most > EDGE_MIN ? subject : background).push((y + top) * width + x + left);
    }
  }
  return { sources: Int32Array.from([...background, ...subject]), backgroundSources: background.length };
}

/** The centres of patches along one axis of the canvas, so that the patches cover every pixel. */
function centresAlong(length: number, longer: number): Int32Array {
  const step = longer > DENSE_SIDE ? 2 : 1;
  const last = length - PATCH_REACH - 1;
  const centres: number[] = [];
  for (let centre = PATCH_REACH; centre < last; centre += step) centres.push(centre);
  return Int32Array.from([...centres, last]);
}

function isWithin(centre: number, before: number, length: number): boolean {
  return centre - PATCH_REACH >= before && centre + PATCH_REACH < before + length;
}

function targetsOf(
  columns: Int32Array,
  rows: Int32Array,
  { left, top, pictureWidth, pictureHeight }: Placing,
): Int32Array {
  const targets: number[] = [];
  for (const [row, y] of rows.entries()) {
    for (const [column, x] of columns.entries()) {
      if (isWithin(x, left, pictureWidth) && isWithin(y, top, pictureHeight)) continue;
      targets.push(row * columns.length + column);
    }
  }
  return Int32Array.from(targets);
}

/**
 * Extends a subject that the border cuts off: outwards from the cut, by the width of the cut. A shoulder extends far, the tip of a
 * tail hardly.
 */
function subjectContinued(
  subject: Uint8Array,
  columns: Int32Array,
  rows: Int32Array,
  { left, top, pictureWidth, pictureHeight }: Placing,
): Uint8Array {
  const wider = max(1, round(CUT_SHARE * max(pictureWidth, pictureHeight)));
  const isCut = (x: number, y: number): boolean => (subject[y * pictureWidth + x] ?? 0) >= CUT_MIN;
  const [lastX, lastY] = [pictureWidth - 1, pictureHeight - 1];
  const upper = cutWidths(pictureWidth, wider, (x) => isCut(x, 0));
  const lower = cutWidths(pictureWidth, wider, (x) => isCut(x, lastY));
  const before = cutWidths(pictureHeight, wider, (y) => isCut(0, y));
  const after = cutWidths(pictureHeight, wider, (y) => isCut(lastX, y));
  const continues = new Uint8Array(columns.length * rows.length);
  for (const cell of continues.keys()) {
    const x = (columns[cell % columns.length] ?? 0) - left;
    const y = (rows[floor(cell / columns.length)] ?? 0) - top;
    const [nearX, nearY] = [min(lastX, max(0, x)), min(lastY, max(0, y))];
    const beyond = max(abs(x - nearX), abs(y - nearY));
    const width = max(
      nearY === 0 ? (upper[nearX] ?? 0) : 0,
      nearY === lastY ? (lower[nearX] ?? 0) : 0,
      nearX === 0 ? (before[nearY] ?? 0) : 0,
      nearX === lastX ? (after[nearY] ?? 0) : 0,
    );
    if (width > beyond) continues[cell] = 1;
  }
  return continues;
}

/** For each pixel along a side, the width of the cut through the subject there, or within `wider` pixels; 0 if there is none. */
function cutWidths(length: number, wider: number, isCut: (along: number) => boolean): Int32Array {
  const widths = new Int32Array(length);
  let start = 0;
  for (let end = 0; end <= length; end += 1) {
    if (end < length && isCut(end)) continue;
    const [first, last] = [max(0, start - wider), min(length, end + wider)];
    if (end > start)
      for (let along = first; along < last; along += 1) widths[along] = max(widths[along] ?? 0, end - start);
    start = end + 1;
  }
  return widths;
}
