import { fileExtension, type PictureType } from './picture-type.ts';

/** Short enough for every file system with an extension and the number that a browser adds. */
const CHARACTERS_MAX = 80;
const WORDS_MAX = 8;
/** Names of devices on Windows, whatever their extension. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;

/** A name that any file system takes, with the extension of the type: from the name of an uploaded file, or from words. */
export function fileNameOf(name: string, type: PictureType): string {
  const base = name.replace(/\.(?:png|jpe?g|webp)$/i, '');
  return `${safe(base)}.${fileExtension(type)}`;
}

/** The first words of a text, for the name of a picture that was made from it. */
export function nameFromWords(text: string): string {
  return text
    .split(/\s+/u)
    .filter(Boolean)
    .slice(0, WORDS_MAX)
    .join(' ')
    .replaceAll(/[.,;:!?]+$/gu, '');
}

function safe(base: string): string {
  const plain = base
    .normalize('NFC')
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}<>:"/\\|?*]+/gu, ' ')
    .replaceAll(/\s+/gu, ' ');
  const cut = Array.from(plain).slice(0, CHARACTERS_MAX).join('');
  const trimmed = cut.replaceAll(/^[\s.]+|[\s.]+$/gu, ''); // hidden on Unix, lost on Windows
  if (trimmed === '') return 'picture';
  return RESERVED.test(trimmed.split('.')[0] ?? '') ? `_${trimmed}` : trimmed;
}

/** The value of Content-Disposition (RFC 6266): for old clients without what is not ASCII. */
export function attachmentHeader(fileName: string): string {
  const ascii = fileName.replaceAll(/[^\x20-\x7e]|["\\%]/gu, '_');
  const encoded = encodeURIComponent(fileName).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
