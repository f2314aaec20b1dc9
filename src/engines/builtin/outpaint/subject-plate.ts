import { type Coverage, from, type Raster, toCoverage } from '../pixels/raster.ts';
import { eachRow } from '../pixels/rows.ts';
import type { Sides } from './strips.ts';

/** Whether the subject touches an extended side. It is continued there, so it cannot be removed from the source of the continuation. */
export function isCutOff({ width, height, data }: Coverage, { top, right, bottom, left }: Sides): boolean {
  for (let x = 0; x < width; x += 1) {
    if (top > 0 && (data[x] ?? 0) >= 128) return true;
    if (bottom > 0 && (data[(height - 1) * width + x] ?? 0) >= 128) return true;
  }
  for (let y = 0; y < height; y += 1) {
    if (left > 0 && (data[y * width] ?? 0) >= 128) return true;
    if (right > 0 && (data[(y + 1) * width - 1] ?? 0) >= 128) return true;
  }
  return false;
}

/** The margin around a subject that is removed with it, for its soft edge and reflections, as a share of the longer side. */
const EDGE_SHARE = 0.006;

/** An opaque picture whose subject is transparent, so that blur does not spread its colours. */
export async function plateOf(picture: Raster, subject: Coverage | null, signal: AbortSignal): Promise<Raster> {
  if (subject === null) return picture;
  const sigma = Math.max(0.5, EDGE_SHARE * Math.max(picture.width, picture.height));
  const reach = await toCoverage(from(subject).blur(sigma));
  const plate = { ...picture, data: new Uint8Array(picture.data) };
  await eachRow(picture, signal, (y) => {
    const end = (y + 1) * picture.width;
    for (let pixel = y * picture.width; pixel < end; pixel += 1)
      if ((reach.data[pixel] ?? 0) > 8) plate.data[pixel * 4 + 3] = 0;
  });
  return plate;
}
