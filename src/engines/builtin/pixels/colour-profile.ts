import sharp from 'sharp';
import type { PictureBytes } from '../../engine.ts';

/** The ICC profile of an RGB picture; null if its colours are sRGB, or not RGB. */
export async function profileOf(bytes: PictureBytes): Promise<Buffer | null> {
  const { icc, space } = await sharp(bytes, { limitInputPixels: false }).metadata();
  return icc !== undefined && (space === 'srgb' || space === 'rgb16') ? icc : null;
}

const HEAD_BYTES = 12; // RIFF, the length, WEBP
const [HAS_PROFILE, HAS_ALPHA] = [0x20, 0x10];

/**
 * Embeds a profile in a WebP without converting its pixels, which are in that profile already. sharp can only convert pixels
 * to a profile in a file.
 */
export function withProfile(
  webp: Buffer,
  { width, height, hasAlpha }: { readonly width: number; readonly height: number; readonly hasAlpha: boolean },
  profile: Buffer,
): Buffer {
  const isExtended = webp.toString('latin1', HEAD_BYTES, HEAD_BYTES + 4) === 'VP8X';
  const header = Buffer.alloc(10);
  if (isExtended) webp.copy(header, 0, HEAD_BYTES + 8);
  else {
    header[0] = hasAlpha ? HAS_ALPHA : 0;
    header.writeUIntLE(width - 1, 4, 3);
    header.writeUIntLE(height - 1, 7, 3);
  }
  header[0] = (header[0] ?? 0) | HAS_PROFILE;
  const rest = webp.subarray(isExtended ? HEAD_BYTES + 8 + header.length : HEAD_BYTES);
  const made = Buffer.concat([webp.subarray(0, HEAD_BYTES), chunk('VP8X', header), chunk('ICCP', profile), rest]);
  made.writeUInt32LE(made.length - 8, 4);
  return made;
}

function chunk(name: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(name, 'latin1');
  head.writeUInt32LE(content.length, 4);
  return Buffer.concat([head, content, Buffer.alloc(content.length % 2)]);
}
