import { exp, floor, log, max } from '../pixels/arithmetic.ts';
import type { Planes } from './likeness.ts';

/** A Gaussian mixture model of the colours of one side. Returns the negative log-likelihood of each pixel's colour. */
export type Mixture = (pixel: number) => number;

const COMPONENTS = 5;
const ROUNDS = 4;
const SAMPLES_MAX = 6_000;
/** The minimum variance of a component, in squared steps of brightness. */
const SPREAD_MIN = 12;

interface Component {
  readonly share: number;
  readonly mean: readonly [number, number, number];
  /** The inverse of the covariance (upper triangle by rows), and half the logarithm of its determinant. */
  readonly inverse: readonly [number, number, number, number, number, number];
  readonly halfLog: number;
}

/** Fits Gaussian components to the colours of these pixels by k-means. Null if there are too few pixels. */
export function mixtureOf({ brightness, blueness, redness }: Planes, pixels: readonly number[]): Mixture | null {
  if (pixels.length < 4 * COMPONENTS) return null;
  const colourAt = (pixel: number): readonly [number, number, number] => [
    brightness[pixel] ?? 0,
    2 * (blueness[pixel] ?? 0),
    2 * (redness[pixel] ?? 0),
  ];
  const step = Math.ceil(pixels.length / SAMPLES_MAX);
  const samples = pixels.filter((_, index) => index % step === 0).map(colourAt);
  const components = clustersOf(samples).map((cluster) => componentOf(cluster, samples.length));
  return (pixel) => {
    const [a, b, c] = colourAt(pixel);
    let density = 0;
    for (const { share, mean, inverse, halfLog } of components) {
      const [x, y, z] = [a - mean[0], b - mean[1], c - mean[2]];
      const [xx, xy, xz, yy, yz, zz] = inverse;
      const distance = x * x * xx + y * y * yy + z * z * zz + 2 * (x * y * xy + x * z * xz + y * z * yz);
      density += share * exp(-distance / 2 - halfLog);
    }
    return -log(max(density, 1e-12));
  };
}

type Colour = readonly [number, number, number];

/** Starts from quantiles of brightness, so that the result is deterministic. */
function clustersOf(samples: readonly Colour[]): readonly (readonly Colour[])[] {
  const sorted = samples.toSorted((one, other) => one[0] - other[0]);
  let means: readonly Colour[] = Array.from(
    { length: COMPONENTS },
    (_, component): Colour => sorted[floor(((component + 0.5) * sorted.length) / COMPONENTS)] ?? [0, 0, 0],
  );
  let clusters: Colour[][] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    clusters = means.map(() => []);
    for (const sample of samples) clusters[nearestOf(means, sample)]?.push(sample);
    means = clusters.map((cluster, component) =>
      cluster.length === 0 ? (means[component] ?? [0, 0, 0]) : meanOf(cluster),
    );
  }
  return clusters.filter((cluster) => cluster.length > 0);
}

function nearestOf(means: readonly Colour[], [a, b, c]: Colour): number {
  let [best, least] = [0, Number.POSITIVE_INFINITY];
  for (const [component, [x, y, z]] of means.entries()) {
    const distance = (a - x) ** 2 + (b - y) ** 2 + (c - z) ** 2;
    if (distance < least) [best, least] = [component, distance];
  }
  return best;
}

function meanOf(cluster: readonly Colour[]): Colour {
  let [a, b, c] = [0, 0, 0];
  for (const [x, y, z] of cluster) [a, b, c] = [a + x, b + y, c + z];
  return [a / cluster.length, b / cluster.length, c / cluster.length];
}

function componentOf(cluster: readonly Colour[], total: number): Component {
  const mean = meanOf(cluster);
  let [xx, xy, xz, yy, yz, zz] = [0, 0, 0, 0, 0, 0];
  for (const colour of cluster) {
    const [x, y, z] = [colour[0] - mean[0], colour[1] - mean[1], colour[2] - mean[2]];
    [xx, xy, xz, yy, yz, zz] = [xx + x * x, xy + x * y, xz + x * z, yy + y * y, yz + y * z, zz + z * z];
  }
  const count = cluster.length;
  [xx, yy, zz] = [xx / count + SPREAD_MIN, yy / count + SPREAD_MIN, zz / count + SPREAD_MIN];
  [xy, xz, yz] = [xy / count, xz / count, yz / count];
  const determinant = xx * (yy * zz - yz * yz) - xy * (xy * zz - yz * xz) + xz * (xy * yz - yy * xz);
  return {
    share: count / total,
    mean,
    inverse: [
      (yy * zz - yz * yz) / determinant,
      (xz * yz - xy * zz) / determinant,
      (xy * yz - xz * yy) / determinant,
      (xx * zz - xz * xz) / determinant,
      (xy * xz - xx * yz) / determinant,
      (xx * yy - xy * xy) / determinant,
    ],
    halfLog: log(determinant) / 2,
  };
}
