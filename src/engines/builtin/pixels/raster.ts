import sharp, { type Sharp } from 'sharp';
import { eachRow } from './rows.ts';

/** Pixels in memory: rows from the top, 4 bytes a pixel (red, green, blue, alpha; not premultiplied). */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** One byte per pixel: 0 for none of it, 255 for all of it. */
export interface Coverage {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

export function blankRaster(width: number, height: number): Raster {
  return { width, height, data: new Uint8Array(width * height * 4) };
}

export function blankCoverage(width: number, height: number): Coverage {
  return { width, height, data: new Uint8Array(width * height) };
}

/** A sharp pipeline on pixels in memory. */
export function from(pixels: Raster | Coverage): Sharp {
  const { width, height, data } = pixels;
  return sharp(data, {
    raw: { width, height, channels: data.length === width * height ? 1 : 4 },
    limitInputPixels: false,
  });
}

/** Runs a pipeline in a thread of sharp and returns its pixels. */
export async function toRaster(pipeline: Sharp): Promise<Raster> {
  const { data, info } = await pipeline.toColourspace('srgb').ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}

/** Runs a pipeline in a thread of sharp and returns its first channel. */
export async function toCoverage(pipeline: Sharp): Promise<Coverage> {
  const { data, info } = await pipeline
    .extractChannel(0)
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}

/**
 * Resizes to exactly this size. Enlarging repeats pixels and blurs the steps, which takes 6 ms for a megapixel; cubic
 * interpolation takes 36 ms and looks the same out of focus.
 */
export function resized(pixels: Raster | Coverage, width: number, height: number): Sharp {
  const scale = Math.max(width / pixels.width, height / pixels.height);
  if (scale <= 1) return from(pixels).resize(width, height, { fit: 'fill', kernel: 'linear' });
  return from(pixels)
    .resize(width, height, { fit: 'fill', kernel: 'nearest' })
    .blur(Math.max(0.5, 0.42 * scale));
}

/** Whether all pixels are opaque. */
export async function isOpaque(raster: Raster, signal: AbortSignal): Promise<boolean> {
  let opaque = true;
  await eachRow(raster, signal, (y) => {
    const end = (y + 1) * raster.width * 4;
    for (let alpha = y * raster.width * 4 + 3; opaque && alpha < end; alpha += 4) opaque = raster.data[alpha] === 255;
  });
  return opaque;
}
