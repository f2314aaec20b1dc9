import fs from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import type { Coverage } from '../../src/engines/builtin/pixels/raster.ts';

const FOLDER = import.meta.dirname;
const OUTLINES = JSON.parse(fs.readFileSync(path.join(FOLDER, 'outlines.json'), 'utf8')) as Record<string, string>; // a file of ours

/** The photographs in this folder whose subject a person has outlined. */
export const PHOTOGRAPHS: readonly string[] = Object.keys(OUTLINES);

export function readPhotograph(name: string): Uint8Array {
  return fs.readFileSync(path.join(FOLDER, `${name}.jpg`));
}

/** The subject as a person outlined it: 255 or 0. */
export async function outlinedSubject(
  name: string,
  { width, height }: Pick<Coverage, 'width' | 'height'>,
): Promise<Coverage> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="${width}" height="${height}"/><polygon points="${OUTLINES[name]}" fill="#fff"/></svg>`;
  return { width, height, data: await sharp(Buffer.from(svg)).extractChannel(0).raw().toBuffer() };
}

/** Intersection over union. */
export function overlapOf(found: Coverage, outlined: Coverage): number {
  let [both, either] = [0, 0];
  for (const [pixel, value] of outlined.data.entries()) {
    const [isOutlined, isFound] = [value >= 128, (found.data[pixel] ?? 0) >= 128];
    if (isOutlined && isFound) both += 1;
    if (isOutlined || isFound) either += 1;
  }
  return both / either;
}
