import type { PixelSize } from '../perform/expanding.ts';

/** CSS pixels for each pixel of the picture, so that it fits into the space; it is never enlarged beyond twice its size. */
export function scaleToFit(picture: PixelSize, space: PixelSize): number {
  if (space.width <= 0 || space.height <= 0) return 0;
  return Math.min(space.width / picture.width, space.height / picture.height, 2);
}
