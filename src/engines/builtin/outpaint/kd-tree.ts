/** A k-d tree for nearest-neighbour search (Friedman, Bentley, Finkel 1977). */
export interface KdTree {
  readonly dimensions: number;
  readonly points: Float32Array;
  /** The indexes of the points, in the order of the leaves. */
  readonly order: Int32Array;
  /** For each node: the dimension that it splits, or -1 for a leaf. Node n has the children 2n + 1 and 2n + 2. */
  readonly splitBy: Int8Array;
  readonly splitAt: Float32Array;
}

const LEAF_POINTS = 12;

export function kdTreeOf(points: Float32Array, dimensions: number): KdTree {
  const count = points.length / dimensions;
  let depth = 0;
  while (count / 2 ** depth > LEAF_POINTS) depth += 1;
  const nodes = 2 ** (depth + 1) - 1;
  const tree = {
    dimensions,
    points,
    order: Int32Array.from({ length: count }, (_, index) => index),
    splitBy: new Int8Array(nodes).fill(-1),
    splitAt: new Float32Array(nodes),
  };
  split(tree, 0, 0, count, depth);
  return tree;
}

/** Splits the points from `from` to `to` at the median of the dimension with the largest range. */
function split(tree: KdTree, node: number, from: number, to: number, depth: number): void {
  if (depth === 0) return;
  const { dimensions, points, order } = tree;
  const by = widestOf(tree, from, to);
  const middle = (from + to) >> 1;
  const value = (place: number): number => points[(order[place] ?? 0) * dimensions + by] ?? 0;
  selectMedian(order, value, from, to - 1, middle);
  tree.splitBy[node] = by;
  tree.splitAt[node] = value(middle);
  split(tree, 2 * node + 1, from, middle, depth - 1);
  split(tree, 2 * node + 2, middle, to, depth - 1);
}

function widestOf({ dimensions, points, order }: KdTree, from: number, to: number): number {
  let [widest, most] = [0, -1];
  for (let dimension = 0; dimension < dimensions; dimension += 1) {
    let [least, greatest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let place = from; place < to; place += 1) {
      const value = points[(order[place] ?? 0) * dimensions + dimension] ?? 0;
      if (value < least) least = value;
      if (value > greatest) greatest = value;
    }
    if (greatest - least <= most) continue;
    most = greatest - least;
    widest = dimension;
  }
  return widest;
}

/** Hoare's quickselect: afterwards no value before `middle` is larger than that at `middle`, and none after it smaller. */
function selectMedian(
  order: Int32Array,
  value: (place: number) => number,
  from: number,
  to: number,
  middle: number,
): void {
  let [low, high] = [from, to];
  while (low < high) {
    const pivot = value((low + high) >> 1);
    let [left, right] = [low, high];
    while (left <= right) {
      while (value(left) < pivot) left += 1;
      while (value(right) > pivot) right -= 1;
      if (left > right) break;
      const swapped = order[left] ?? 0;
      order[left] = order[right] ?? 0;
      order[right] = swapped;
      left += 1;
      right -= 1;
    }
    if (middle <= right) high = right;
    else if (middle >= left) low = left;
    else return;
  }
}

export interface Nearest {
  point: number;
  /** The square of the distance. */
  distance: number;
}

/** Updates `best` if a point is nearer to `query`. `weights` are factors of the dimensions, at most 1. */
export type Search = (query: Float32Array, weights: Float32Array, best: Nearest) => void;

/** Each search visits at most `leavesMax` leaves, which bounds its time and makes it approximate. */
export function searchIn({ dimensions, points, order, splitBy, splitAt }: KdTree, leavesMax: number): Search {
  const apart = new Float32Array(dimensions);
  let leaves = 0;
  const compare = (from: number, to: number, query: Float32Array, weights: Float32Array, best: Nearest): void => {
    for (let place = from; place < to; place += 1) {
      const point = order[place] ?? 0;
      const at = point * dimensions;
      let distance = 0;
      for (let dimension = 0; dimension < dimensions && distance < best.distance; dimension += 1) {
        const step = (query[dimension] ?? 0) - (points[at + dimension] ?? 0);
        distance += step * step * (weights[dimension] ?? 0);
      }
      if (distance >= best.distance) continue;
      best.distance = distance;
      best.point = point;
    }
  };
  const look = (
    node: number,
    from: number,
    to: number,
    bound: number,
    query: Float32Array,
    weights: Float32Array,
    best: Nearest,
  ): void => {
    const by = splitBy[node] ?? -1;
    if (by < 0) {
      leaves -= 1;
      compare(from, to, query, weights, best);
      return;
    }
    const middle = (from + to) >> 1;
    const step = (query[by] ?? 0) - (splitAt[node] ?? 0);
    const isLow = step < 0;
    if (isLow) look(2 * node + 1, from, middle, bound, query, weights, best);
    else look(2 * node + 2, middle, to, bound, query, weights, best);
    if (leaves <= 0) return;
    // A lower bound of the distance to points on the other side of the split.
    const before = apart[by] ?? 0;
    const across = step * step * (weights[by] ?? 0);
    const least = bound - before + across;
    if (least >= best.distance) return;
    apart[by] = across;
    if (isLow) look(2 * node + 2, middle, to, least, query, weights, best);
    else look(2 * node + 1, from, middle, least, query, weights, best);
    apart[by] = before;
  };
  return (query, weights, best) => {
    leaves = leavesMax;
    if (order.length > 0) look(0, 0, order.length, 0, query, weights, best);
  };
}
