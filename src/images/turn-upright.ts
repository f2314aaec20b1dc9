import sharp, { type Metadata, type Sharp } from 'sharp';
import type { PictureType } from './picture-type.ts';
import { STRICT_DECODING } from './strict-decoding.ts';

/** High enough that the difference to the original is not visible. */
const QUALITY = 95;

const ENCODE: Readonly<Record<PictureType, (turned: Sharp, bytes: Uint8Array) => Sharp>> = {
  'image/jpeg': (turned) => turned.jpeg({ quality: QUALITY, chromaSubsampling: '4:4:4' }),
  'image/png': (turned) => turned.png(),
  'image/webp': (turned, bytes) =>
    turned.webp(isLosslessWebp(bytes) ? { lossless: true, exact: true } : { quality: QUALITY }),
};

/** Color spaces that are kept. All others, CMYK included, are converted to sRGB. */
const KEPT_SPACES: ReadonlySet<string> = new Set(['b-w', 'grey16', 'rgb16']);

/**
 * Rotates a picture by its EXIF orientation and removes the EXIF data. The format stays the same, and the color profile unless it is CMYK. Throws if
 * the pixels cannot be decoded.
 */
export async function turnUpright(
  bytes: Uint8Array,
  contentType: PictureType,
  { space }: Metadata,
): Promise<{ bytes: Uint8Array; width: number; height: number }> {
  let turned = sharp(bytes, STRICT_DECODING).autoOrient();
  if (space !== 'cmyk') turned = turned.keepIccProfile(); // a CMYK profile does not fit RGB pixels
  if (KEPT_SPACES.has(space)) turned = turned.toColourspace(space);
  const { data, info } = await ENCODE[contentType](turned, bytes).toBuffer({ resolveWithObject: true });
  return { bytes: data, width: info.width, height: info.height };
}

/** Whether the pixels are in a chunk VP8L. Skips the chunks before it by their lengths. */
function isLosslessWebp(bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 12; at + 8 <= file.length;) {
    const name = file.toString('latin1', at, at + 4);
    if (name === 'VP8L' || name === 'VP8 ') return name === 'VP8L';
    const length = file.readUInt32LE(at + 4);
    at += 8 + length + (length % 2);
  }
  return false;
}
