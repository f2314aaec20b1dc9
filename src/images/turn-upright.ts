import sharp, { type Metadata, type Sharp } from 'sharp';
import type { PictureType } from './picture-type.ts';
import { STRICT } from './strict-decoding.ts';

/** High enough that nobody sees the difference to what was sent. */
const QUALITY = 95;

const ENCODE: Readonly<Record<PictureType, (turned: Sharp, bytes: Uint8Array) => Sharp>> = {
  'image/jpeg': (turned) => turned.jpeg({ quality: QUALITY, chromaSubsampling: '4:4:4' }),
  'image/png': (turned) => turned.png(),
  'image/webp': (turned, bytes) =>
    turned.webp(isLosslessWebp(bytes) ? { lossless: true, exact: true } : { quality: QUALITY }),
};

/** Kept as they are. Everything else is sRGB, and so becomes CMYK. */
const KEPT_SPACES: ReadonlySet<string> = new Set(['b-w', 'grey16', 'rgb16']);

/**
 * The picture as its EXIF orientation says that it is to be seen, in the same format, without EXIF. Nothing else changes: its pixels
 * are not converted, and keep the profile that explains them. Throws where the pixels cannot be read.
 */
export async function turnUpright(
  bytes: Uint8Array,
  contentType: PictureType,
  { space }: Metadata,
): Promise<{ bytes: Uint8Array; width: number; height: number }> {
  let turned = sharp(bytes, STRICT).autoOrient();
  if (space !== 'cmyk') turned = turned.keepIccProfile(); // a profile of CMYK explains no RGB
  if (KEPT_SPACES.has(space)) turned = turned.toColourspace(space);
  const { data, info } = await ENCODE[contentType](turned, bytes).toBuffer({ resolveWithObject: true });
  return { bytes: data, width: info.width, height: info.height };
}

/** Whether its pixels are in a chunk VP8L; what stands before it has a length each. */
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
