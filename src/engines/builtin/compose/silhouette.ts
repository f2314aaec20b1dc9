import { max, min } from '../pixels/arithmetic.ts';
import { blankCoverage, type Coverage } from '../pixels/raster.ts';
import { eachRow } from '../pixels/rows.ts';
import type { Standing } from './shadow.ts';

/** Edge pixels below this opacity contain too much of the background to be kept by a later action. */
const OPAQUE_FROM = 175;

/** The area of a canvas that subjects cover: 255 or 0. */
export async function silhouette(
  size: { readonly width: number; readonly height: number },
  standings: readonly Standing[],
  signal: AbortSignal,
): Promise<Coverage> {
  const coverage = blankCoverage(size.width, size.height);
  for (const { subject, left, top } of standings) {
    await eachRow(subject, signal, (y) => {
      if (y + top < 0 || y + top >= size.height) return;
      for (let x = max(0, -left); x < min(subject.width, size.width - left); x += 1) {
        const alpha = subject.data[(y * subject.width + x) * 4 + 3] ?? 0;
        if (alpha >= OPAQUE_FROM) coverage.data[(y + top) * size.width + x + left] = 255;
      }
    });
  }
  return coverage;
}
