import { CONTENT_TYPES } from './limits.ts';

export type PictureType = (typeof CONTENT_TYPES)[number];

const FORMAT_NAMES = { 'image/png': 'PNG', 'image/jpeg': 'JPEG', 'image/webp': 'WebP' } as const;
const FILE_EXTENSIONS = { 'image/png': 'png', 'image/jpeg': 'jpg', 'image/webp': 'webp' } as const;

/**
 * The first bytes of file formats, one character for each byte. Only the first three formats are accepted. The others are
 * listed so that a refusal can name them.
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
export const BEGINNING_BYTES = 512; // an SVG can start with a declaration and a comment

export function isPictureType(text: string): text is PictureType {
  return (CONTENT_TYPES as readonly string[]).includes(text); // widened, so that any string can be searched for
}

export function formatName(type: PictureType): string {
  return FORMAT_NAMES[type];
}

export function fileExtension(type: PictureType): string {
  return FILE_EXTENSIONS[type];
}

/** The format of a file: an accepted type, or the name of a known format that is not accepted, or null. */
export function recognise(bytes: Uint8Array): string | null {
  const beginning = Buffer.from(bytes.subarray(0, BEGINNING_BYTES)).toString('latin1');
  return BEGINNINGS.find(([pattern]) => pattern.test(beginning))?.[1] ?? null;
}
