import { floor, max, min, round } from '../pixels/arithmetic.ts';
import { from, type Raster, toRaster } from '../pixels/raster.ts';
import { yieldToEventLoop } from '../pixels/rows.ts';
import { colourDifference, difference, type Planes, planesOf, stepsOf } from './likeness.ts';
import { type Flags, flagged, reachedFromBorder } from './regions.ts';
import { fitSurface, median, type Sample } from './surface.ts';

/** The plain backdrop behind a subject, estimated from the border of the picture. */
export interface Backdrop {
  readonly width: number;
  readonly height: number;
  /** The gradient of the picture at each pixel. */
  readonly steps: Float32Array;
  /** The distance of each pixel from the backdrop's colour at its position, in steps of brightness. */
  readonly distance: Float32Array;
  /** 1 for pixels that have the hue of the backdrop but are darker, as in a shadow. */
  readonly shaded: Uint8Array;
  /** The largest distance that the grain and texture of the backdrop itself explain. */
  readonly tolerance: number;
}

/** The width of the sampled border, as a share of the shorter side. */
const BORDER_SHARE = 0.04;
/** The minimum share of the border that is close to a smooth surface if the backdrop is plain. */
const PLAIN_SHARE = 0.62;
/** The maximum deviation of a plain backdrop from that surface, in steps of brightness. */
const PLAIN_REACH = 13;
/** The maximum falloff of light between the border and the centre that the surface does not model. */
const FALLOFF_REACH = 34;
/** The maximum difference of the backdrop over two pixels, unless its grain is stronger. */
const PLAIN_STEP = 5;
const GRAIN_REACH = 2.5;
const SAMPLES_MAX = 1000;
/** The radius over which the backdrop is averaged, as a share of the longer side. */
const NEARBY_SHARE = 0.035;
/** The maximum share of light that a shadow removes. Anything darker counts as an object. */
const SHADOW_DEPTH = 0.62;

/**
 * Fits smooth surfaces to the border, extends the backdrop inwards as long as it changes slowly, and compares every pixel with the
 * mean of the backdrop nearby. Null if the border is not plain.
 */
export async function findBackdrop(coarse: Raster, planes: Planes, signal: AbortSignal): Promise<Backdrop | null> {
  const surfaces = surfacesOf(planes);
  await yieldToEventLoop(signal);
  const foreseen = compared(planes, surfaces);
  const border = borderPixels(planes);
  const near = border.map((pixel) => foreseen.distance[pixel] ?? 0).filter((value) => value <= PLAIN_REACH);
  if (near.length < PLAIN_SHARE * border.length) return null;
  await yieldToEventLoop(signal);
  const steps = stepsOf(planes);
  const stepMax = max(PLAIN_STEP, GRAIN_REACH * median(border.map((pixel) => steps[pixel] ?? 0)));
  const followed = reachedFromBorder(
    flagged(planes, (pixel) => (foreseen.distance[pixel] ?? 0) < FALLOFF_REACH && (steps[pixel] ?? 0) < stepMax),
  );
  await yieldToEventLoop(signal);
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

/** The smooth surfaces of the three planes, evaluated over the whole picture. */
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

/** The backdrop's colour at every pixel: the local mean of the backdrop, or the surfaces if no pixel of the backdrop is near. */
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
    // A shadow scales the chroma of the backdrop with its brightness.
    const faded = lost / brightness;
    const tint = colourDifference(
      bluer + faded * (backdrop.blueness[pixel] ?? 0),
      redder + faded * (backdrop.redness[pixel] ?? 0),
    );
    shaded[pixel] = tint < 6 + 0.1 * lost ? 1 : 0;
  }
  return { distance, shaded };
}
