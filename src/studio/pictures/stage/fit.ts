import type { PixelSize } from '../perform/expanding.ts';

/** CSS pixels for each pixel of the picture, so that it fits into the space; it is never enlarged beyond twice its size. */
export function scaleToFit(picture: PixelSize, space: PixelSize): number {
  if (space.width <= 0 || space.height <= 0) return 0;
  return Math.min(space.width / picture.width, space.height / picture.height, 2);
}

export interface Place extends PixelSize {
  readonly left: number;
  readonly top: number;
}

/** Where the picture lies in the middle of the space, as large as it fits; in whole CSS pixels, so that its edges are sharp. */
export function placeToFit(picture: PixelSize, space: PixelSize): Place {
  const scale = scaleToFit(picture, space);
  const [width, height] = [Math.round(picture.width * scale), Math.round(picture.height * scale)];
  return { width, height, left: Math.round((space.width - width) / 2), top: Math.round((space.height - height) / 2) };
}
