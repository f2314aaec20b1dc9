import { CONTENT_TYPES } from './limits.ts';

export type PictureType = (typeof CONTENT_TYPES)[number];

const FORMAT_NAMES = { 'image/png': 'PNG', 'image/jpeg': 'JPEG', 'image/webp': 'WebP' } as const;
const FILE_EXTENSIONS = { 'image/png': 'png', 'image/jpeg': 'jpg', 'image/webp': 'webp' } as const;

/**
 * How files begin, read as one character a byte. Only the first three are pictures to us: the others are known so that a
 * refusal can call them by their name.
 */
const BEGINNINGS: readonly (readonly [beginning: RegExp, is: string])[] = [
  [/^\x89PNG\r\n.\n/s, 'image/png'],
  [/^\xff\xd8\xff/, 'image/jpeg'],
  [/^RIFF....WEBP/s, 'image/webp'],
  [/^GIF8/, 'GIF'],
  [/^....ftypavi[fs]/s, 'AVIF'],
  [/^....ftyp(?:hei|hev|mif|msf)/s, 'HEIC'],
  [/^(?:II\*\0|MM\0\*)/, 'TIFF'],
  [/^BM/, 'BMP'],
  [/^%PDF/, 'PDF'],
  [/^(?:\xef\xbb\xbf)?\s*<(?:.*<)?svg/is, 'SVG'],
  [/^(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|head|body|script)/i, 'HTML'],
];
export const BEGINNING_BYTES = 512; // an SVG may begin with a declaration and a comment

export function isPictureType(text: string): text is PictureType {
  return (CONTENT_TYPES as readonly string[]).includes(text); // widened, so that any text may be looked for
}

export function formatName(type: PictureType): string {
  return FORMAT_NAMES[type];
}

export function fileExtension(type: PictureType): string {
  return FILE_EXTENSIONS[type];
}

/** What bytes are: one of our types, else the name of a format that is known and not taken, else null. */
export function recognise(bytes: Uint8Array): string | null {
  const beginning = Buffer.from(bytes.subarray(0, BEGINNING_BYTES)).toString('latin1');
  return BEGINNINGS.find(([pattern]) => pattern.test(beginning))?.[1] ?? null;
}
