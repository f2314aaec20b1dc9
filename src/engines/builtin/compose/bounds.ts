import { from, type Raster, toRaster } from '../pixels/raster.ts';
import { eachRow } from '../pixels/rows.ts';

/** A rectangle of pixels; right and bottom are exclusive. */
export interface Bounds {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The bounds of the visible pixels; the whole raster if none is visible. */
export async function boundsOf(raster: Raster, signal: AbortSignal): Promise<Bounds> {
  let [left, top, right, bottom] = [raster.width, raster.height, 0, 0];
  await eachRow(raster, signal, (y) => {
    for (let x = 0; x < raster.width; x += 1) {
      if ((raster.data[(y * raster.width + x) * 4 + 3] ?? 0) < 64) continue;
      if (x < left) left = x;
      if (x >= right) right = x + 1;
      if (y < top) top = y;
      bottom = y + 1;
    }
  });
  return right > left ? { left, top, right, bottom } : { left: 0, top: 0, right: raster.width, bottom: raster.height };
}

/** Crops a raster to bounds and resizes it. */
export async function cropped(raster: Raster, bounds: Bounds, width: number, height: number): Promise<Raster> {
  const part = {
    left: bounds.left,
    top: bounds.top,
    width: bounds.right - bounds.left,
    height: bounds.bottom - bounds.top,
  };
  return toRaster(from(raster).extract(part).resize(Math.max(1, width), Math.max(1, height), { fit: 'fill' }));
}
