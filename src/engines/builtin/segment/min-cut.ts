import { abs, floor, min } from '../pixels/arithmetic.ts';

/** A graph on a grid of pixels, each connected to the two terminals and to its eight neighbours. */
export interface GridGraph {
  readonly width: number;
  readonly height: number;
  /** The terminal cost of each pixel: positive if it is paid for labelling it 0, negative if for labelling it 1. */
  readonly terminal: Int32Array;
  /** For the first, third, … of `DIRECTIONS`: for each pixel, the cost of a cut to its neighbour in that direction. */
  readonly ties: readonly Int32Array[];
}

/** Opposite directions are adjacent. */
export const DIRECTIONS: readonly (readonly [x: number, y: number])[] = [
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
  [1, 1],
  [-1, -1],
  [-1, 1],
  [1, -1],
];

const [FREE, SOURCE, SINK] = [0, 1, 2];
const [TERMINAL, ORPHAN, NONE] = [8, 9, 10];

/**
 * The minimum cut of the grid: 1 for pixels on the source's side. The algorithm of Boykov and Kolmogorov: two search trees grow from the
 * terminals until they touch, flow augments the path between them, and nodes that it disconnects are adopted by another parent.
 */
export function minCut({ width, height, terminal, ties }: GridGraph): Uint8Array {
  const graph = new Trees(width, height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [pixel, node] = [y * width + x, (y + 1) * graph.stride + x + 1];
      graph.residual[node] = terminal[pixel] ?? 0;
      for (const [pair, costs] of ties.entries()) {
        const [across, down] = DIRECTIONS[2 * pair] ?? [0, 0];
        if (x + across < 0 || x + across >= width || y + down >= height) continue;
        const cost = costs[pixel] ?? 0;
        graph.setTie(node, 2 * pair, cost);
      }
    }
  }
  graph.run();
  return Uint8Array.from({ length: width * height }, (_, pixel) => {
    const node = (floor(pixel / width) + 1) * graph.stride + (pixel % width) + 1;
    return graph.tree[node] === SOURCE ? 1 : 0;
  });
}

/** The search trees, on a grid with a margin of one pixel without capacity. */
class Trees {
  readonly stride: number;
  readonly residual: Int32Array;
  readonly tree: Uint8Array;
  readonly #size: number;
  /** The residual capacity of each node in each direction: all nodes for the first direction, then for the second, … */
  readonly #caps: Int32Array;
  readonly #offsets: readonly number[];
  readonly #parent: Uint8Array;
  readonly #checkedAt: Int32Array;
  readonly #queued: Uint8Array;
  readonly #active: number[] = [];
  readonly #orphans: number[] = [];
  #clock = 0;

  constructor(width: number, height: number) {
    this.stride = width + 2;
    const size = this.stride * (height + 2);
    this.residual = new Int32Array(size);
    this.tree = new Uint8Array(size);
    this.#size = size;
    this.#caps = new Int32Array(size * DIRECTIONS.length);
    this.#offsets = DIRECTIONS.map(([x, y]) => x + y * this.stride);
    this.#parent = new Uint8Array(size).fill(NONE);
    this.#checkedAt = new Int32Array(size);
    this.#queued = new Uint8Array(size);
  }

  setTie(node: number, direction: number, cost: number): void {
    this.#caps[direction * this.#size + node] = cost;
    this.#caps[(direction ^ 1) * this.#size + node + this.#offset(direction)] = cost;
  }

  run(): void {
    for (const [node, rest] of this.residual.entries()) {
      if (rest === 0) continue;
      this.tree[node] = rest > 0 ? SOURCE : SINK;
      this.#parent[node] = TERMINAL;
      this.#activate(node);
    }
    for (let head = 0; head < this.#active.length; head += 1) {
      const node = this.#active[head] ?? 0;
      this.#queued[node] = 0;
      while (this.tree[node] !== FREE) {
        const touching = this.#grow(node);
        if (touching === NONE) break;
        this.#augment(node, touching);
        this.#adopt();
      }
    }
  }

  #offset(direction: number): number {
    return this.#offsets[direction] ?? 0;
  }

  #cap(direction: number, node: number): number {
    return this.#caps[direction * this.#size + node] ?? 0;
  }

  /** The residual capacity away from the source: from a node of its tree to the neighbour, or from the neighbour to a node of the sink's tree. */
  #open(node: number, direction: number, isSource: boolean): number {
    return isSource ? this.#cap(direction, node) : this.#cap(direction ^ 1, node + this.#offset(direction));
  }

  #activate(node: number): void {
    if (this.#queued[node] === 1) return;
    this.#queued[node] = 1;
    this.#active.push(node);
  }

  /** Adds free neighbours to the tree. Returns the direction of a neighbour in the other tree; NONE if there is none. */
  #grow(node: number): number {
    const own = this.tree[node] ?? FREE;
    for (let direction = 0; direction < 8; direction += 1) {
      if (this.#open(node, direction, own === SOURCE) === 0) continue;
      const neighbour = node + this.#offset(direction);
      const other = this.tree[neighbour];
      if (other === FREE) {
        this.tree[neighbour] = own;
        this.#parent[neighbour] = direction ^ 1;
        this.#activate(neighbour);
      } else if (other !== own) return direction;
    }
    return NONE;
  }

  #augment(node: number, direction: number): void {
    const neighbour = node + this.#offset(direction);
    const isSource = this.tree[node] === SOURCE;
    const [from, to, along] = isSource ? [node, neighbour, direction] : [neighbour, node, direction ^ 1];
    const flow = min(this.#cap(along, from), this.#least(from, true), this.#least(to, false));
    this.#push(from, along, flow);
    this.#drain(from, flow, true);
    this.#drain(to, flow, false);
  }

  #least(start: number, isSource: boolean): number {
    let least = Number.POSITIVE_INFINITY;
    let node = start;
    for (let up = this.#parent[node] ?? NONE; up !== TERMINAL; up = this.#parent[node] ?? NONE) {
      const parent = node + this.#offset(up);
      least = min(least, isSource ? this.#cap(up ^ 1, parent) : this.#cap(up, node));
      node = parent;
    }
    return min(least, abs(this.residual[node] ?? 0));
  }

  #drain(start: number, flow: number, isSource: boolean): void {
    let node = start;
    for (let up = this.#parent[node] ?? NONE; up !== TERMINAL; up = this.#parent[node] ?? NONE) {
      const parent = node + this.#offset(up);
      const [from, along] = isSource ? [parent, up ^ 1] : [node, up];
      this.#push(from, along, flow);
      if (this.#cap(along, from) === 0) this.#orphan(node);
      node = parent;
    }
    this.residual[node] = (this.residual[node] ?? 0) - (isSource ? flow : -flow);
    if (this.residual[node] === 0) this.#orphan(node);
  }

  #push(from: number, along: number, flow: number): void {
    this.#caps[along * this.#size + from] = this.#cap(along, from) - flow;
    const to = from + this.#offset(along);
    this.#caps[(along ^ 1) * this.#size + to] = this.#cap(along ^ 1, to) + flow;
  }

  #orphan(node: number): void {
    // Its parent is read while the path is augmented, so only `adopt` resets it.
    this.#orphans.push(node);
  }

  #adopt(): void {
    for (const node of this.#orphans) this.#parent[node] = ORPHAN;
    this.#clock += 1;
    for (let node = this.#orphans.pop(); node !== undefined; node = this.#orphans.pop()) {
      const isSource = this.tree[node] === SOURCE;
      let found = NONE;
      for (let direction = 0; direction < 8 && found === NONE; direction += 1) {
        const neighbour = node + this.#offset(direction);
        if (this.tree[neighbour] !== this.tree[node] || this.#open(neighbour, direction ^ 1, isSource) === 0) continue;
        if (this.#isRooted(neighbour)) found = direction;
      }
      if (found === NONE) this.#setFree(node, isSource);
      else this.#parent[node] = found;
    }
  }

  #setFree(node: number, isSource: boolean): void {
    for (let direction = 0; direction < 8; direction += 1) {
      const neighbour = node + this.#offset(direction);
      if (this.tree[neighbour] !== this.tree[node]) continue;
      if (this.#open(neighbour, direction ^ 1, isSource) > 0) this.#activate(neighbour);
      if (this.#parent[neighbour] === (direction ^ 1)) {
        this.#parent[neighbour] = ORPHAN;
        this.#orphans.push(neighbour);
        this.#clock += 1; // invalidates cached distances to the root through this node
      }
    }
    this.tree[node] = FREE;
    this.#parent[node] = NONE;
  }

  #isRooted(start: number): boolean {
    let node = start;
    for (;;) {
      const up = this.#parent[node] ?? NONE;
      if (up === TERMINAL || this.#checkedAt[node] === this.#clock) break;
      if (up === ORPHAN || up === NONE) return false;
      node += this.#offset(up);
    }
    for (let way = start; this.#checkedAt[way] !== this.#clock;) {
      this.#checkedAt[way] = this.#clock;
      const up = this.#parent[way] ?? NONE;
      if (up === TERMINAL) break;
      way += this.#offset(up);
    }
    return true;
  }
}
