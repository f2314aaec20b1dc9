import { exp, floor, log, max, min, round } from '../pixels/arithmetic.ts';
import { yieldToEventLoop } from '../pixels/rows.ts';
import { difference, type Planes } from './likeness.ts';
import { DIRECTIONS, minCut } from './min-cut.ts';
import { mixtureOf } from './mixture.ts';
import { type Flags, flagged, reachedFromBorder, regionsOf, spread } from './regions.ts';

const ROUNDS = 4;
/** The initial labels: above the first salience a pixel is subject, below the second it is background. */
const SUBJECT_SALIENCE = 0.72;
const BACKGROUND_SALIENCE = 0.4;
/** The weight of salience relative to colour. */
const SALIENCE_WEIGHT = 2;
/** The limit of the colour term of one pixel. */
const COLOUR_TERM_MAX = 7;
/** The cost of a cut between two neighbours of the same colour. */
const NEIGHBOUR_COST = 24;
/** The width of the border whose pixels are background, as a share of the shorter side. */
const FRAME_SHARE = 0.03;
/** The share of the lower border, from each end, that is background. */
const FOOT_FROM = 0.15;
/** Costs are integers in the graph; this is the value of 1. */
const SCALE = 100;
const CERTAIN = 1_000_000;
/** The maximum area of a hole that is filled, as a share of the picture. */
const HOLE_SHARE = 0.002;
/** The minimum area of a further part of the subject, as a share of the largest part. */
const PART_SHARE = 0.08;

export interface Cut {
  readonly thing: Flags;
  /** The share of pixels that colour alone would assign to the same side; the mean of both sides. */
  readonly agreement: number;
}

/**
 * Separates subject and background by the minimum cut of a graph (GrabCut, with salience instead of a rectangle). The costs consist of
 * colour models of both sides, which are fitted to the salient pixels and then refined by the cut itself, of salience, and of the
 * contrast between neighbours. `hint` is an area that a person has marked as the subject. Null if nothing is salient.
 */
export async function cutByColours(
  planes: Planes,
  salience: Float32Array,
  hint: Flags | null,
  signal: AbortSignal,
): Promise<Cut | null> {
  const size = salience.length;
  const ties = tiesOf(planes);
  const frame = frameOf(planes, hint);
  const isFramed = (pixel: number): boolean => frame.data[pixel] === 1;
  const isHinted = (pixel: number): boolean => hint?.data[pixel] === 1;
  let kept = flagged(
    planes,
    (pixel) => ((salience[pixel] ?? 0) > SUBJECT_SALIENCE && !isFramed(pixel)) || isHinted(pixel),
  );
  let left = flagged(
    planes,
    (pixel) => ((salience[pixel] ?? 0) < BACKGROUND_SALIENCE || isFramed(pixel)) && !isHinted(pixel),
  );
  let [last, agreement] = [kept, 0];
  for (let turn = 0; turn < ROUNDS; turn += 1) {
    await yieldToEventLoop(signal);
    const [own, other] = [mixtureOf(planes, placesOf(kept)), mixtureOf(planes, placesOf(left))];
    if (own === null || other === null) return null;
    const saying = Float32Array.from({ length: size }, (_, pixel) =>
      max(-COLOUR_TERM_MAX, min(COLOUR_TERM_MAX, other(pixel) - own(pixel))),
    );
    await yieldToEventLoop(signal);
    const terminal = Int32Array.from(saying, (say, pixel) => {
      if (isHinted(pixel)) return CERTAIN;
      return round(SCALE * (say + SALIENCE_WEIGHT * logit(salience[pixel] ?? 0)));
    });
    const cut = minCut({ width: planes.width, height: planes.height, terminal, ties });
    last = { width: planes.width, height: planes.height, data: cut };
    kept = flagged(planes, (pixel) => cut[pixel] === 1 && !isFramed(pixel));
    left = flagged(planes, (pixel) => cut[pixel] === 0 || (isFramed(pixel) && !isHinted(pixel)));
    agreement = agreementOf(saying, cut);
  }
  const thing = whole(last);
  return thing === null ? null : { thing, agreement };
}

/** The border of the picture, which is background, except for the middle of the lower side, where subjects are cut off. */
function frameOf({ width, height }: Planes, hint: Flags | null): Flags {
  const depth = max(1, round(FRAME_SHARE * min(width, height)));
  return flagged({ width, height }, (pixel) => {
    const [x, y] = [pixel % width, floor(pixel / width)];
    const isFoot = y >= height - depth && x > FOOT_FROM * width && x < (1 - FOOT_FROM) * width;
    const isBorder = x < depth || x >= width - depth || y < depth || y >= height - depth;
    return isBorder && !isFoot && hint?.data[pixel] !== 1;
  });
}

function logit(share: number): number {
  const kept = max(0.05, min(0.95, share));
  return log(kept / (1 - kept));
}

function placesOf(flags: Flags): readonly number[] {
  const places: number[] = [];
  for (const [pixel, flag] of flags.data.entries()) if (flag === 1) places.push(pixel);
  return places;
}

function agreementOf(saying: Float32Array, cut: Uint8Array): number {
  const [agreed, sizes] = [
    [0, 0],
    [0, 0],
  ];
  for (const [pixel, say] of saying.entries()) {
    const side = cut[pixel] ?? 0;
    sizes[side] = (sizes[side] ?? 0) + 1;
    if (say > 0 === (side === 1)) agreed[side] = (agreed[side] ?? 0) + 1;
  }
  return min((agreed[0] ?? 0) / max(1, sizes[0] ?? 0), (agreed[1] ?? 0) / max(1, sizes[1] ?? 0));
}

/** The costs of cuts to the neighbours on the right, below, and below on both sides: lower, the more the colours differ. */
function tiesOf(planes: Planes): readonly Int32Array[] {
  const { width, height } = planes;
  const pairs = DIRECTIONS.filter((_, direction) => direction % 2 === 0);
  const apart = pairs.map(([across, down]) =>
    Float32Array.from({ length: width * height }, (_, pixel) => {
      const x = (pixel % width) + across;
      const other = pixel + across + down * width;
      if (x < 0 || x >= width || other >= width * height) return 0;
      return differenceAt(planes, pixel, other) ** 2;
    }),
  );
  const mean = apart.reduce((sum, values) => sum + values.reduce((part, value) => part + value, 0), 0);
  const fall = (2 * mean) / max(1, 4 * width * height) || 1;
  return apart.map((values, pair) => {
    const [across, down] = pairs[pair] ?? [0, 0];
    const length = across !== 0 && down !== 0 ? Math.SQRT2 : 1;
    return Int32Array.from(values, (value) => round((SCALE * NEIGHBOUR_COST * exp(-value / fall)) / length));
  });
}

function differenceAt({ brightness, blueness, redness }: Planes, one: number, other: number): number {
  return difference(
    (brightness[one] ?? 0) - (brightness[other] ?? 0),
    (blueness[one] ?? 0) - (blueness[other] ?? 0),
    (redness[one] ?? 0) - (redness[other] ?? 0),
  );
}

/** The largest part and those of comparable size, without small holes and thin lines. */
function whole(kept: Flags): Flags | null {
  const smooth = spread(spread(kept, 0, 1), 1, 1);
  const regions = regionsOf(smooth, 8).toSorted((one, other) => other.pixels.length - one.pixels.length);
  const largest = regions[0]?.pixels.length ?? 0;
  if (largest === 0) return null;
  const thing = { ...kept, data: new Uint8Array(kept.data.length) };
  for (const { pixels } of regions) {
    if (pixels.length < PART_SHARE * largest) continue;
    for (const pixel of pixels) thing.data[pixel] = 1;
  }
  const around = reachedFromBorder(flagged(thing, (pixel) => thing.data[pixel] === 0));
  const holes = regionsOf(flagged(thing, (pixel) => thing.data[pixel] === 0 && around.data[pixel] === 0));
  for (const { pixels } of holes) {
    if (pixels.length < HOLE_SHARE * thing.data.length) for (const pixel of pixels) thing.data[pixel] = 1;
  }
  return thing;
}
