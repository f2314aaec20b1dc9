import type { Random } from '../pixels/random.ts';
import type { Raster } from '../pixels/raster.ts';

const SAMPLES = 20_000;
/** What differs more from its neighbours than this is detail, not grain. */
const GRAIN_MAX = 9;
/** A pixel less the mean of its two neighbours varies 1.22 times as much as the grain; half of all lie within 0.6745 of that. */
const MEDIAN_TO_SIGMA = 1 / (0.6745 * 1.22);

/** The standard deviation of a picture's grain, in steps of 0 to 255: from how far pixels lie from the mean of their neighbours. */
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

/** Noise of standard deviation 1, long enough that rows which start anywhere in it do not repeat visibly. */
export function noiseTable(random: Random): Float32Array {
  return Float32Array.from({ length: 65_536 }, () => 1.73 * (random() + random() + random() + random() - 2));
}
