import { distanceOutside, exp, floor, max } from '../pixels/arithmetic.ts';
import { yieldToEventLoop } from '../pixels/rows.ts';
import type { CompletionLevel } from './completion-level.ts';
import { kdTreeOf, type Nearest, type Search, searchIn } from './kd-tree.ts';
import { COMPONENTS, PATCH_REACH, type PatchSpace, patchSpaceOf, project, VALUES } from './patch-space.ts';

/** Patches are compared by their principal components and by their x and y coordinates. */
const DIMENSIONS = COMPONENTS + 2;
const [ACROSS, DOWN] = [COMPONENTS, COMPONENTS + 1];
/** The weight of the coordinates: a distance of the whole picture counts as a difference of 20 brightness levels in every pixel. */
const PLACE_WEIGHT = 240;
/** The number of leaves that one search visits. More hardly improve the matches. */
const LEAVES_MAX = 16;
/** The weight of a patch decreases by this factor with each pixel of its distance from the picture. */
const TRUST_FALL = 1.3;
const BETWEEN_YIELDS = 2048;

/** The most similar source patch of each target patch. */
export interface Matches {
  /** For each cell of the level's grid, an index of its `sources`; -1 if none was found. */
  readonly sources: Int32Array;
  /** The squared distances. */
  readonly distances: Float32Array;
}

/**
 * Completes the added region of a level: in each round, the most similar source patch of every overlapping patch is searched for,
 * and all overlapping patches vote on each pixel (Wexler, Shechtman and Irani 2007, with a k-d tree over principal components).
 */
export async function completeLevel(level: CompletionLevel, rounds: number, signal: AbortSignal): Promise<Matches> {
  const { colours, sources } = level;
  const space = patchSpaceOf(colours, sources);
  await yieldToEventLoop(signal);
  const trees = treesOf(level, space);
  await yieldToEventLoop(signal);
  const cells = level.columns.length * level.rows.length;
  const matches = { sources: new Int32Array(cells).fill(-1), distances: new Float32Array(cells) };
  for (let round = 0; round < rounds; round += 1) {
    await seekMatches(level, space, trees, matches, signal);
    vote(level, matches);
    await yieldToEventLoop(signal);
  }
  return matches;
}

/** Patches of the subject are in a separate tree, which is searched only where the subject is extended. */
interface Trees {
  readonly points: Float32Array;
  readonly seekBackground: Search;
  readonly seekSubject: Search;
}

function treesOf(level: CompletionLevel, space: PatchSpace): Trees {
  const { width, left, top, sources } = level;
  const unit = PLACE_WEIGHT / max(level.pictureWidth, level.pictureHeight);
  const points = new Float32Array(sources.length * DIMENSIONS);
  const patch = new Float32Array(VALUES);
  for (const [source, centre] of sources.entries()) {
    const at = source * DIMENSIONS;
    project(space, level.colours, centre, points, at, patch);
    points[at + ACROSS] = unit * ((centre % width) - left);
    points[at + DOWN] = unit * (floor(centre / width) - top);
  }
  const end = level.backgroundSources * DIMENSIONS;
  return {
    points,
    seekBackground: searchIn(kdTreeOf(points.subarray(0, end), DIMENSIONS), LEAVES_MAX),
    seekSubject: searchIn(kdTreeOf(points.subarray(end), DIMENSIONS), LEAVES_MAX),
  };
}

async function seekMatches(
  level: CompletionLevel,
  space: PatchSpace,
  { points, seekBackground, seekSubject }: Trees,
  matches: Matches,
  signal: AbortSignal,
): Promise<void> {
  const query = new Float32Array(DIMENSIONS);
  const weights = new Float32Array(DIMENSIONS).fill(1);
  const patch = new Float32Array(VALUES);
  const best: Nearest = { point: -1, distance: 0 };
  const unit = PLACE_WEIGHT / max(level.pictureWidth, level.pictureHeight);
  for (const [index, cell] of level.targets.entries()) {
    const { x, y, beyondX, beyondY, nearestX, nearestY } = placeOf(level, cell);
    project(space, level.colours, y * level.width + x, query, 0, patch);
    const continuesSubject = level.continuesSubject[cell] === 1;
    // Parallel to the border, a source should be near the target. Perpendicular to it, background may come from any depth, whereas the
    // subject comes from the position of its mirror image.
    const beyond = beyondX + beyondY;
    const isFree = beyond > 0 && !continuesSubject;
    query[ACROSS] = unit * (nearestX + (nearestX === 0 ? beyondX : -beyondX));
    query[DOWN] = unit * (nearestY + (nearestY === 0 ? beyondY : -beyondY));
    weights[ACROSS] = isFree ? beyondY / beyond : 1;
    weights[DOWN] = isFree ? beyondX / beyond : 1;
    best.point = matches.sources[cell] ?? -1;
    best.distance = best.point < 0 ? Number.POSITIVE_INFINITY : distanceTo(points, best.point, query, weights);
    seekBackground(query, weights, best);
    if (continuesSubject) {
      const nearest = { point: -1, distance: best.distance };
      seekSubject(query, weights, nearest);
      if (nearest.point >= 0) {
        best.point = level.backgroundSources + nearest.point;
        best.distance = nearest.distance;
      }
    }
    matches.sources[cell] = best.point;
    matches.distances[cell] = best.distance;
    if (index % BETWEEN_YIELDS === 0) await yieldToEventLoop(signal);
  }
}

function placeOf(level: CompletionLevel, cell: number) {
  const x = level.columns[cell % level.columns.length] ?? 0;
  const y = level.rows[floor(cell / level.columns.length)] ?? 0;
  const [ownX, ownY] = [x - level.left, y - level.top];
  const beyondX = distanceOutside(ownX, level.pictureWidth);
  const beyondY = distanceOutside(ownY, level.pictureHeight);
  const nearestX = ownX < 0 ? 0 : ownX - beyondX;
  const nearestY = ownY < 0 ? 0 : ownY - beyondY;
  return { x, y, beyondX, beyondY, nearestX, nearestY };
}

function distanceTo(points: Float32Array, point: number, query: Float32Array, weights: Float32Array): number {
  let distance = 0;
  for (let dimension = 0; dimension < DIMENSIONS; dimension += 1) {
    const step = (query[dimension] ?? 0) - (points[point * DIMENSIONS + dimension] ?? 0);
    distance += step * step * (weights[dimension] ?? 0);
  }
  return distance;
}

/** Sets every added pixel to the mean of the patches that cover it, weighted by similarity and by proximity to the picture. */
function vote(level: CompletionLevel, matches: Matches): void {
  const { width, colours, targets } = level;
  const { data } = colours;
  const sums = new Float64Array(colours.width * colours.height * 4);
  const likely = 2 * max(1, upperQuartile(Float32Array.from(targets, (cell) => matches.distances[cell] ?? 0)));
  for (const cell of targets) {
    const { x, y, beyondX, beyondY } = placeOf(level, cell);
    const weight = exp(-(matches.distances[cell] ?? 0) / likely) * TRUST_FALL ** -max(beyondX, beyondY) + 1e-30;
    const source = level.sources[matches.sources[cell] ?? 0] ?? 0;
    for (let row = -PATCH_REACH; row <= PATCH_REACH; row += 1) {
      let to = ((y + row) * width + x - PATCH_REACH) * 4;
      let at = (source + row * width - PATCH_REACH) * 3;
      for (let column = -PATCH_REACH; column <= PATCH_REACH; column += 1, to += 4, at += 3) {
        sums[to] = (sums[to] ?? 0) + weight * (data[at] ?? 0);
        sums[to + 1] = (sums[to + 1] ?? 0) + weight * (data[at + 1] ?? 0);
        sums[to + 2] = (sums[to + 2] ?? 0) + weight * (data[at + 2] ?? 0);
        sums[to + 3] = (sums[to + 3] ?? 0) + weight;
      }
    }
  }
  eachAdded(level, (pixel) => {
    const weight = sums[pixel * 4 + 3] ?? 0;
    if (weight === 0) return;
    for (let channel = 0; channel < 3; channel += 1) {
      data[pixel * 3 + channel] = (sums[pixel * 4 + channel] ?? 0) / weight;
    }
  });
}

function upperQuartile(values: Float32Array): number {
  return values.toSorted()[floor(values.length * 0.75)] ?? 0;
}

/** Calls `work` for every pixel of a level outside of the picture. */
export function eachAdded(
  { width, height, left, top, pictureWidth, pictureHeight }: CompletionLevel,
  work: (pixel: number, x: number, y: number) => void,
): void {
  for (let y = 0; y < height; y += 1) {
    const isBeside = y >= top && y < top + pictureHeight;
    for (let x = 0; x < width; x += 1) {
      if (isBeside && x === left) x += pictureWidth;
      if (x < width) work(y * width + x, x, y);
    }
  }
}
