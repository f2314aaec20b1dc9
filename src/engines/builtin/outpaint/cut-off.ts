import type { Coverage } from '../pixels/raster.ts';
import type { Sides } from './strips.ts';

/** Whether a subject reaches a side that grows: it has to go on there, and cannot be left out of what continues the picture. */
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
