import type { Raster } from '../pixels/raster.ts';
import type { FoundSubject } from '../segment/subject.ts';
import type { MattingModel } from './matting-model.ts';

/** A subject takes at least and at most so much of a picture. */
const AREA_LEAST = 0.004;
const AREA_MOST = 0.98;

/**
 * The subject as the model tells it; null where it sees none, or nothing else. The confidence falls with the pixels that it
 * leaves undecided: on a picture that is not of its kind a network answers with grey.
 */
export async function foundByModel(
  model: MattingModel,
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
