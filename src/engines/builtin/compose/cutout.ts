import { max, min } from '../pixels/arithmetic.ts';
import { from, type Raster, toRaster } from '../pixels/raster.ts';
import { yieldToEventLoop, eachRow } from '../pixels/rows.ts';
import type { Keep } from '../segment/keep.ts';

/** The blur of a cut edge: the sigma in pixels at 1024 px, which grows with the picture. */
const FEATHER_SIGMA = 0.75;

/**
 * Returns the kept pixels with their own bytes, and the rest transparent. The edge is softened only outside of the kept area,
 * where the colours of the kept side extend over a pixel or so, so that no rim of the old background remains.
 */
export async function cutOut(picture: Raster, keep: Keep, signal: AbortSignal): Promise<Raster> {
  // The picture's own alpha is more exact than a mask.
  if (keep.determinedBy === 'alpha') return picture;
  const { width, height, data } = picture;
  const coverage = keep.coverage.data;
  const only = new Uint8Array(data);
  await eachRow(picture, signal, (y) => {
    const end = (y + 1) * width;
    for (let pixel = y * width; pixel < end; pixel += 1) if ((coverage[pixel] ?? 0) < 128) only[pixel * 4 + 3] = 0;
  });
  const sigma = FEATHER_SIGMA * max(1, max(width, height) / 1024);
  const spread = await toRaster(from({ width, height, data: only }).blur(sigma));
  await yieldToEventLoop(signal);
  await eachRow(picture, signal, (y) => {
    const end = (y + 1) * width;
    for (let pixel = y * width; pixel < end; pixel += 1) {
      const covered = coverage[pixel] ?? 0;
      const at = pixel * 4;
      if (covered >= 128) continue;
      const feather = 2 * (spread.data[at + 3] ?? 0);
      const marked = keep.determinedBy === 'mask' ? (covered / 127.5) * (data[at + 3] ?? 0) : 0;
      const source = feather >= marked ? spread.data : data;
      only[at] = source[at] ?? 0;
      only[at + 1] = source[at + 1] ?? 0;
      only[at + 2] = source[at + 2] ?? 0;
      only[at + 3] = min(254, max(feather, marked));
    }
  });
  return { width, height, data: only };
}
