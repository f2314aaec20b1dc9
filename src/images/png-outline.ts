/** The chunk structure of a PNG, read without decoding. */
export interface PngOutline {
  /** False if the file ends before the end of its last chunk, IEND. The decoder does not check that. */
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
    at += FRAME_BYTES + view.getUint32(at);
  }
  return { isWhole: false, isAnimated };
}
