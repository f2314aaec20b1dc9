import sharp, { type Metadata, type Sharp } from 'sharp';
import type { PictureType } from './picture-type.ts';
import { STRICT } from './strict-decoding.ts';

/** High enough that nobody sees the difference to what was sent. */
const QUALITY = 95;

const ENCODE: Readonly<Record<PictureType, (turned: Sharp, header: Metadata) => Sharp>> = {
  'image/jpeg': (turned) => turned.jpeg({ quality: QUALITY, chromaSubsampling: '4:4:4' }),
  'image/png': (turned, { depth }) => (depth === 'ushort' ? turned.toColourspace('rgb16') : turned).png(),
  'image/webp': (turned) => turned.webp({ quality: QUALITY }),
};

/**
 * The picture as its EXIF orientation says that it is to be seen, in the same format, without metadata. Colours are
 * carried over into sRGB, since the profile that explained them is gone. Throws where the pixels cannot be read.
 */
export async function turnUpright(
  bytes: Uint8Array,
  contentType: PictureType,
  header: Metadata,
): Promise<{ bytes: Uint8Array; width: number; height: number }> {
  const turned = ENCODE[contentType](sharp(bytes, STRICT).autoOrient(), header);
  const { data, info } = await turned.toBuffer({ resolveWithObject: true });
  return { bytes: data, width: info.width, height: info.height };
}
