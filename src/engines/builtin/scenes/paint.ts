import sharp from 'sharp';
import { from, type Raster, resized, toRaster } from '../pixels/raster.ts';
import { yieldToEventLoop, eachRow } from '../pixels/rows.ts';
import type { Drawing, Layer, Stage, Texture } from './scene.ts';

/** Textures are computed for one pixel in four and enlarged, because backgrounds are slightly out of focus. */
const TEXTURE_SCALE = 0.5;
/** Drawings with at least this blur are rendered at half size: no visible difference, in a third of the time. */
const COARSE_BLUR_PX = 5;

/** Paints layers over each other. The first one covers the canvas. */
export async function paintLayers(layers: readonly Layer[], stage: Stage, signal: AbortSignal): Promise<Raster> {
  const painted = await Promise.all(
    layers.map((layer) => (layer.kind === 'drawing' ? drawn(layer, stage) : worked(layer, stage, signal))),
  );
  await yieldToEventLoop(signal);
  const [base, ...rest] = painted;
  if (base === undefined) throw new TypeError('A scene has at least one layer.');
  const composed = await toRaster(
    from(base).composite(
      rest.map((raster, index) => ({
        input: Buffer.from(raster.data.buffer, raster.data.byteOffset, raster.data.byteLength),
        raw: { width: raster.width, height: raster.height, channels: 4 as const },
        blend: layers[index + 1]?.blend ?? 'over',
      })),
    ),
  );
  // Compositing rounds, so opaque over opaque may result in an alpha of 254.
  for (let alpha = 3; alpha < composed.data.length; alpha += 4) composed.data[alpha] = 255;
  await yieldToEventLoop(signal);
  return composed;
}

async function drawn({ shapes, blurPx = 0 }: Drawing, { width, height }: Stage): Promise<Raster> {
  const scale = blurPx >= COARSE_BLUR_PX ? 0.5 : 1;
  const [w, h] = [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="0 0 ${width} ${height}" preserveAspectRatio="none">${shapes}</svg>`;
  const vector = sharp(Buffer.from(svg));
  const raster = await toRaster(blurPx === 0 ? vector : vector.blur(Math.max(0.3, blurPx * scale)));
  return scale === 1 ? raster : toRaster(resized(raster, width, height));
}

async function worked({ shade, blurPx = 0 }: Texture, stage: Stage, signal: AbortSignal): Promise<Raster> {
  const width = Math.max(1, Math.round(stage.width * TEXTURE_SCALE));
  const height = Math.max(1, Math.round(stage.height * TEXTURE_SCALE));
  const data = new Uint8ClampedArray(width * height * 4);
  const out = new Float32Array(4);
  await eachRow({ width, height }, signal, (y) => {
    for (let x = 0; x < width; x += 1) {
      shade((x + 0.5) / TEXTURE_SCALE, (y + 0.5) / TEXTURE_SCALE, out);
      const at = (y * width + x) * 4;
      data[at] = out[0] ?? 0;
      data[at + 1] = out[1] ?? 0;
      data[at + 2] = out[2] ?? 0;
      data[at + 3] = out[3] ?? 0;
    }
  });
  const small = { width, height, data: new Uint8Array(data.buffer) };
  const focused = blurPx === 0 ? small : await toRaster(from(small).blur(Math.max(0.3, blurPx * TEXTURE_SCALE)));
  return toRaster(resized(focused, stage.width, stage.height));
}
