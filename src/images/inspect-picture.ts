import sharp, { type Metadata, type SharpOptions } from 'sharp';
import { jpegOutline } from './jpeg-outline.ts';
import { AREA_MAX_PX, SIDE_MAX_PX } from './limits.ts';
import { formatName, isPictureType, type PictureType, recognise } from './picture-type.ts';
import { pngOutline } from './png-outline.ts';
import { type Refused, refused } from './refusal.ts';
import { STRICT } from './strict-decoding.ts';
import { turnUpright } from './turn-upright.ts';

type Size = Pick<Metadata, 'width' | 'height'>;

/** A picture that decodes to its end, is within the limits and stands upright. */
export interface SoundPicture {
  readonly status: 'sound';
  readonly contentType: PictureType;
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/**
 * What the bytes are, and whether they are a picture that we take: a single frame of PNG, JPEG or WebP. Grey, 16 bits a
 * channel, transparency, palettes, interlacing and CMYK are all taken.
 *
 * Bytes whose EXIF orientation is 1 or absent come back as they are, with their metadata and with whatever follows the
 * picture's end (phones put depth maps and films there); others are turned.
 *
 * `expected` null takes any of the formats.
 */
export async function inspectPicture(bytes: Uint8Array, expected: PictureType | null): Promise<SoundPicture | Refused> {
  const is = recognise(bytes);
  if (is === null || !isPictureType(is)) return notAPicture(bytes, is);
  if (expected !== null && is !== expected) return otherFormat(is, expected);
  const header = await readHeader(bytes);
  if (header === null) return broken(is);
  const png = is === 'image/png' ? pngOutline(bytes) : null;
  if (png?.isWhole === false) return broken(is);
  const objection = tooManyPixels(header) ?? animated(header, png?.isAnimated ?? false);
  if (objection) return objection;
  return (await upright(bytes, is, header)) ?? broken(is);
}

/** Reads no pixels, so that a file of a few bytes that claims a picture of gigabytes costs nothing. */
async function readHeader(bytes: Uint8Array): Promise<Metadata | null> {
  return sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch(() => null);
}

/** Null where the pixels cannot be read to the end. */
async function upright(bytes: Uint8Array, contentType: PictureType, header: Metadata): Promise<SoundPicture | null> {
  try {
    if (contentType === 'image/jpeg') await assertWholeJpeg(bytes, header);
    if ((header.orientation ?? 1) !== 1) {
      return { status: 'sound', contentType, ...(await turnUpright(bytes, contentType, header)) };
    }
    await decodeToTheEnd(bytes, header);
    return { status: 'sound', contentType, bytes, width: header.width, height: header.height };
  } catch {
    return null; // bytes in memory and no other input: only they can be at fault
  }
}

/** Asks for the last row: the decoder reads all before it and keeps none. To shrink the picture leaves out the last rows. */
async function decodeToTheEnd(
  bytes: Uint8Array,
  { width, height }: Size,
  options: SharpOptions = STRICT,
): Promise<void> {
  await sharp(bytes, options)
    .extract({ left: 0, top: height - 1, width, height: 1 })
    .raw()
    .toBuffer();
}

function notAPicture(bytes: Uint8Array, name: string | null): Refused {
  const what = bytes.length === 0 ? 'is empty' : name === null ? 'is no picture that we know' : `is ${name}`;
  return refused('NOT_A_PICTURE', `The file ${what}. Send a PNG, JPEG or WebP picture.`);
}

function otherFormat(is: PictureType, expected: PictureType): Refused {
  return refused(
    'OTHER_FORMAT',
    `The upload was made for contentType ${expected}, and the file is ${formatName(is)}. ` +
      `Create a new upload with contentType ${is}, or send a ${formatName(expected)}.`,
  );
}

function tooManyPixels({ width, height }: Metadata): Refused | null {
  if (width <= SIDE_MAX_PX && height <= SIDE_MAX_PX && width * height <= AREA_MAX_PX) return null;
  return refused(
    'TOO_MANY_PIXELS',
    `The picture is ${width} × ${height} pixels. A side may have ${SIDE_MAX_PX.toLocaleString('en')} at most, the ` +
      `whole ${AREA_MAX_PX / 1_000_000} megapixels. Make it smaller and send it again.`,
  );
}

function animated({ pages }: Metadata, isAnimatedPng: boolean): Refused | null {
  if (!isAnimatedPng && (pages ?? 1) === 1) return null;
  return refused('ANIMATED', 'The picture is animated. Send the one frame that is meant, as a picture of its own.');
}

function broken(is: PictureType): Refused {
  return refused(
    'BROKEN',
    `The file begins as ${formatName(is)} and cannot be read to its end: it is cut off or damaged. ` +
      'Save the picture anew and send it again.',
  );
}

/** Taller than any row of blocks. */
const ONE_MORE_ROW_PX = 32;

/**
 * The decoder only warns where a JPEG's pixels end too soon, and paints the rest grey; and it says nothing where they were never
 * written, and zeros stand for flat grey that needs fewer bytes. Then bytes are left over, and there would be enough for a taller picture.
 */
async function assertWholeJpeg(bytes: Uint8Array, { width, height }: Size): Promise<void> {
  const outline = jpegOutline(bytes);
  if (outline === null) throw new Error('the segments of the JPEG do not lead to its end');
  const { bare, heightAt, hasBlank } = outline;
  const options = { failOn: 'warning', limitInputPixels: false } as const;
  await decodeToTheEnd(bare, { width, height }, options);
  if (!hasBlank) return;
  const view = new DataView(bare.buffer, bare.byteOffset, bare.byteLength);
  view.setUint16(heightAt, height + ONE_MORE_ROW_PX);
  const isEnoughForMore = await decodeToTheEnd(bare, { width, height: height + ONE_MORE_ROW_PX }, options).then(
    () => true,
    () => false,
  );
  if (isEnoughForMore)
    throw new Error('more pixels are in the JPEG than its header says: zeros took the place of some');
}
