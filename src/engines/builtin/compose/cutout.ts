import { max, min } from '../pixels/arithmetic.ts';
import { from, type Raster, toRaster } from '../pixels/raster.ts';
import { breath, eachRow } from '../pixels/rows.ts';
import type { Keep } from '../segment/keep.ts';

/** Softness of a cut edge, as the sigma in pixels of a picture of 1024 px; it grows with larger pictures. */
const FEATHER_SIGMA = 0.75;

/**
 * The kept pixels with their own bytes, the rest transparent. The edge is softened outside of what is kept only: there, the colours of the
 * kept side run out over a pixel or so, so that nothing of the old background shows as a rim.
 */
export async function cutOut(picture: Raster, keep: Keep, signal: AbortSignal): Promise<Raster> {
  // True transparency is better than anything that a mask could say.
  if (keep.toldBy === 'alpha') return picture;
  const { width, height, data } = picture;
  const coverage = keep.coverage.data;
  const only = new Uint8Array(data);
  await eachRow(picture, signal, (y) => {
    const end = (y + 1) * width;
    for (let pixel = y * width; pixel < end; pixel += 1) if ((coverage[pixel] ?? 0) < 128) only[pixel * 4 + 3] = 0;
  });
  const sigma = FEATHER_SIGMA * max(1, max(width, height) / 1024);
  const spread = await toRaster(from({ width, height, data: only }).blur(sigma));
  await breath(signal);
  await eachRow(picture, signal, (y) => {
    const end = (y + 1) * width;
    for (let pixel = y * width; pixel < end; pixel += 1) {
      const covered = coverage[pixel] ?? 0;
      const at = pixel * 4;
      if (covered >= 128) continue;
      const feather = 2 * (spread.data[at + 3] ?? 0);
      const told = keep.toldBy === 'mask' ? (covered / 127.5) * (data[at + 3] ?? 0) : 0;
      const source = feather >= told ? spread.data : data;
      only[at] = source[at] ?? 0;
      only[at + 1] = source[at + 1] ?? 0;
      only[at + 2] = source[at + 2] ?? 0;
      only[at + 3] = min(254, max(feather, told));
    }
  });
  return { width, height, data: only };
}
