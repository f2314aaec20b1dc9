/** One byte per pixel: 1 if it is flagged. */
export interface Flags {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

export interface Region {
  /** The indexes of its pixels. */
  readonly pixels: Int32Array;
  /** The number of them on the border of the picture. */
  readonly onBorder: number;
}

/** The 4-connected regions of flagged pixels with at least the given number of pixels. */
export function regionsOf({ width, height, data }: Flags, pixelsMin = 1): readonly Region[] {
  const open = new Uint8Array(data);
  const queue = new Int32Array(width * height);
  const regions: Region[] = [];
  for (let start = 0; start < open.length; start += 1) {
    if (open[start] === 0) continue;
    const length = flood(open, width, queue, seeded(open, queue, 0, start));
    if (length < pixelsMin) continue;
    const pixels = queue.slice(0, length);
    regions.push({ pixels, onBorder: pixels.reduce((count, pixel) => count + onBorder(pixel, width, height), 0) });
  }
  return regions;
}

/** The pixels that are connected to the border through open pixels. */
export function reachedFromBorder({ width, height, data }: Flags): Flags {
  const open = new Uint8Array(data);
  const queue = new Int32Array(width * height);
  let length = 0;
  for (let pixel = 0; pixel < open.length; pixel += 1) {
    if (onBorder(pixel, width, height) === 1) length = seeded(open, queue, length, pixel);
  }
  const reached = new Uint8Array(width * height);
  const total = flood(open, width, queue, length);
  for (let place = 0; place < total; place += 1) reached[queue[place] ?? 0] = 1;
  return { width, height, data: reached };
}

/** Moves a pixel, if it is open, from `open` to the end of the queue, and returns the new length of the queue. */
function seeded(open: Uint8Array, queue: Int32Array, length: number, pixel: number): number {
  if (open[pixel] !== 1) return length;
  open[pixel] = 0;
  queue[length] = pixel;
  return length + 1;
}

/** Flood fill from the first pixels of the queue. Returns the resulting length of the queue. */
function flood(open: Uint8Array, width: number, queue: Int32Array, seeds: number): number {
  let length = seeds;
  for (let head = 0; head < length; head += 1) {
    const pixel = queue[head] ?? 0;
    const x = pixel % width;
    if (x > 0) length = seeded(open, queue, length, pixel - 1);
    if (x < width - 1) length = seeded(open, queue, length, pixel + 1);
    length = seeded(open, queue, length, pixel - width);
    length = seeded(open, queue, length, pixel + width);
  }
  return length;
}

function onBorder(pixel: number, width: number, height: number): 0 | 1 {
  const x = pixel % width;
  return pixel < width || pixel >= width * (height - 1) || x === 0 || x === width - 1 ? 1 : 0;
}

export function flagged(
  size: { readonly width: number; readonly height: number },
  holds: (pixel: number) => boolean,
): Flags {
  const data = new Uint8Array(size.width * size.height);
  for (let pixel = 0; pixel < data.length; pixel += 1) data[pixel] = holds(pixel) ? 1 : 0;
  return { width: size.width, height: size.height, data };
}

/** Dilates the flagged area by `steps` pixels in the four directions; erodes it if `value` is 0. */
export function spread(flags: Flags, value: 0 | 1, steps: number): Flags {
  let data = flags.data;
  for (let step = 0; step < steps; step += 1) {
    const before = data;
    data = new Uint8Array(before);
    for (let pixel = 0; pixel < before.length; pixel += 1) {
      if (before[pixel] !== value) continue;
      const x = pixel % flags.width;
      if (x > 0) data[pixel - 1] = value;
      if (x < flags.width - 1) data[pixel + 1] = value;
      if (pixel >= flags.width) data[pixel - flags.width] = value;
      if (pixel + flags.width < before.length) data[pixel + flags.width] = value;
    }
  }
  return { ...flags, data };
}
