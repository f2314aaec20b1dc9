import { abs, floor, max, min } from '../pixels/arithmetic.ts';
import type { Cut } from './cut.ts';
import type { Flags } from './regions.ts';

/** The criteria of a cut, each 0 to 1. Their product is the confidence. */
export interface CutCriteria {
  /** 1 if it does not touch the border. The lower border does not count, because subjects are often cut off there. */
  readonly within: number;
  /** The separability of its colours from those outside. */
  readonly separable: number;
  /** The compactness: an area with deep bays may lack a part, or contain one too many. */
  readonly compact: number;
  /** The salience relative to the rest. */
  readonly salient: number;
  /** The size: specks are not subjects. */
  readonly sized: number;
}

export function criteriaOf({ thing, agreement }: Cut, salience: Float32Array): CutCriteria {
  return {
    within: 1 - rising(borderShare(thing), 0.03, 0.2),
    separable: rising(agreement, 0.75, 0.9),
    compact: rising(solidity(thing), 0.6, 0.8),
    salient: rising(contrast(thing, salience), 0.25, 0.5),
    sized: rising(areaShare(thing), 0.008, 0.03),
  };
}

/** The maximum confidence of segmentation. */
const CONFIDENCE_MAX = 0.95;

export function confidenceOf({ within, separable, compact, salient, sized }: CutCriteria): number {
  return CONFIDENCE_MAX * within * separable * compact * salient * sized;
}

function rising(value: number, from: number, to: number): number {
  return min(1, max(0, (value - from) / (to - from)));
}

function areaShare({ data }: Flags): number {
  return data.reduce((sum, flag) => sum + flag, 0) / data.length;
}

function borderShare({ width, height, data }: Flags): number {
  let kept = 0;
  for (let x = 0; x < width; x += 1) kept += data[x] ?? 0;
  for (let y = 0; y < height; y += 1) kept += (data[y * width] ?? 0) + (data[(y + 1) * width - 1] ?? 0);
  return kept / (width + 2 * height);
}

function contrast({ data }: Flags, salience: Float32Array): number {
  const [sums, counts] = [
    [0, 0],
    [0, 0],
  ];
  for (const [pixel, flag] of data.entries()) {
    sums[flag] = (sums[flag] ?? 0) + (salience[pixel] ?? 0);
    counts[flag] = (counts[flag] ?? 0) + 1;
  }
  return (sums[1] ?? 0) / max(1, counts[1] ?? 0) - (sums[0] ?? 0) / max(1, counts[0] ?? 0);
}

/** The share of its convex hull that an area fills. */
function solidity({ width, data }: Flags): number {
  const points: (readonly [x: number, y: number])[] = [];
  let area = 0;
  for (const [pixel, flag] of data.entries()) {
    if (flag === 0) continue;
    area += 1;
    if (data[pixel - 1] === 1 && data[pixel + 1] === 1) continue; // inside its row
    points.push([pixel % width, floor(pixel / width)]);
  }
  const hull = [...halfHull(points), ...halfHull(points.toReversed())];
  let doubled = 0;
  for (const [index, [x, y]] of hull.entries()) {
    const [nextX, nextY] = hull[(index + 1) % hull.length] ?? [x, y];
    doubled += x * nextY - nextX * y;
  }
  return area / max(area, abs(doubled) / 2);
}

/** Andrew's monotone chain, by rows. */
function halfHull(points: readonly (readonly [x: number, y: number])[]): readonly (readonly [x: number, y: number])[] {
  const chain: (readonly [number, number])[] = [];
  for (const point of points) {
    for (;;) {
      const [one, two] = [chain.at(-2), chain.at(-1)];
      if (!one || !two) break;
      const turn = (two[0] - one[0]) * (point[1] - one[1]) - (two[1] - one[1]) * (point[0] - one[0]);
      if (turn > 0) break;
      chain.pop();
    }
    chain.push(point);
  }
  return chain.slice(0, -1);
}
