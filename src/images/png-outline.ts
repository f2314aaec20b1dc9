/** What the chunks of a PNG say of it, without decoding any. */
export interface PngOutline {
  /** False where the file ends before its last chunk, IEND, does. The decoder is content once it has the pixels. */
  readonly isWhole: boolean;
  /** The decoder shows the first frame of an APNG and does not say that there are others. */
  readonly isAnimated: boolean;
}

const SIGNATURE_BYTES = 8;
const FRAME_BYTES = 12; // of a chunk: its length, its name, its checksum

/** For bytes that begin with the signature of a PNG. What follows IEND is not looked at. */
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
