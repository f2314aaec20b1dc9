import sharp from 'sharp';
import { type Frame, paddingOf, type Size, sizeOf, WEBP_OPTIONS } from './frame.ts';

/** The area of a picture to keep: one byte per pixel, 255 to keep it and 0 to let the model paint it. */
export type Keep = Buffer;

/** The blur of the edge between the kept and the painted area. */
const EDGE_SIGMA_PX = 2;

/** Converts a mask in which white is to be kept, stretched over the picture. */
export async function keepOf(mask: Uint8Array, [width, height]: Size): Promise<Keep> {
  return sharp(mask)
    .flatten({ background: 'black' })
    .resize(width, height, { fit: 'fill' })
    .toColourspace('b-w')
    .threshold(128)
    .raw()
    .toBuffer();
}

/** Keeps a rectangle of a wider picture. */
export function keepRectangle([width, height]: Size, left: number, top: number, [innerWidth, innerHeight]: Size): Keep {
  const keep = Buffer.alloc(width * height);
  for (let y = top; y < top + innerHeight; y += 1) keep.fill(255, y * width + left, y * width + left + innerWidth);
  return keep;
}

/** The mask file for the model, in the size of its frame. */
export async function maskFile(keep: Keep, size: Size, frame: Frame, kind: 'alpha' | 'white'): Promise<Uint8Array> {
  const [width, height] = size;
  // Grey until it has its size: sharp multiplies colours by alpha when it resizes, and would lose the white.
  const sized = await sharp(keep, { raw: { width, height, channels: 1 } })
    .resize(frame.inner.width, frame.inner.height, { fit: 'fill', kernel: 'nearest' })
    .toColourspace('b-w')
    .raw()
    .toBuffer();
  const { width: innerWidth, height: innerHeight } = frame.inner;
  const grey = await sharp(sized, { raw: { width: innerWidth, height: innerHeight, channels: 1 } })
    .extend({ ...paddingOf(frame), background: 'black' })
    .toColourspace('b-w')
    .raw()
    .toBuffer();
  const pixels = frame.width * frame.height;
  const channels = kind === 'white' ? 1 : 4;
  const bytes = Buffer.alloc(pixels * channels);
  for (let at = 0; at < pixels; at += 1) {
    const kept = grey[at] ?? 0;
    bytes.fill(255 - kept, at * channels, at * channels + Math.min(3, channels));
    if (channels === 4) bytes[at * 4 + 3] = kept;
  }
  return sharp(bytes, { raw: { width: frame.width, height: frame.height, channels } })
    .png()
    .toBuffer();
}

/** Restores the kept area of the original over the result, unchanged except for a soft inner edge. */
export async function putBack(made: Uint8Array, original: Uint8Array, keep: Keep, size: Size): Promise<Uint8Array> {
  const [width, height] = size;
  const raw = { width, height, channels: 1 } as const;
  const soft = await sharp(keep, { raw }).blur(EDGE_SIGMA_PX).toColourspace('b-w').raw().toBuffer();
  const alpha = Buffer.alloc(keep.length);
  for (let at = 0; at < keep.length; at += 1) {
    if ((keep[at] ?? 0) >= 128) alpha[at] = Math.max(0, Math.min(255, ((soft[at] ?? 0) - 127) * 2));
  }
  const kept = await withAlpha(original, alpha, size);
  return sharp(made)
    .composite([{ input: kept }])
    .webp(WEBP_OPTIONS)
    .toBuffer();
}

/** The picture with everything transparent except the kept area. */
export async function cutOut(picture: Uint8Array, mask: Uint8Array): Promise<Uint8Array> {
  const size = await sizeOf(picture);
  return withAlpha(picture, await keepOf(mask, size), size);
}

/** Takes two steps, because in one pipeline sharp removes the old alpha channel after it has added the new one. */
async function withAlpha(picture: Uint8Array, alpha: Buffer, [width, height]: Size): Promise<Buffer> {
  const plain = sharp(picture).removeAlpha().toColourspace('srgb').raw();
  const { data, info } = await plain.toBuffer({ resolveWithObject: true });
  return sharp(data, { raw: { width, height, channels: info.channels } })
    .joinChannel(alpha, { raw: { width, height, channels: 1 } })
    .png()
    .toBuffer();
}
