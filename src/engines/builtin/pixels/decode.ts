import sharp from 'sharp';
import { EngineRejectedError, type PictureBytes } from '../../engine.ts';
import { profileOf } from './colour-profile.ts';
import { type Coverage, type Raster, toCoverage, toRaster } from './raster.ts';

/** 400 MB of pixels. Stored pictures are far smaller; the limit protects the machine from hostile files. */
const PIXELS_MAX = 100_000_000;
const FORMATS: ReadonlySet<string> = new Set(['png', 'jpeg', 'webp']);

export interface PictureInOwnColours {
  readonly picture: Raster;
  readonly profile: Buffer | null;
}

/** Decodes a picture, upright, in sRGB. Rejects data that is not readable as PNG, JPEG or WebP. */
export async function decodePicture(bytes: PictureBytes, signal: AbortSignal): Promise<Raster> {
  const raster = await readable('picture', async () => {
    await assertFormat(bytes);
    return toRaster(sharp(bytes, { limitInputPixels: PIXELS_MAX, failOn: 'error' }).autoOrient());
  });
  signal.throwIfAborted();
  return raster;
}

/** Decodes a picture, upright, without conversion, and its colour profile unless that is sRGB. */
export async function decodeInOwnColours(bytes: PictureBytes, signal: AbortSignal): Promise<PictureInOwnColours> {
  const profile = await readable('picture', () => profileOf(bytes));
  if (profile === null) return { picture: await decodePicture(bytes, signal), profile };
  const options = { limitInputPixels: PIXELS_MAX, failOn: 'error', ignoreIcc: true } as const;
  const picture = await readable('picture', async () => {
    await assertFormat(bytes);
    return toRaster(sharp(bytes, options).autoOrient());
  });
  signal.throwIfAborted();
  return { picture, profile };
}

/** Decodes a mask, stretched to the size of the picture: 255 keeps. Transparent parts of the mask keep nothing. */
export async function decodeMask(
  bytes: PictureBytes,
  size: { readonly width: number; readonly height: number },
  signal: AbortSignal,
): Promise<Coverage> {
  const mask = await readable('mask', async () => {
    await assertFormat(bytes);
    const grey = sharp(bytes, { limitInputPixels: PIXELS_MAX, failOn: 'error' })
      .autoOrient()
      .flatten({ background: '#000' })
      .greyscale()
      .resize(size.width, size.height, { fit: 'fill', kernel: 'linear' });
    return toCoverage(grey);
  });
  signal.throwIfAborted();
  return mask;
}

async function assertFormat(bytes: PictureBytes): Promise<void> {
  const { format } = await sharp(bytes, { limitInputPixels: PIXELS_MAX }).metadata();
  if (!FORMATS.has(format)) throw new TypeError(`It is ${format}, neither PNG, JPEG nor WebP.`);
}

async function readable<T>(what: 'picture' | 'mask', read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    throw new EngineRejectedError(`The ${what} could not be read. Upload it again as PNG, JPEG or WebP.`, { cause });
  }
}
