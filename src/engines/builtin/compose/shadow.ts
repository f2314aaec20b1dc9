import { BLACK, mix, type Rgb } from '../pixels/colour.ts';
import { type Coverage, from, type Raster, toCoverage, toRaster } from '../pixels/raster.ts';
import { yieldToEventLoop } from '../pixels/rows.ts';
import { layOver, shade } from './blend.ts';

/** A subject on a canvas: its pixels and the position of its upper left corner. */
export interface Standing {
  readonly subject: Raster;
  readonly left: number;
  readonly top: number;
}

interface Shadow {
  /** 0 to 1. */
  readonly strength: number;
  readonly light: 'left' | 'right';
  /** The colour of the light in the shadow, which is never quite black. */
  readonly ambient: Rgb;
}

/** The height of a cast shadow, and its lean away from the light, as shares of the subject's height. */
const CAST_HEIGHT = 0.2;
const CAST_LEAN = 1.1;

/** Draws the shadows of a standing subject on the ground: of contact, cast away from the light, and ambient. */
export async function castShadow(
  canvas: Raster,
  standing: Standing,
  shadow: Shadow,
  signal: AbortSignal,
): Promise<void> {
  if (shadow.strength === 0) return;
  const { subject, left, top } = standing;
  const { width, height } = subject;
  const colour = mix(BLACK, shadow.ambient, 0.16);
  const foot = top + height;
  const silhouette = alphaOf(subject, 0);
  const castHeight = Math.max(2, Math.round(height * CAST_HEIGHT));
  const lean = (shadow.light === 'left' ? -CAST_LEAN : CAST_LEAN) * (height / Math.max(height, width));
  const flat = await toCoverage(from(silhouette).resize(width, castHeight, { fit: 'fill' }));
  const cast = await softened(await leaning(flat, lean), Math.max(1, 0.028 * Math.min(width, height)));
  const castLeft = left - (lean > 0 ? Math.round(lean * castHeight) : 0) - cast.margin;
  const castTop = foot - castHeight - cast.margin + Math.round(0.02 * height);
  await yieldToEventLoop(signal);
  const strip = await footprint(subject);
  const contact = await softened(strip, Math.max(0.6, 0.011 * width));
  const around = await softened(strip, Math.max(1, 0.07 * width));
  await yieldToEventLoop(signal);
  const onGround = (soft: Softened): { left: number; top: number } => ({
    left: left - soft.margin,
    top: foot - Math.round(strip.height * 0.62) - soft.margin,
  });
  await shade(canvas, around.coverage, onGround(around), { colour, opacity: 0.5 * shadow.strength }, signal);
  await shade(
    canvas,
    cast.coverage,
    { left: castLeft, top: castTop },
    { colour, opacity: 0.46 * shadow.strength },
    signal,
  );
  await shade(canvas, contact.coverage, onGround(contact), { colour, opacity: 0.72 * shadow.strength }, signal);
}

function alphaOf(subject: Raster, fromY: number): Coverage {
  const height = subject.height - fromY;
  const data = new Uint8Array(subject.width * height);
  const start = fromY * subject.width;
  for (let pixel = 0; pixel < data.length; pixel += 1) data[pixel] = subject.data[(start + pixel) * 4 + 3] ?? 0;
  return { width: subject.width, height, data };
}

/** The area of contact with the ground: the lowest part of the subject, flattened. */
async function footprint(subject: Raster): Promise<Coverage> {
  const lowest = alphaOf(subject, Math.max(0, Math.floor(subject.height * 0.93) - 1));
  const flat = Math.max(2, Math.round(0.035 * subject.width));
  return toCoverage(from(lowest).resize(subject.width, flat, { fit: 'fill' }));
}

async function leaning(coverage: Coverage, lean: number): Promise<Coverage> {
  return toCoverage(
    from(coverage).affine(
      [
        [1, lean],
        [0, 1],
      ],
      { background: '#000' },
    ),
  );
}

interface Softened {
  readonly coverage: Coverage;
  /** The margin that the blur adds on each side, in pixels. */
  readonly margin: number;
}

async function softened(coverage: Coverage, sigma: number): Promise<Softened> {
  const margin = Math.ceil(sigma * 3);
  const sides = { top: margin, right: margin, bottom: margin, left: margin, background: '#000' };
  const wide = await toCoverage(from(coverage).extend(sides));
  return { coverage: await toCoverage(from(wide).blur(Math.max(0.3, sigma))), margin };
}

/** Draws the reflection of a standing subject in the ground, fading downwards and slightly blurred. */
export async function reflect(
  canvas: Raster,
  standing: Standing,
  strength: number,
  signal: AbortSignal,
): Promise<void> {
  const foot = standing.top + standing.subject.height;
  const depth = Math.min(standing.subject.height, canvas.height - foot);
  if (strength === 0 || depth < 4) return;
  const lowest = { left: 0, top: standing.subject.height - depth, width: standing.subject.width, height: depth };
  const part = await toRaster(from(standing.subject).extract(lowest).flip());
  const mirrored = await toRaster(from(part).blur(Math.max(0.5, 0.004 * standing.subject.height)));
  await yieldToEventLoop(signal);
  const reach = Math.min(depth, 0.55 * standing.subject.height);
  await layOver(
    canvas,
    mirrored,
    { left: standing.left, top: foot - 1 },
    signal,
    (y) => strength * Math.max(0, 1 - y / reach) ** 1.5,
  );
}
