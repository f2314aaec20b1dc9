import sharp, { type Metadata, type SharpOptions } from 'sharp';
import { jpegOutline } from './jpeg-outline.ts';
import { AREA_MAX_PX, SIDE_MAX_PX } from './limits.ts';
import { formatName, isPictureType, type PictureType, recognise } from './picture-type.ts';
import { pngOutline } from './png-outline.ts';
import { type Refused, refused } from './refusal.ts';
import { STRICT_DECODING } from './strict-decoding.ts';
import { turnUpright } from './turn-upright.ts';
import { shortenedWebps } from './webp-outline.ts';

type Size = Pick<Metadata, 'width' | 'height'>;

/** A complete, upright picture within the limits. */
export interface SoundPicture {
  readonly status: 'sound';
  readonly contentType: PictureType;
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/**
 * Checks that bytes are a single frame of PNG, JPEG or WebP. Greyscale, 16 bits per channel, transparency, palettes,
 * interlacing and CMYK are accepted.
 *
 * Bytes with no EXIF orientation, or with orientation 1, are returned unchanged, including metadata and data after the end
 * of the picture (phones put depth maps and videos there). Others are rotated.
 *
 * `expected` null accepts each of the formats.
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

/** Reads no pixels, so that a small file that claims a picture of gigabytes costs nothing. */
async function readHeader(bytes: Uint8Array): Promise<Metadata | null> {
  return sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch(() => null);
}

/** Null if the pixels cannot be decoded to the end. */
async function upright(bytes: Uint8Array, contentType: PictureType, header: Metadata): Promise<SoundPicture | null> {
  try {
    if (contentType === 'image/jpeg') await assertWholeJpeg(bytes, header);
    if (contentType === 'image/webp') await assertWholeWebp(bytes, header);
    if ((header.orientation ?? 1) !== 1) {
      return { status: 'sound', contentType, ...(await turnUpright(bytes, contentType, header)) };
    }
    await decodeToTheEnd(bytes, header);
    return { status: 'sound', contentType, bytes, width: header.width, height: header.height };
  } catch {
    return null; // the input is in memory, so only its content can be the cause
  }
}

/** Extracts the last row, so that the decoder reads all rows before it and keeps none. Scaling down would skip the last rows. */
async function decodeToTheEnd(
  bytes: Uint8Array,
  { width, height }: Size,
  options: SharpOptions = STRICT_DECODING,
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

/** More than any encoder writes behind the last pixel, but for zeros. The loss of about this many bytes may go unnoticed. */
const CUT_BYTES = 16;

/**
 * The decoder only warns where a JPEG's pixels end too soon, and paints the rest grey; and it says nothing where they were
 * never written, and zeros stand for flat grey that needs fewer bytes. Then the scan may end too early, and still gives
 * all of its pixels. Zeros behind a whole scan are padding.
 */
async function assertWholeJpeg(bytes: Uint8Array, size: Size): Promise<void> {
  const outline = jpegOutline(bytes);
  if (outline === null) throw new Error('the segments of the JPEG do not reach its end marker');
  const { bare, blankScans } = outline;
  const options = { failOn: 'warning', limitInputPixels: false } as const;
  await decodeToTheEnd(bare, size, options);
  const isWholeWithout = (from: number, to: number) =>
    decodes(Buffer.concat([bare.subarray(0, from), bare.subarray(to)]), size, options);
  for (const { start, end } of blankScans) {
    const padding = start + bare.subarray(start, end).findLastIndex((byte) => byte !== 0) + 1;
    if (padding <= end - CUT_BYTES && (await isWholeWithout(padding, end))) continue;
    if (await isWholeWithout(end - CUT_BYTES, end)) throw new Error('zeros took the place of pixels of the JPEG');
  }
}

/** The decoder says nothing where zeros took the place of pixels, and paints something else: see `shortenedWebps`. */
async function assertWholeWebp(bytes: Uint8Array, size: Size): Promise<void> {
  for (const shortened of shortenedWebps(bytes)) {
    if (await decodes(shortened, size)) throw new Error('zeros took the place of pixels of the WebP');
  }
}

async function decodes(bytes: Uint8Array, size: Size, options?: SharpOptions): Promise<boolean> {
  return decodeToTheEnd(bytes, size, options).then(
    () => true,
    () => false,
  );
}
