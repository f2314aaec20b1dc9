import { max, min, round } from '../pixels/arithmetic.ts';
import type { Rgb } from '../pixels/colour.ts';
import type { Coverage, Raster } from '../pixels/raster.ts';
import { eachRow } from '../pixels/rows.ts';

/** The position of the upper left corner of one raster on another, in pixels. It may lie outside. */
export interface Place {
  readonly left: number;
  readonly top: number;
}

/** Composites a raster over an opaque canvas, in place. `opacity` may vary by row. Opaque pixels keep their bytes. */
export async function layOver(
  canvas: Raster,
  layer: Raster,
  { left, top }: Place,
  signal: AbortSignal,
  opacity: (y: number) => number = () => 1,
): Promise<void> {
  await eachRow(layer, signal, (y) => {
    if (y + top < 0 || y + top >= canvas.height) return;
    const rowOpacity = opacity(y) / 255;
    for (let x = max(0, -left); x < min(layer.width, canvas.width - left); x += 1) {
      const source = (y * layer.width + x) * 4;
      const target = ((y + top) * canvas.width + x + left) * 4;
      const share = (layer.data[source + 3] ?? 0) * rowOpacity;
      if (share > 0) mixPixel(canvas.data, target, layer.data, source, share);
    }
  });
}

function mixPixel(canvas: Uint8Array, target: number, layer: Uint8Array, source: number, share: number): void {
  for (let channel = 0; channel < 3; channel += 1) {
    const below = canvas[target + channel] ?? 0;
    canvas[target + channel] = round(below + ((layer[source + channel] ?? 0) - below) * share);
  }
}

/** Multiplies the covered part of an opaque canvas by the colour of a shadow, in place. */
export async function shade(
  canvas: Raster,
  coverage: Coverage,
  { left, top }: Place,
  shadow: { readonly colour: Rgb; readonly opacity: number },
  signal: AbortSignal,
): Promise<void> {
  await eachRow(coverage, signal, (y) => {
    if (y + top < 0 || y + top >= canvas.height) return;
    for (let x = max(0, -left); x < min(coverage.width, canvas.width - left); x += 1) {
      const share = ((coverage.data[y * coverage.width + x] ?? 0) / 255) * shadow.opacity;
      if (share <= 0) continue;
      const target = ((y + top) * canvas.width + x + left) * 4;
      for (let channel = 0; channel < 3; channel += 1) {
        const factor = 1 - share * (1 - (shadow.colour[channel] ?? 0) / 255);
        canvas.data[target + channel] = round((canvas.data[target + channel] ?? 0) * factor);
      }
    }
  });
}
