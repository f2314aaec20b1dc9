import { exp, floor, log, max, min, round } from '../pixels/arithmetic.ts';
import { breath } from '../pixels/rows.ts';
import { difference, type Planes } from './likeness.ts';
import { DIRECTIONS, minCut } from './min-cut.ts';
import { mixtureOf } from './mixture.ts';
import { type Flags, flagged, reachedFromBorder, regionsOf, spread } from './regions.ts';

const ROUNDS = 4;
/** What stands out by more than this is taken for the subject at first, by less than that for background. */
const SURELY = 0.72;
const HARDLY = 0.4;
/** How much standing out counts against colours. */
const SALIENCE_WEIGHT = 2;
/** The most that the colours of one pixel say. */
const SAYING_MAX = 7;
/** What it costs to part two pixels of one colour. */
const TIE = 24;
/** Of the shorter side. */
const FRAME_SHARE = 0.03;
/** Of the lower border, from either end. */
const FOOT_FROM = 0.15;
/** Costs are whole numbers in the graph. */
const SCALE = 100;
const CERTAIN = 1_000_000;
/** Of the picture's area. */
const HOLE_SHARE = 0.002;
/** Of the largest part: what is smaller stands beside the subject. */
const PART_SHARE = 0.08;

export interface Cut {
  readonly thing: Flags;
  /** The mean share, inside and outside, of pixels whose colours alone say the same as the cut. */
  readonly agreement: number;
}

/**
 * Parts subject from background where it costs least: by the colours of both, which are read off what stands out and then off the cut
 * itself, by what stands out, and along edges (GrabCut's, with salience in place of a rectangle). `hint` is what a person says is the
 * subject. Null where nothing stands out.
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
  let kept = flagged(planes, (pixel) => ((salience[pixel] ?? 0) > SURELY && !isFramed(pixel)) || isHinted(pixel));
  let left = flagged(planes, (pixel) => ((salience[pixel] ?? 0) < HARDLY || isFramed(pixel)) && !isHinted(pixel));
  let [last, agreement] = [kept, 0];
  for (let turn = 0; turn < ROUNDS; turn += 1) {
    await breath(signal);
    const [own, other] = [mixtureOf(planes, placesOf(kept)), mixtureOf(planes, placesOf(left))];
    if (own === null || other === null) return null;
    const saying = Float32Array.from({ length: size }, (_, pixel) =>
      max(-SAYING_MAX, min(SAYING_MAX, other(pixel) - own(pixel))),
    );
    await breath(signal);
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

/** The border of the picture, whose colours are the background's, but for the middle of the lower one, where things are cut off. */
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

/** Ties to the neighbours to the right, below, and below to both sides: the weaker, the more their colours differ. */
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
    return Int32Array.from(values, (value) => round((SCALE * TIE * exp(-value / fall)) / length));
  });
}

function differenceAt({ brightness, blueness, redness }: Planes, one: number, other: number): number {
  return difference(
    (brightness[one] ?? 0) - (brightness[other] ?? 0),
    (blueness[one] ?? 0) - (blueness[other] ?? 0),
    (redness[one] ?? 0) - (redness[other] ?? 0),
  );
}

/** The main part and those of a size with it, without small holes and single threads. */
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
