import { floor, log2, max, min, round, sqrt } from '../pixels/arithmetic.ts';
import type { Rgb } from '../pixels/colour.ts';
import { lerp, smoothstep } from '../pixels/noise.ts';
import type { Random } from '../pixels/random.ts';
import { blankRaster, from, type Raster, toRaster } from '../pixels/raster.ts';
import { yieldToEventLoop, eachRow } from '../pixels/rows.ts';
import { noiseTable } from './grain.ts';
import { climb, fitted, type Frame, type Ladder, ladderOf } from './ladder.ts';
import { driftTowards } from './tint.ts';

/** The distance, as a share of the shorter side, up to which the mirror image is sharp. The blur doubles with each doubling of the distance. */
const SHARP_SHARE = 0.014;
/** From this blur (a power of 2 in pixels) only one pixel in 16 is computed: 24 megapixels take 3 s instead of 17 s. */
const COARSE_FROM_DEPTH = 2.5;
const COARSE_GRID = 4;
/** In pixels. The coarse grid is not used nearer to the picture, because its cells could overlap it. */
const COARSE_FROM_PX = 24;

export interface Continuation extends Frame {
  /** The source of the continuation: the picture, or an opaque picture without its subject (see `plateOf`). */
  readonly plate: Raster;
  readonly isOpaque: boolean;
  /** The colour of the tint, which increases with the distance from the picture. */
  readonly tint: Rgb | null;
  /** The standard deviation of the picture's grain, which replaces the grain that blur removes. */
  readonly grain: number;
  readonly random: Random;
}

/** Returns a canvas with the picture, byte for byte, and its continuation on the extended sides. */
export async function continued(continuation: Continuation, signal: AbortSignal): Promise<Raster> {
  const { picture, plate, sides } = continuation;
  const ladders = {
    sideways: await ladderOf(plate, sides, 'sideways', signal),
    upright: await ladderOf(plate, sides, 'upright', signal),
  };
  const canvas = await farCanvas(continuation, ladders, signal);
  const finish = finisher(continuation, ladders, canvas);
  await eachRow(canvas, signal, (y) => {
    const row = y - sides.top;
    const isBeside = row >= 0 && row < picture.height;
    finish(y, 0, isBeside ? sides.left : canvas.width);
    if (!isBeside) return;
    const own = picture.data.subarray(row * picture.width * 4, (row + 1) * picture.width * 4);
    canvas.data.set(own, (y * canvas.width + sides.left) * 4);
    finish(y, sides.left + picture.width, canvas.width);
  });
  return canvas;
}

/** Paints the sharp pixels near the picture between two columns of a row, then adds grain to the whole span. */
function finisher(
  continuation: Continuation,
  ladders: Ladders,
  { width, data }: Raster,
): (y: number, fromX: number, toX: number) => void {
  const { picture, sides, grain, random } = continuation;
  const unit = min(picture.width, picture.height);
  const paint = colourist(continuation, ladders, 1);
  const noise = noiseTable(random);
  const farFrom = max(COARSE_FROM_PX, SHARP_SHARE * unit * 2 ** COARSE_FROM_DEPTH);
  const farWholly = 1.5 * farFrom;
  const beyondX = Float32Array.from({ length: width }, (_, x) => beyondOf(x, sides.left, picture.width));
  const near = new Float64Array(4);
  return (y, fromX, toX) => {
    const beyondY = beyondOf(y, sides.top, picture.height);
    const offset = floor(random() * noise.length);
    for (let x = fromX; x < toX; x += 1) {
      const at = (y * width + x) * 4;
      const squared = (beyondX[x] ?? 0) ** 2 + beyondY * beyondY;
      let speck = grain * (noise[(offset + x) & 65_535] ?? 0);
      if (squared < farWholly * farWholly) {
        const beyond = sqrt(squared);
        const farShare = smoothstep(farFrom, farWholly, beyond);
        speck *= min(1, depthAt(beyond / unit));
        paint(x, y, near);
        for (let channel = 0; channel < 4; channel += 1) {
          data[at + channel] = byte(lerp(near[channel] ?? 0, data[at + channel] ?? 0, farShare));
        }
      }
      for (let channel = at; channel < at + 3; channel += 1) data[channel] = byte((data[channel] ?? 0) + speck);
    }
  };
}

interface Ladders {
  readonly sideways: Ladder;
  readonly upright: Ladder;
}

/** The blurred continuation for the whole canvas, enlarged from a coarse grid. */
async function farCanvas(continuation: Continuation, ladders: Ladders, signal: AbortSignal): Promise<Raster> {
  const { picture, sides } = continuation;
  const width = picture.width + sides.left + sides.right;
  const height = picture.height + sides.top + sides.bottom;
  const coarse = blankRaster(Math.ceil(width / COARSE_GRID), Math.ceil(height / COARSE_GRID));
  const paint = colourist(continuation, ladders, COARSE_GRID);
  const colour = new Float64Array(4);
  await eachRow(coarse, signal, (y) => {
    for (let x = 0; x < coarse.width; x += 1) {
      paint(x, y, colour);
      for (let channel = 0; channel < 4; channel += 1)
        coarse.data[(y * coarse.width + x) * 4 + channel] = byte(colour[channel] ?? 0);
    }
  });
  const large = from(coarse).resize(coarse.width * COARSE_GRID, coarse.height * COARSE_GRID, { kernel: 'nearest' });
  const canvas = await toRaster(large.extract({ left: 0, top: 0, width, height }).blur(0.5 * COARSE_GRID));
  await yieldToEventLoop(signal);
  return canvas;
}

/** Computes the colour at a position of the canvas, or of a grid over it. In corners, the two ladders are weighted by the distance along each axis. */
function colourist(
  continuation: Continuation,
  { sideways, upright }: Ladders,
  grid: number,
): (x: number, y: number, out: Float64Array) => void {
  const { sides, tint, isOpaque } = continuation;
  const { width, height } = continuation.picture;
  const unit = min(width, height);
  const across = fitted(sideways, continuation, grid);
  const down = fitted(upright, continuation, grid);
  const drift = driftTowards(tint);
  const middle = (grid - 1) / 2;
  return (x, y, out) => {
    const beyondX = beyondOf(x * grid + middle, sides.left, width);
    const beyondY = beyondOf(y * grid + middle, sides.top, height);
    out.fill(0);
    const squared = beyondX * beyondX + beyondY * beyondY;
    if (squared === 0) return;
    const beyond = sqrt(squared) / unit;
    const share = (beyondX * beyondX) / squared;
    if (share > 0) climb(out, across, x, y, depthAt(beyond), share);
    if (share < 1) climb(out, down, x, y, depthAt(beyond), 1 - share);
    // The level contains only the omitted subject, so the strip itself is used.
    if (isOpaque && out[3] === 0) climb(out, share > 0 ? across : down, x, y, 0, 1);
    const alpha = out[3] ?? 0;
    for (let channel = 0; channel < 3; channel += 1) out[channel] = alpha === 0 ? 0 : (out[channel] ?? 0) / alpha;
    if (isOpaque) out[3] = 255;
    drift?.(out, beyond);
  };
}

/** The distance of a position from the picture, in pixels; 0 within it. */
function beyondOf(place: number, before: number, picture: number): number {
  return max(0, before - place, place - before - picture + 1);
}

/** The blur at a distance in shorter sides, as a power of 2 in pixels. */
function depthAt(beyond: number): number {
  return max(0, log2(beyond / SHARP_SHARE));
}

function byte(value: number): number {
  return value <= 0 ? 0 : value >= 255 ? 255 : round(value);
}
