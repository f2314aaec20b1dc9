import sharp from 'sharp';

/** Decoded pixels, 4 bytes each (red, green, blue, alpha), upright. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

export async function pixelsOf(bytes: Uint8Array): Promise<Pixels> {
  const { data, info } = await sharp(bytes)
    .autoOrient()
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}

/** A mask as PNG, white where `keeps` says so. */
export async function maskOf(
  width: number,
  height: number,
  keeps: (x: number, y: number) => boolean,
): Promise<Uint8Array> {
  const data = Buffer.alloc(width * height);
  for (let pixel = 0; pixel < data.length; pixel += 1) {
    data[pixel] = keeps(pixel % width, Math.floor(pixel / width)) ? 255 : 0;
  }
  return sharp(data, { raw: { width, height, channels: 1 } })
    .png()
    .toBuffer();
}

/** A picture of one colour, as PNG. */
export function plainPicture(width: number, height: number, background: string): Promise<Uint8Array> {
  return sharp({ create: { width, height, channels: 3, background } })
    .png()
    .toBuffer();
}

/** How many of the pixels for which `counts` holds differ between two pictures, in any channel. */
export function differing(one: Pixels, other: Pixels, counts: (pixel: number) => boolean): number {
  let count = 0;
  for (let pixel = 0; pixel < one.width * one.height; pixel += 1) {
    if (!counts(pixel)) continue;
    const at = pixel * 4;
    for (let channel = at; channel < at + 4; channel += 1) {
      if (one.data[channel] === other.data[channel]) continue;
      count += 1;
      break;
    }
  }
  return count;
}

/** The mean of red, green and blue, each 0 to 255. */
export function meanColour(
  { width, height, data }: Pixels,
  counts: (pixel: number) => boolean = () => true,
): readonly [number, number, number] {
  const sum = [0, 0, 0];
  let count = 0;
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    if (!counts(pixel)) continue;
    count += 1;
    for (let channel = 0; channel < 3; channel += 1) {
      sum[channel] = (sum[channel] ?? 0) + (data[pixel * 4 + channel] ?? 0);
    }
  }
  return [(sum[0] ?? 0) / count, (sum[1] ?? 0) / count, (sum[2] ?? 0) / count];
}

/** How far apart the colours of two pictures are on average, per channel. */
export function meanDifference(one: Pixels, other: Pixels): number {
  let sum = 0;
  for (let at = 0; at < one.data.length; at += 1) {
    if (at % 4 !== 3) sum += Math.abs((one.data[at] ?? 0) - (other.data[at] ?? 0));
  }
  return sum / (one.width * one.height * 3);
}

export function brightnessOf({ width, height, data }: Pixels): Float64Array {
  return Float64Array.from(
    { length: width * height },
    (_, pixel) =>
      0.299 * (data[pixel * 4] ?? 0) + 0.587 * (data[pixel * 4 + 1] ?? 0) + 0.114 * (data[pixel * 4 + 2] ?? 0),
  );
}

/** Pearson's correlation: 1 for the same up to scale and offset, 0 for nothing in common. */
export function correlation(one: Float64Array, other: Float64Array): number {
  const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanOne, meanOther] = [mean(one), mean(other)];
  let [covariance, varianceOne, varianceOther] = [0, 0, 0];
  for (let index = 0; index < one.length; index += 1) {
    const [a, b] = [(one[index] ?? 0) - meanOne, (other[index] ?? 0) - meanOther];
    covariance += a * b;
    varianceOne += a * a;
    varianceOther += b * b;
  }
  return covariance / Math.sqrt(varianceOne * varianceOther);
}

/** The brightness steps between neighbours: where a picture's edges are. */
export function edgesOf(pixels: Pixels): Float64Array {
  const brightness = brightnessOf(pixels);
  return brightness.map((value, index) => Math.abs(value - (brightness[index + 1] ?? value)));
}
