import type { Sharp } from 'sharp';
import type { EnginePicture } from '../../engine.ts';
import { isOpaque } from './opacity.ts';
import { breath } from './rows.ts';
import { type Coverage, from, type Raster } from './raster.ts';
import { clippingNote } from '../segment/clipping.ts';

/**
 * Lossless WebP: decoding gives back every byte, the colours under full transparency too. Least effort takes 60 ms for a megapixel of
 * noise; six times the time would save 17 % of the bytes. (Without loss, `quality` is only another measure of effort.)
 */
export async function encodeLossless(
  raster: Raster,
  subject: Coverage | null,
  signal: AbortSignal,
): Promise<EnginePicture> {
  const pipeline = await annotated(raster, subject, signal);
  const bytes = await pipeline.webp({ lossless: true, exact: true, effort: 0, quality: 1 }).toBuffer();
  await breath(signal);
  return { bytes, contentType: 'image/webp' };
}

/** WebP for looking at: no difference to be seen, a tenth of the bytes. */
export async function encodeForView(
  raster: Raster,
  subject: Coverage | null,
  signal: AbortSignal,
): Promise<EnginePicture> {
  const pipeline = await annotated(raster, subject, signal);
  const bytes = await pipeline.webp({ quality: 90, alphaQuality: 100, effort: 2 }).toBuffer();
  await breath(signal);
  return { bytes, contentType: 'image/webp' };
}

async function annotated(raster: Raster, subject: Coverage | null, signal: AbortSignal): Promise<Sharp> {
  const pipeline = (await isOpaque(raster, signal)) ? from(raster).removeAlpha() : from(raster);
  return subject === null ? pipeline : pipeline.withXmp(await clippingNote(subject));
}
