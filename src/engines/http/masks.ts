import sharp from 'sharp';
import { type Frame, paddingOf, type Size, sizeOf, WEBP } from './frame.ts';

/** What to keep of a picture: one byte for each pixel, 255 where it stays and 0 where the model paints. */
export type Keep = Buffer;

/** How far the edge between what was kept and what was painted is soft. */
const EDGE_SIGMA_PX = 2;

/** A mask as people paint it, white where to keep, stretched over the picture. */
export async function keepOf(mask: Uint8Array, [width, height]: Size): Promise<Keep> {
  return sharp(mask)
    .flatten({ background: 'black' })
    .resize(width, height, { fit: 'fill' })
    .toColourspace('b-w')
    .threshold(128)
    .raw()
    .toBuffer();
}

/** A rectangle that stays in a wider picture. */
export function keepRectangle([width, height]: Size, left: number, top: number, [innerWidth, innerHeight]: Size): Keep {
  const keep = Buffer.alloc(width * height);
  for (let y = top; y < top + innerHeight; y += 1) keep.fill(255, y * width + left, y * width + left + innerWidth);
  return keep;
}

/** The mask file that goes to the model, in the size of its frame. */
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

/** The made picture with what was to be kept put back over it, exactly but for a soft edge inside. */
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
    .webp(WEBP)
    .toBuffer();
}

/** The picture with everything transparent but what is kept. */
export async function cutOut(picture: Uint8Array, mask: Uint8Array): Promise<Uint8Array> {
  const size = await sizeOf(picture);
  return withAlpha(picture, await keepOf(mask, size), size);
}

/** In two steps: in one, sharp takes the old alpha away after it has joined the new one. */
async function withAlpha(picture: Uint8Array, alpha: Buffer, [width, height]: Size): Promise<Buffer> {
  const plain = sharp(picture).removeAlpha().toColourspace('srgb').raw();
  const { data, info } = await plain.toBuffer({ resolveWithObject: true });
  return sharp(data, { raw: { width, height, channels: info.channels } })
    .joinChannel(alpha, { raw: { width, height, channels: 1 } })
    .png()
    .toBuffer();
}
