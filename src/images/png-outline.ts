import { crc32 } from 'node:zlib';

/** What the chunks of a PNG say of it, without decoding any. */
export interface PngOutline {
  /**
   * False where the file ends before its last chunk, IEND, does, or where one that is needed is not what its checksum was
   * made of. The decoder is content once it has the pixels.
   */
  readonly isWhole: boolean;
  /** Whether it is an APNG. The decoder returns the first frame without reporting that there are others. */
  readonly isAnimated: boolean;
}

const SIGNATURE_BYTES = 8;
const FRAME_BYTES = 12; // the length, type and checksum of a chunk

/** Requires bytes with the signature of a PNG. Ignores what follows IEND. */
export function pngOutline(bytes: Uint8Array): PngOutline {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let isAnimated = false;
  let at = SIGNATURE_BYTES;
  while (at + FRAME_BYTES <= bytes.length) {
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (name === 'IEND') return { isWhole: true, isAnimated };
    isAnimated ||= name === 'acTL';
    const end = at + FRAME_BYTES + view.getUint32(at);
    if (isCritical(name) && !isIntact(bytes, at, end)) break;
    at = end;
  }
  return { isWhole: false, isAnimated };
}

/** PNG, 5.4: a capital letter begins the name of what no decoder can do without. Notes may be wrong: viewers drop them. */
function isCritical(name: string): boolean {
  return /^[A-Z]/.test(name);
}

function isIntact(bytes: Uint8Array, at: number, end: number): boolean {
  if (end > bytes.length) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return crc32(bytes.subarray(at + 4, end - 4)) === view.getUint32(end - 4);
}
