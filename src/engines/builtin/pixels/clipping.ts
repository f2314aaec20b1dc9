import sharp from 'sharp';
import type { PictureBytes } from '../../engine.ts';
import { blankCoverage, type Coverage, from, type Raster, toCoverage } from './raster.ts';

/**
 * A clipping mask in the XMP metadata of a picture, like the clipping paths of photo editors. This engine stores the outline of
 * the subject in its pictures, so that a later action need not find it again. Pictures without it work as well.
 */
const ATTRIBUTE = 'darkroom:subject';
/** A mask of a large picture takes some ten thousand characters. The limit protects against hostile files. */
const CHARACTERS_MAX = 4_000_000;

/** The clipping mask of a picture; null if it has none of its size. */
export async function clippingOf(
  bytes: PictureBytes,
  { width, height }: Raster,
  signal: AbortSignal,
): Promise<Coverage | null> {
  const { xmp } = await sharp(bytes, { limitInputPixels: false }).metadata();
  const text = xmp === undefined || xmp.length > CHARACTERS_MAX ? '' : xmp.toString('latin1');
  const encoded = /darkroom:subject="([A-Za-z0-9+/=]+)"/u.exec(text)?.[1];
  signal.throwIfAborted();
  if (encoded === undefined) return null;
  try {
    const mask = await toCoverage(sharp(Buffer.from(encoded, 'base64'), { limitInputPixels: width * height }));
    return mask.width === width && mask.height === height ? mask : null;
  } catch {
    // Foreign metadata counts as none.
    return null;
  }
}

/** The metadata with a clipping mask. */
export async function clippingNote(subject: Coverage): Promise<string> {
  const png = await from(subject).toColourspace('b-w').png({ compressionLevel: 6 }).toBuffer();
  return `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:darkroom="urn:darkroom" ${ATTRIBUTE}="${png.toString('base64')}"/></rdf:RDF></x:xmpmeta>`;
}

/** A clipping mask in a larger frame. */
export function framed(mask: Coverage, frame: { width: number; height: number; left: number; top: number }): Coverage {
  const wide = blankCoverage(frame.width, frame.height);
  for (let y = 0; y < mask.height; y += 1) {
    wide.data.set(mask.data.subarray(y * mask.width, (y + 1) * mask.width), (y + frame.top) * frame.width + frame.left);
  }
  return wide;
}
