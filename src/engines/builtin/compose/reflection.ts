import { from, type Raster, toRaster } from '../pixels/raster.ts';
import { breath } from '../pixels/rows.ts';
import { layOver } from './blend.ts';
import type { Standing } from './shadow.ts';

/** Mirrors a standing subject in the ground below it, fading downwards and a little out of focus. */
export async function reflect(
  canvas: Raster,
  standing: Standing,
  strength: number,
  signal: AbortSignal,
): Promise<void> {
  const foot = standing.top + standing.subject.height;
  const depth = Math.min(standing.subject.height, canvas.height - foot);
  if (strength === 0 || depth < 4) return;
  const lowest = { left: 0, top: standing.subject.height - depth, width: standing.subject.width, height: depth };
  const part = await toRaster(from(standing.subject).extract(lowest).flip());
  const mirrored = await toRaster(from(part).blur(Math.max(0.5, 0.004 * standing.subject.height)));
  await breath(signal);
  const reach = Math.min(depth, 0.55 * standing.subject.height);
  await layOver(
    canvas,
    mirrored,
    { left: standing.left, top: foot - 1 },
    signal,
    (y) => strength * Math.max(0, 1 - y / reach) ** 1.5,
  );
}
