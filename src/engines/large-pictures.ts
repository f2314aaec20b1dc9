import pLimit from 'p-limit';
import sharp from 'sharp';
import type { Engine, EnginePicture } from './engine.ts';

/** A picture of this many pixels is large: processing takes about 40 bytes per pixel. */
const LARGE_PX = 8_000_000; // 8 megapixels: 320 MB

/** Whether a request is large, by the number of pixels that it reads and adds. */
export function isLargeWork(pixels: number): boolean {
  return pixels >= LARGE_PX;
}

const none = () => 0;

/**
 * Limits an engine to one large picture at a time, whatever the number of workers. Small pictures do not wait. The queue
 * assigns one large picture at a time, too (see `FairShare`), so a worker waits here only for tasks of an abandoned pool.
 */
export function oneLargePictureAtATime(engine: Engine): Engine {
  const large = pLimit(1);
  const inTurn = async (
    pictures: readonly (Uint8Array | null)[],
    addedPx: (width: number, height: number) => number,
    signal: AbortSignal,
    work: () => Promise<EnginePicture>,
  ): Promise<EnginePicture> => {
    if (!isLargeWork(await pixelsOf(pictures, addedPx))) return work();
    return large(async () => {
      signal.throwIfAborted();
      return work();
    });
  };
  return {
    name: engine.name,
    prompt: (request, signal) =>
      inTurn([request.source, request.mask], none, signal, () => engine.prompt(request, signal)),
    edit: (request, signal) => inTurn([request.picture], none, signal, () => engine.edit(request, signal)),
    background: (request, signal) =>
      inTurn([request.picture, request.mask], none, signal, () => engine.background(request, signal)),
    expand: (request, signal) => {
      const { top, right, bottom, left } = request;
      const added = (width: number, height: number) =>
        (width + left + right) * (height + top + bottom) - width * height;
      return inTurn([request.picture], added, signal, () => engine.expand(request, signal));
    },
  };
}

/** Reads only the headers. Unreadable pictures count as 0; the engine rejects them. */
async function pixelsOf(
  pictures: readonly (Uint8Array | null)[],
  addedPx: (width: number, height: number) => number,
): Promise<number> {
  let pixels = 0;
  for (const picture of pictures) {
    if (picture === null) continue;
    const read = sharp(picture, { limitInputPixels: false }).metadata();
    const { width, height } = await read.catch(() => ({ width: 0, height: 0 }));
    pixels += width * height + addedPx(width, height);
  }
  return pixels;
}
