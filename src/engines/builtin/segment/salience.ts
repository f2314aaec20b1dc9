import { exp, max, min, sqrt } from '../pixels/arithmetic.ts';
import { difference, type Planes } from './likeness.ts';
import { type Superpixels, superpixelsOf, VALUES } from './superpixels.ts';

/** The scale of colour differences between superpixels of one region, in steps of brightness. */
const COLOUR_SIGMA = 24;
/** The colour difference between neighbours that adds no distance, in steps of brightness. */
const FREE_STEP = 6;
/** The scale of the spatial weight of contrasts, as a share of the longer side. */
const PLACE_SIGMA = 0.28;
/** The scale of boundary connectivity: regions on the border below about this value count as subject. */
const BORDER_SIGMA = 0.5;
/** The share of the lower border, from each end, that counts as border. */
const FOOT_FROM = 0.15;
/** The minimum smoothness weight between neighbours. */
const TIE_MIN = 0.1;

/**
 * The salience of each pixel, 0 to 1 (Zhu et al. 2014, "Saliency optimization from robust background detection"). The background
 * probability of a superpixel depends on how much of the outline of its region lies on the border of the picture; the others are salient
 * by their contrast to the background. So a subject may touch the border if most of its outline lies inside.
 */
export function salienceOf(planes: Planes): Float32Array {
  const pieces = superpixelsOf(planes);
  const { neighbours, onBorder } = neighbourhoodOf(planes, pieces);
  const background = backgroundOf(pieces, neighbours, onBorder);
  const contrast = contrastOf(planes, pieces, background);
  const standing = settled(pieces, neighbours, background, contrast);
  return Float32Array.from(pieces.labels, (label) => standing[label] ?? 0);
}

interface Neighbourhood {
  readonly neighbours: readonly ReadonlySet<number>[];
  readonly onBorder: Uint8Array;
}

function neighbourhoodOf({ width, height }: Planes, { count, labels }: Superpixels): Neighbourhood {
  const neighbours = Array.from({ length: count }, () => new Set<number>());
  const onBorder = new Uint8Array(count);
  const join = (one: number, other: number): void => {
    if (one === other) return;
    neighbours[one]?.add(other);
    neighbours[other]?.add(one);
  };
  for (const [pixel, label] of labels.entries()) {
    const x = pixel % width;
    if (x < width - 1) join(label, labels[pixel + 1] ?? label);
    if (pixel + width < labels.length) join(label, labels[pixel + width] ?? label);
    if (isBackgroundBorder(pixel, width, height)) onBorder[label] = 1;
  }
  return { neighbours, onBorder };
}

/** The middle of the lower border does not count, because tall subjects are cut off there. */
function isBackgroundBorder(pixel: number, width: number, height: number): boolean {
  const x = pixel % width;
  if (pixel < width || x === 0 || x === width - 1) return true;
  return pixel >= width * (height - 1) && (x < FOOT_FROM * width || x > (1 - FOOT_FROM) * width);
}

function colourBetween({ means }: Superpixels, one: number, other: number): number {
  const [a, b] = [one * VALUES, other * VALUES];
  return difference(
    (means[a] ?? 0) - (means[b] ?? 0),
    (means[a + 1] ?? 0) - (means[b + 1] ?? 0),
    (means[a + 2] ?? 0) - (means[b + 2] ?? 0),
  );
}

/** The background probability of each superpixel, by the boundary connectivity of its region. */
function backgroundOf(
  pieces: Superpixels,
  neighbours: Neighbourhood['neighbours'],
  onBorder: Uint8Array,
): Float64Array {
  return Float64Array.from({ length: pieces.count }, (_, start) => {
    const ways = shortestWays(pieces, neighbours, start);
    let [area, along] = [0, 0];
    for (const [piece, way] of ways.entries()) {
      const belonging = exp(-(way * way) / (2 * COLOUR_SIGMA ** 2));
      area += belonging;
      along += onBorder[piece] === 1 ? belonging : 0;
    }
    const connection = along / sqrt(max(area, 1e-6));
    return 1 - exp(-(connection * connection) / (2 * BORDER_SIGMA ** 2));
  });
}

/** Dijkstra's algorithm without a heap, because there are only some hundred superpixels. */
function shortestWays(pieces: Superpixels, neighbours: Neighbourhood['neighbours'], start: number): Float64Array {
  const ways = new Float64Array(pieces.count).fill(Number.POSITIVE_INFINITY);
  const open = new Set([start]);
  ways[start] = 0;
  while (open.size > 0) {
    let next = -1;
    for (const piece of open) if (next === -1 || (ways[piece] ?? 0) < (ways[next] ?? 0)) next = piece;
    open.delete(next);
    const way = ways[next] ?? 0;
    if (way > 4 * COLOUR_SIGMA) break; // the weight of anything farther is negligible
    for (const neighbour of neighbours[next] ?? []) {
      const reached = way + max(0, colourBetween(pieces, next, neighbour) - FREE_STEP);
      if (reached >= (ways[neighbour] ?? 0)) continue;
      ways[neighbour] = reached;
      open.add(neighbour);
    }
  }
  return ways;
}

function contrastOf({ width, height }: Planes, pieces: Superpixels, background: Float64Array): Float64Array {
  const { means, areas, count } = pieces;
  const reach = 2 * (PLACE_SIGMA * max(width, height)) ** 2;
  const contrast = Float64Array.from({ length: count }, (_, piece) => {
    let sum = 0;
    for (let other = 0; other < count; other += 1) {
      const across = (means[piece * VALUES + 3] ?? 0) - (means[other * VALUES + 3] ?? 0);
      const down = (means[piece * VALUES + 4] ?? 0) - (means[other * VALUES + 4] ?? 0);
      const near = exp(-(across * across + down * down) / reach);
      sum += colourBetween(pieces, piece, other) * near * (background[other] ?? 0) * (areas[other] ?? 0);
    }
    return sum;
  });
  const most = max(...contrast, 1e-6);
  return contrast.map((value) => value / most);
}

/** The least-squares solution for the salience of superpixels: background terms, contrast terms, and smoothness between neighbours. */
function settled(
  pieces: Superpixels,
  neighbours: Neighbourhood['neighbours'],
  background: Float64Array,
  contrast: Float64Array,
): Float64Array {
  const { count } = pieces;
  const rows = Array.from({ length: count }, () => new Float64Array(count + 1));
  for (const [piece, row] of rows.entries()) {
    row[piece] = 1e-4 + (background[piece] ?? 0) + (contrast[piece] ?? 0);
    row[count] = contrast[piece] ?? 0;
    for (const neighbour of neighbours[piece] ?? []) {
      const apart = colourBetween(pieces, piece, neighbour);
      const tie = exp(-(apart * apart) / (2 * COLOUR_SIGMA ** 2)) + TIE_MIN;
      row[piece] = (row[piece] ?? 0) + tie;
      row[neighbour] = (row[neighbour] ?? 0) - tie;
    }
  }
  return solved(rows).map((value) => min(1, max(0, value)));
}

/** Gaussian elimination without pivoting, because the matrix is positive definite. */
function solved(rows: readonly Float64Array[]): Float64Array {
  const size = rows.length;
  for (const [index, pivotRow] of rows.entries()) {
    const pivot = pivotRow[index] ?? 1;
    for (let other = index + 1; other < size; other += 1) {
      const row = rows[other] ?? pivotRow;
      const factor = (row[index] ?? 0) / pivot;
      if (factor === 0) continue;
      for (let column = index; column <= size; column += 1) {
        row[column] = (row[column] ?? 0) - factor * (pivotRow[column] ?? 0);
      }
    }
  }
  const values = new Float64Array(size);
  for (let index = size - 1; index >= 0; index -= 1) {
    const row = rows[index] ?? values;
    let rest = row[size] ?? 0;
    for (let column = index + 1; column < size; column += 1) rest -= (row[column] ?? 0) * (values[column] ?? 0);
    values[index] = rest / (row[index] ?? 1);
  }
  return values;
}
