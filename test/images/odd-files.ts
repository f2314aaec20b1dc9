import { crc32, deflateSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';

const PNG_SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');

/** A PNG whose header says this size, around pixels that are not there: it ends well, and decodes to nothing. */
export function hollowPng(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2], 8); // 8 bits of red, green and blue
  return Buffer.concat([PNG_SIGNATURE, pngChunk('IHDR', header), pngChunk('IDAT', deflateSync('')), pngChunk('IEND')]);
}

/** The same picture, said to have two frames. */
export function animatedPng(png: Uint8Array): Buffer {
  const afterHeader = PNG_SIGNATURE.length + 25;
  const frames = Buffer.from([0, 0, 0, 2, 0, 0, 0, 0]);
  return Buffer.concat([png.subarray(0, afterHeader), pngChunk('acTL', frames), png.subarray(afterHeader)]);
}

export async function animatedWebp(width: number, height: number): Promise<Buffer> {
  const frames = ['red', 'blue'].map((colour) => plain(width, height, colour).png().toBuffer());
  return sharp(await Promise.all(frames), { join: { animated: true } })
    .webp()
    .toBuffer();
}

export function plain(width: number, height: number, colour: string): Sharp {
  return sharp({ create: { width, height, channels: 3, background: colour }, limitInputPixels: false });
}

function pngChunk(name: string, content: Uint8Array = new Uint8Array()): Buffer {
  const chunk = Buffer.alloc(12 + content.length);
  chunk.writeUInt32BE(content.length, 0);
  chunk.write(name, 4, 'latin1');
  chunk.set(content, 8);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 8 + content.length)), 8 + content.length);
  return chunk;
}
