import { floor, max, min, round, sqrt } from '../pixels/arithmetic.ts';
import { difference, type Planes } from './likeness.ts';

/** A picture divided into some hundred superpixels: small areas of similar colour. */
export interface Superpixels {
  readonly count: number;
  /** The superpixel of each pixel. */
  readonly labels: Int32Array;
  /** Five values for each superpixel: the means of brightness, blueness and redness, and of x and y in pixels. */
  readonly means: Float64Array;
  readonly areas: Float64Array;
}

export const VALUES = 5;
const COUNT = 260;
const ROUNDS = 6;
/** The weight of position relative to colour: higher values make superpixels more compact. */
const COMPACTNESS = 32;

/** Simple linear iterative clustering (SLIC): k-means by colour and position, in which each centre searches twice its own size. */
export function superpixelsOf(planes: Planes): Superpixels {
  const { width, height } = planes;
  const size = width * height;
  const step = max(1, sqrt(size / COUNT));
  const columns = max(1, round(width / step));
  const rows = max(1, round(height / step));
  const count = columns * rows;
  let means: Float64Array = new Float64Array(count * VALUES);
  for (let index = 0; index < count; index += 1) {
    const x = floor((((index % columns) + 0.5) * width) / columns);
    const y = floor(((floor(index / columns) + 0.5) * height) / rows);
    means.set(valuesAt(planes, y * width + x), index * VALUES);
  }
  const labels = new Int32Array(size);
  for (let turn = 0; turn < ROUNDS; turn += 1) {
    assign(planes, means, step, labels);
    means = averaged(planes, labels, means);
  }
  const areas = new Float64Array(count);
  for (const label of labels) areas[label] = (areas[label] ?? 0) + 1;
  return { count, labels, means, areas };
}

function valuesAt({ width, brightness, blueness, redness }: Planes, pixel: number): readonly number[] {
  const colour = [brightness[pixel] ?? 0, blueness[pixel] ?? 0, redness[pixel] ?? 0];
  return [...colour, pixel % width, floor(pixel / width)];
}

function assign(planes: Planes, means: Float64Array, step: number, labels: Int32Array): void {
  const { width, height, brightness, blueness, redness } = planes;
  const nearest = new Float32Array(labels.length).fill(Number.POSITIVE_INFINITY);
  const weight = (COMPACTNESS / step) ** 2;
  for (let label = 0; label * VALUES < means.length; label += 1) {
    const at = label * VALUES;
    const [meanX, meanY] = [means[at + 3] ?? 0, means[at + 4] ?? 0];
    const [left, right] = [max(0, floor(meanX - step)), min(width - 1, floor(meanX + step))];
    const bottom = min(height - 1, floor(meanY + step));
    for (let y = max(0, floor(meanY - step)); y <= bottom; y += 1) {
      for (let x = left; x <= right; x += 1) {
        const pixel = y * width + x;
        const colour = difference(
          (brightness[pixel] ?? 0) - (means[at] ?? 0),
          (blueness[pixel] ?? 0) - (means[at + 1] ?? 0),
          (redness[pixel] ?? 0) - (means[at + 2] ?? 0),
        );
        const distance = colour * colour + weight * ((x - meanX) ** 2 + (y - meanY) ** 2);
        if (distance >= (nearest[pixel] ?? 0)) continue;
        nearest[pixel] = distance;
        labels[pixel] = label;
      }
    }
  }
}

/** A superpixel without pixels keeps its previous mean. */
function averaged(planes: Planes, labels: Int32Array, before: Float64Array): Float64Array {
  const sums = new Float64Array(before.length);
  const counts = new Float64Array(before.length / VALUES);
  for (const [pixel, label] of labels.entries()) {
    const values = valuesAt(planes, pixel);
    for (let value = 0; value < VALUES; value += 1) {
      sums[label * VALUES + value] = (sums[label * VALUES + value] ?? 0) + (values[value] ?? 0);
    }
    counts[label] = (counts[label] ?? 0) + 1;
  }
  return sums.map((sum, at) => {
    const count = counts[floor(at / VALUES)] ?? 0;
    return count === 0 ? (before[at] ?? 0) : sum / count;
  });
}
