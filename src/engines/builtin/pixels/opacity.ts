import type { Raster } from './raster.ts';
import { eachRow } from './rows.ts';

/** Whether no pixel lets anything through. */
export async function isOpaque(raster: Raster, signal: AbortSignal): Promise<boolean> {
  let opaque = true;
  await eachRow(raster, signal, (y) => {
    const end = (y + 1) * raster.width * 4;
    for (let alpha = y * raster.width * 4 + 3; opaque && alpha < end; alpha += 4) opaque = raster.data[alpha] === 255;
  });
  return opaque;
}
