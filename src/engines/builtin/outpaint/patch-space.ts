import { max, sqrt } from '../pixels/arithmetic.ts';

/** Colours of a picture: red, green and blue of each pixel, 0 to 255. */
export interface Colours {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}

/** A patch is a square of 7 by 7 pixels around its centre. */
export const PATCH_REACH = 3;
const PATCH_SIDE = 2 * PATCH_REACH + 1;
export const VALUES = PATCH_SIDE * PATCH_SIDE * 3;
/** The number of principal components that are compared: of 147, the first 10 contain over 95 % of the variance in photographs. */
export const COMPONENTS = 10;
const SAMPLES_MAX = 1500;
const ROUNDS = 8;

/** The principal components of the patches of a picture. */
export interface PatchSpace {
  readonly mean: Float32Array;
  /** COMPONENTS rows of one weight for each value of a patch. */
  readonly axes: Float32Array;
}

/** Copies the values of a patch into `patch`. */
function readPatch({ width, data }: Colours, centre: number, patch: Float32Array): void {
  let at = 0;
  for (let y = -PATCH_REACH; y <= PATCH_REACH; y += 1) {
    const start = (centre + y * width - PATCH_REACH) * 3;
    for (let value = start; value < start + PATCH_SIDE * 3; value += 1) {
      patch[at] = data[value] ?? 0;
      at += 1;
    }
  }
}

/** Principal component analysis by orthogonal iteration, over an even sample of the patches around `centres`. */
export function patchSpaceOf(colours: Colours, centres: Int32Array): PatchSpace {
  const step = max(1, Math.ceil(centres.length / SAMPLES_MAX));
  const patches = centres
    .filter((_, index) => index % step === 0)
    .reduce<Float32Array[]>((list, centre) => {
      const patch = new Float32Array(VALUES);
      readPatch(colours, centre, patch);
      list.push(patch);
      return list;
    }, []);
  const mean = new Float32Array(VALUES);
  for (const patch of patches) for (const [at, value] of patch.entries()) mean[at] = (mean[at] ?? 0) + value;
  for (const at of mean.keys()) mean[at] = (mean[at] ?? 0) / patches.length;
  for (const patch of patches) for (const at of patch.keys()) patch[at] = (patch[at] ?? 0) - (mean[at] ?? 0);
  // Starts from cosines, to which the components of photographs are close.
  let axes = new Float32Array(COMPONENTS * VALUES);
  for (const at of axes.keys()) {
    const [axis, value] = [Math.floor(at / VALUES), at % VALUES];
    axes[at] = Math.cos((axis * (value + 0.5) * Math.PI) / VALUES) + (value % 3 === axis % 3 ? 0.1 : 0);
  }
  orthogonalise(axes);
  for (let round = 0; round < ROUNDS; round += 1) {
    axes = multiplied(patches, axes);
    orthogonalise(axes);
  }
  return { mean, axes };
}

/** The covariance of the patches times each axis. */
function multiplied(patches: readonly Float32Array[], axes: Float32Array): Float32Array<ArrayBuffer> {
  const product = new Float32Array(axes.length);
  for (const patch of patches) {
    for (let axis = 0; axis < COMPONENTS; axis += 1) {
      const start = axis * VALUES;
      let along = 0;
      for (let at = 0; at < VALUES; at += 1) along += (patch[at] ?? 0) * (axes[start + at] ?? 0);
      for (let at = 0; at < VALUES; at += 1)
        product[start + at] = (product[start + at] ?? 0) + along * (patch[at] ?? 0);
    }
  }
  return product;
}

/** Gram-Schmidt orthonormalization of the rows. A linearly dependent row becomes zero. */
function orthogonalise(axes: Float32Array): void {
  for (let axis = 0; axis < COMPONENTS; axis += 1) {
    const row = axes.subarray(axis * VALUES, (axis + 1) * VALUES);
    const before = sqrt(dot(row, row));
    for (let other = 0; other < axis; other += 1) {
      const base = axes.subarray(other * VALUES, (other + 1) * VALUES);
      const along = dot(row, base);
      for (let at = 0; at < VALUES; at += 1) row[at] = (row[at] ?? 0) - along * (base[at] ?? 0);
    }
    const length = sqrt(dot(row, row));
    const scale = length > 1e-4 * before ? 1 / length : 0;
    for (let at = 0; at < VALUES; at += 1) row[at] = (row[at] ?? 0) * scale;
  }
}

function dot(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < VALUES; at += 1) sum += (one[at] ?? 0) * (other[at] ?? 0);
  return sum;
}

/** Writes the components of the patch around `centre` to `into`, starting at `at`. `patch` is a buffer for one patch. */
export function project(
  { mean, axes }: PatchSpace,
  colours: Colours,
  centre: number,
  into: Float32Array,
  at: number,
  patch: Float32Array,
): void {
  readPatch(colours, centre, patch);
  for (let value = 0; value < VALUES; value += 1) patch[value] = (patch[value] ?? 0) - (mean[value] ?? 0);
  for (let axis = 0; axis < COMPONENTS; axis += 1) {
    const start = axis * VALUES;
    let along = 0;
    for (let value = 0; value < VALUES; value += 1) along += (patch[value] ?? 0) * (axes[start + value] ?? 0);
    into[at + axis] = along;
  }
}
