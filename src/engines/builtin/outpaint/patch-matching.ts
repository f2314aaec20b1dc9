import { exp, floor, max } from '../pixels/arithmetic.ts';
import { breath } from '../pixels/rows.ts';
import type { CompletionLevel } from './completion-level.ts';
import { kdTreeOf, type Nearest, type Search, searchIn } from './kd-tree.ts';
import { COMPONENTS, PATCH_REACH, type PatchSpace, patchSpaceOf, project, VALUES } from './patch-space.ts';

/** Beside its components, a patch is compared by its place, across and down. */
const DIMENSIONS = COMPONENTS + 2;
const [ACROSS, DOWN] = [COMPONENTS, COMPONENTS + 1];
/** How much a step as long as the picture counts: as much as a difference of 20 steps of brightness in every pixel of a patch. */
const PLACE_WEIGHT = 240;
/** Leaves of the tree that one search looks at: more find hardly better patches. */
const LEAVES_MAX = 16;
/** What a patch says counts less with each pixel that it lies farther from the picture, by this factor. */
const TRUST_FALL = 1.3;
const BETWEEN_BREATHS = 2048;

/** The source patch that each target patch is most like. */
export interface Matches {
  /** For each cell of the level's grid, an index of `sources`; -1: none. */
  readonly sources: Int32Array;
  /** The squares of the distances. */
  readonly distances: Float32Array;
}

/**
 * Completes the added part of a level: in each round, every patch that reaches into it looks for its like in the picture, and all
 * overlapping patches vote on each pixel (Wexler, Shechtman and Irani 2007, by exact search in a k-d tree over principal components).
 */
export async function completeLevel(level: CompletionLevel, rounds: number, signal: AbortSignal): Promise<Matches> {
  const { colours, sources } = level;
  const space = patchSpaceOf(colours, sources);
  await breath(signal);
  const trees = treesOf(level, space);
  await breath(signal);
  const cells = level.columns.length * level.rows.length;
  const matches = { sources: new Int32Array(cells).fill(-1), distances: new Float32Array(cells) };
  for (let round = 0; round < rounds; round += 1) {
    await seekMatches(level, space, trees, matches, signal);
    vote(level, matches);
    await breath(signal);
  }
  return matches;
}

/** The subject's patches are in a tree of their own: they are looked at only where the subject goes on. */
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
    // Along the picture's side, a patch should come from near its own place. How deep from within the background is free; what goes on of
    // the subject comes from where its mirror image would.
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
    if (index % BETWEEN_BREATHS === 0) await breath(signal);
  }
}

function placeOf(level: CompletionLevel, cell: number) {
  const x = level.columns[cell % level.columns.length] ?? 0;
  const y = level.rows[floor(cell / level.columns.length)] ?? 0;
  const [ownX, ownY] = [x - level.left, y - level.top];
  const beyondX = max(0, -ownX, ownX - level.pictureWidth + 1);
  const beyondY = max(0, -ownY, ownY - level.pictureHeight + 1);
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

/** Sets every added pixel to the mean of what the patches over it say, each by its likeness and its nearness to the picture. */
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

/** Calls `work` for every pixel of a level that lies beyond the picture. */
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
