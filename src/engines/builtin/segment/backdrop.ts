import { floor, max, min, round } from '../pixels/arithmetic.ts';
import { from, type Raster, toRaster } from '../pixels/raster.ts';
import { breath } from '../pixels/rows.ts';
import { colourDifference, difference, type Planes, planesOf, stepsOf } from './likeness.ts';
import { type Flags, flagged, reachedFromBorder } from './regions.ts';
import { fitSurface, median, type Sample } from './surface.ts';

/** The plain paper or wall behind a subject, as the border of the picture shows it. */
export interface Backdrop {
  readonly width: number;
  readonly height: number;
  /** How much the picture's colour changes across each pixel. */
  readonly steps: Float32Array;
  /** How far each pixel is from the backdrop's colour at its place, in steps of brightness. */
  readonly distance: Float32Array;
  /** 1 where a pixel has the backdrop's colour but less of its light, as in a shadow. */
  readonly shaded: Uint8Array;
  /** The distance that the backdrop's own grain and unevenness reach. */
  readonly tolerance: number;
}

/** The border that is looked at, as a share of the shorter side. */
const BORDER_SHARE = 0.04;
/** A border counts as plain when this much of it lies near one smooth surface. */
const PLAIN_SHARE = 0.62;
/** Steps of brightness that a plain backdrop's own texture stays within. */
const PLAIN_REACH = 13;
/** How much light may fall off between the border and the middle, beyond what the surface foresees. */
const FALLOFF_REACH = 34;
/** From one pixel to the next but one, a backdrop changes by less than this, or than its own grain explains. */
const PLAIN_STEP = 5;
const GRAIN_REACH = 2.5;
const SAMPLES_MAX = 1000;
/** How far around a pixel its backdrop is averaged, as a share of the longer side. */
const NEARBY_SHARE = 0.035;
/** A shadow that takes more of the light than this is taken for a dark thing. */
const SHADOW_DEPTH = 0.62;

/**
 * Reads the backdrop off the border, then follows it inwards as far as it changes slowly, and compares every pixel with the backdrop
 * nearby. Null when the border is not plain.
 */
export async function findBackdrop(coarse: Raster, planes: Planes, signal: AbortSignal): Promise<Backdrop | null> {
  const surfaces = surfacesOf(planes);
  await breath(signal);
  const foreseen = compared(planes, surfaces);
  const border = borderPixels(planes);
  const near = border.map((pixel) => foreseen.distance[pixel] ?? 0).filter((value) => value <= PLAIN_REACH);
  if (near.length < PLAIN_SHARE * border.length) return null;
  await breath(signal);
  const steps = stepsOf(planes);
  const stepMax = max(PLAIN_STEP, GRAIN_REACH * median(border.map((pixel) => steps[pixel] ?? 0)));
  const followed = reachedFromBorder(
    flagged(planes, (pixel) => (foreseen.distance[pixel] ?? 0) < FALLOFF_REACH && (steps[pixel] ?? 0) < stepMax),
  );
  await breath(signal);
  const { distance, shaded } = compared(planes, await surroundings(coarse, followed, surfaces));
  const own = border.map((pixel) => distance[pixel] ?? 0).filter((value) => value <= PLAIN_REACH);
  const { width, height } = planes;
  return { width, height, steps, distance, shaded, tolerance: max(6, 3.5 * median(own)) };
}

function borderPixels({ width, height }: Planes): readonly number[] {
  const depth = max(1, round(BORDER_SHARE * min(width, height)));
  const pixels: number[] = [];
  for (let y = 0; y < height; y += 1) {
    const inner = y >= depth && y < height - depth;
    for (let x = 0; x < width; x += inner && x === depth - 1 ? max(1, width - 2 * depth + 1) : 1) {
      pixels.push(y * width + x);
    }
  }
  const step = Math.ceil(pixels.length / SAMPLES_MAX);
  return pixels.filter((_, index) => index % step === 0);
}

/** The three smooth surfaces through the border, drawn over the whole picture. */
function surfacesOf(planes: Planes): Planes {
  const { width, height } = planes;
  const border = borderPixels(planes);
  const drawn = (plane: Float32Array): Float32Array => {
    const surface = fitSurface(border.map((pixel) => sampleOf(plane, planes, pixel)));
    const values = new Float32Array(plane.length);
    for (let pixel = 0; pixel < values.length; pixel += 1) {
      values[pixel] = surface(centred(pixel % width, width), centred(floor(pixel / width), height));
    }
    return values;
  };
  return {
    width,
    height,
    brightness: drawn(planes.brightness),
    blueness: drawn(planes.blueness),
    redness: drawn(planes.redness),
  };
}

function sampleOf(plane: Float32Array, { width, height }: Planes, pixel: number): Sample {
  const x = centred(pixel % width, width);
  return { x, y: centred(floor(pixel / width), height), value: plane[pixel] ?? 0 };
}

function centred(at: number, length: number): number {
  return length === 1 ? 0 : (2 * at) / (length - 1) - 1;
}

/** The backdrop's colour at every pixel: what was followed, averaged nearby; far from all of that, the surfaces. */
async function surroundings(coarse: Raster, followed: Flags, surfaces: Planes): Promise<Planes> {
  const only = new Uint8Array(coarse.data);
  for (let pixel = 0; pixel < followed.data.length; pixel += 1)
    only[pixel * 4 + 3] = followed.data[pixel] === 1 ? 255 : 0;
  const sigma = max(1, NEARBY_SHARE * max(coarse.width, coarse.height));
  const averaged = await toRaster(from({ ...coarse, data: only }).blur(sigma));
  const planes = planesOf(averaged);
  for (let pixel = 0; pixel < followed.data.length; pixel += 1) {
    const trust = min(1, (averaged.data[pixel * 4 + 3] ?? 0) / 24);
    blend(planes.brightness, surfaces.brightness, pixel, trust);
    blend(planes.blueness, surfaces.blueness, pixel, trust);
    blend(planes.redness, surfaces.redness, pixel, trust);
  }
  return planes;
}

function blend(plane: Float32Array, fallback: Float32Array, pixel: number, trust: number): void {
  const base = fallback[pixel] ?? 0;
  plane[pixel] = base + ((plane[pixel] ?? 0) - base) * trust;
}

function compared(planes: Planes, backdrop: Planes): Pick<Backdrop, 'distance' | 'shaded'> {
  const distance = new Float32Array(planes.brightness.length);
  const shaded = new Uint8Array(planes.brightness.length);
  for (let pixel = 0; pixel < distance.length; pixel += 1) {
    const brightness = backdrop.brightness[pixel] ?? 0;
    const lost = brightness - (planes.brightness[pixel] ?? 0);
    const bluer = (planes.blueness[pixel] ?? 0) - (backdrop.blueness[pixel] ?? 0);
    const redder = (planes.redness[pixel] ?? 0) - (backdrop.redness[pixel] ?? 0);
    distance[pixel] = difference(lost, bluer, redder);
    if (lost <= 0 || lost > SHADOW_DEPTH * brightness) continue;
    // In a shadow, the backdrop's own colour fades with its light.
    const faded = lost / brightness;
    const tint = colourDifference(
      bluer + faded * (backdrop.blueness[pixel] ?? 0),
      redder + faded * (backdrop.redness[pixel] ?? 0),
    );
    shaded[pixel] = tint < 6 + 0.1 * lost ? 1 : 0;
  }
  return { distance, shaded };
}
