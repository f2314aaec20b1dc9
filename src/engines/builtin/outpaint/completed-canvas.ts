import { distanceOutside, max, min, sqrt } from '../pixels/arithmetic.ts';
import { lerp, smoothstep } from '../pixels/noise.ts';
import { blankRaster, type Coverage, type Raster, resized, toRaster } from '../pixels/raster.ts';
import { eachRow } from '../pixels/rows.ts';
import { completionOf, scaleOf } from './completion.ts';
import { placed, type Placing } from './completion-level.ts';
import { continued, type Continuation } from './continue.ts';
import { type ColourAt, transferOf } from './patch-transfer.ts';
import { withoutSeam } from './seam.ts';
import type { Sides } from './strips.ts';
import { driftTowards } from './tint.ts';

/** The distances from the picture, in shorter sides, at which the completion begins to fade into the soft mirror image and ends. */
const FADES_FROM = 0.9;
const ENDS_AT = 1.2;
/** Within this distance, in shorter sides, the border of the picture is mirrored: copied patches never match it exactly. */
const MIRROR_REACH = 0.012;

/** Returns a canvas that contains the picture, byte for byte, surrounded by pixels copied from its background. */
export async function completedCanvas(
  continuation: Continuation,
  subject: Coverage | null,
  signal: AbortSignal,
): Promise<Raster> {
  const { picture, sides } = continuation;
  const near = nearSides(picture, sides);
  const guess = await guessOf(continuation, near, signal);
  const { level, matches } = await completionOf(picture, subject, near, guess, continuation.random, signal);
  const { top, right, bottom, left } = sides;
  const isAllNear = Math.hypot(max(left, right), max(top, bottom)) <= FADES_FROM * min(picture.width, picture.height);
  const canvas = isAllNear ? blankCanvas(continuation) : await continued(continuation, signal);
  const place = placed(picture, near, 1);
  const colourAt = withoutSeam(transferOf(level, matches, picture, place), picture, place);
  const paint = painter(continuation, colourAt, place);
  const colour = new Float64Array(3);
  await eachRow(place, signal, (y) => {
    const isBeside = y >= place.top && y < place.top + place.pictureHeight;
    for (let x = 0; x < place.width; x += 1) {
      if (isBeside && x === place.left) x += place.pictureWidth;
      if (x >= place.width) break;
      const share = paint(x, y, colour);
      if (share === 0) continue;
      const at = ((y + sides.top - near.top) * canvas.width + x + sides.left - near.left) * 4;
      for (let channel = 0; channel < 3; channel += 1) {
        const value = lerp(canvas.data[at + channel] ?? 0, colour[channel] ?? 0, share);
        canvas.data[at + channel] = value <= 0 ? 0 : value >= 255 ? 255 : value + 0.5;
      }
      canvas.data[at + 3] = 255;
    }
  });
  return canvas;
}

/** Returns a function that computes the colour of a pixel outside of the picture and returns its opacity, 0 to 1. */
function painter(
  { picture, tint }: Continuation,
  colourAt: ColourAt,
  { left, top, pictureWidth, pictureHeight }: Placing,
): (x: number, y: number, out: Float64Array) => number {
  const unit = min(pictureWidth, pictureHeight);
  const drift = driftTowards(tint);
  return (x, y, out) => {
    const beyondX = distanceOutside(x - left, pictureWidth);
    const beyondY = distanceOutside(y - top, pictureHeight);
    const beyond = sqrt(beyondX * beyondX + beyondY * beyondY) / unit;
    const share = smoothstep(ENDS_AT, FADES_FROM, beyond);
    if (share === 0) return 0;
    colourAt(x, y, out);
    const copied = smoothstep(0, MIRROR_REACH, beyond);
    if (copied < 1) {
      const mirrorX = mirrored(x - left, pictureWidth);
      const at = (mirrored(y - top, pictureHeight) * pictureWidth + mirrorX) * 4;
      for (let channel = 0; channel < 3; channel += 1) {
        out[channel] = lerp(picture.data[at + channel] ?? 0, out[channel] ?? 0, copied);
      }
    }
    drift?.(out, beyond);
    return share;
  };
}

/** Reflects a coordinate at the border. The pixel at the border occurs twice, so that no step is visible. */
function mirrored(place: number, length: number): number {
  return min(length - 1, max(0, place < 0 ? -place - 1 : place >= length ? 2 * length - 1 - place : place));
}

function nearSides({ width, height }: Raster, { top, right, bottom, left }: Sides): Sides {
  const reach = Math.ceil(ENDS_AT * min(width, height));
  return { top: min(top, reach), right: min(right, reach), bottom: min(bottom, reach), left: min(left, reach) };
}

/** Whether the picture is large enough, on the reduced canvas, for patches to be meaningful. */
export function canBeCompleted(picture: Raster, sides: Sides): boolean {
  return scaleOf(picture, nearSides(picture, sides)) !== null;
}

/** A reduced copy of the picture, extended by its soft mirror image. */
async function guessOf(continuation: Continuation, near: Sides, signal: AbortSignal): Promise<Raster> {
  const { picture, plate, strips } = continuation;
  const scale = scaleOf(picture, near) ?? 1;
  const { width, height, left, top, pictureWidth, pictureHeight } = placed(picture, near, scale);
  const small = await toRaster(resized(picture, pictureWidth, pictureHeight));
  const strip = (length: number): number => Math.ceil(length * scale);
  const guess: Continuation = {
    ...continuation,
    picture: small,
    plate: plate === picture ? small : await toRaster(resized(plate, pictureWidth, pictureHeight)),
    sides: { left, top, right: width - left - pictureWidth, bottom: height - top - pictureHeight },
    strips: {
      top: strip(strips.top),
      right: strip(strips.right),
      bottom: strip(strips.bottom),
      left: strip(strips.left),
    },
    tint: null,
    grain: 0,
  };
  return continued(guess, signal);
}

function blankCanvas({ picture, sides }: Continuation): Raster {
  const { width, height } = picture;
  const canvas = blankRaster(width + sides.left + sides.right, height + sides.top + sides.bottom);
  for (let y = 0; y < height; y += 1) {
    const row = picture.data.subarray(y * width * 4, (y + 1) * width * 4);
    canvas.data.set(row, ((y + sides.top) * canvas.width + sides.left) * 4);
  }
  return canvas;
}
