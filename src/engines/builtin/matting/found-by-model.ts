import type { Raster } from '../pixels/raster.ts';
import type { FoundSubject } from '../segment/subject.ts';
import type { MattingModel } from './matting-model.ts';

/** The smallest and the largest area of a subject, as shares of the picture. */
const AREA_LEAST = 0.004;
const AREA_MOST = 0.98;

/**
 * The subject according to the model; null if the matte is almost empty or almost full. The confidence is lower the more
 * pixels have intermediate values, which networks return for pictures unlike those that they were trained on.
 */
export async function foundByModel(
  model: Pick<MattingModel, 'matte'>,
  picture: Raster,
  signal: AbortSignal,
): Promise<FoundSubject | null> {
  const coverage = await model.matte(picture, signal);
  let [kept, undecided] = [0, 0];
  for (const value of coverage.data) {
    kept += value;
    undecided += 255 - Math.abs(2 * value - 255);
  }
  const area = kept / (255 * coverage.data.length);
  if (area < AREA_LEAST || area > AREA_MOST) return null;
  return { coverage, confidence: Math.max(0, 1 - undecided / kept) };
}
