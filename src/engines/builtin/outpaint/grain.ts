import type { Random } from '../pixels/random.ts';
import type { Raster } from '../pixels/raster.ts';

const SAMPLES = 20_000;
/** The maximum difference from the neighbours that counts as grain; above it is detail. */
const GRAIN_MAX = 9;
/** Converts a median to a standard deviation: a pixel minus the mean of two neighbours has 1.22 times the deviation, of which the median is 0.6745. */
const MEDIAN_TO_SIGMA = 1 / (0.6745 * 1.22);

/** Estimates the standard deviation of a picture's grain, in steps of 0 to 255, from the differences between pixels and the mean of their neighbours. */
export function grainOf({ width, height, data }: Raster, random: Random): number {
  if (width < 3) return 0;
  const found: number[] = [];
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    const x = 1 + Math.floor(random() * (width - 2));
    const at = (Math.floor(random() * height) * width + x) * 4 + 1;
    found.push(Math.abs((data[at] ?? 0) - ((data[at - 4] ?? 0) + (data[at + 4] ?? 0)) / 2));
  }
  const sorted = Float32Array.from(found).toSorted();
  return Math.min(GRAIN_MAX, (sorted[SAMPLES >> 1] ?? 0) * MEDIAN_TO_SIGMA);
}

/** Noise of standard deviation 1, long enough that rows with random offsets show no repetition. */
export function noiseTable(random: Random): Float32Array {
  return Float32Array.from({ length: 65_536 }, () => 1.73 * (random() + random() + random() + random() - 2));
}
