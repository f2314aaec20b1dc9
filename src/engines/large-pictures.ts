import pLimit from 'p-limit';
import sharp from 'sharp';
import type { Engine, EnginePicture } from './engine.ts';

/** From here on a picture is large: work on its pixels takes some 40 bytes for each of them. */
const LARGE_PX = 8_000_000; // 8 megapixels: 320 MB

const none = () => 0;

/** The same engine, which works on one large picture at a time, whatever the number of workers. Small ones do not wait for it. */
export function oneLargePictureAtATime(engine: Engine): Engine {
  const large = pLimit(1);
  const inTurn = async (
    picture: Uint8Array | null,
    addedPx: (width: number, height: number) => number,
    signal: AbortSignal,
    work: () => Promise<EnginePicture>,
  ): Promise<EnginePicture> => {
    if (picture === null || (await pixelsOf(picture, addedPx)) < LARGE_PX) return work();
    return large(async () => {
      signal.throwIfAborted();
      return work();
    });
  };
  return {
    name: engine.name,
    prompt: (request, signal) => inTurn(request.source, none, signal, () => engine.prompt(request, signal)),
    edit: (request, signal) => inTurn(request.picture, none, signal, () => engine.edit(request, signal)),
    background: (request, signal) => inTurn(request.picture, none, signal, () => engine.background(request, signal)),
    expand: (request, signal) => {
      const { top, right, bottom, left } = request;
      const added = (width: number, height: number) =>
        (width + left + right) * (height + top + bottom) - width * height;
      return inTurn(request.picture, added, signal, () => engine.expand(request, signal));
    },
  };
}

/** By the header alone. What cannot be read is the engine's to refuse. */
async function pixelsOf(picture: Uint8Array, addedPx: (width: number, height: number) => number): Promise<number> {
  const read = sharp(picture, { limitInputPixels: false }).metadata();
  const { width, height } = await read.catch(() => ({ width: 0, height: 0 }));
  return width * height + addedPx(width, height);
}
