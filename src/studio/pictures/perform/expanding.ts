import { formatPlain } from '../../language/formats.ts';
import { say } from '../../language/say.ts';

export const SIDE_MAX_PX = 8_192;
const AREA_MAX_PX = 40_000_000; // 40 megapixels

export interface PixelSize {
  readonly width: number;
  readonly height: number;
}

export function expanded({ width, height }: PixelSize, { top, right, bottom, left }: Sides): PixelSize {
  return { width: width + left + right, height: height + top + bottom };
}

/** The least that brings the picture to this ratio, such as "4:5", the same on both sides. */
export function sidesForRatio({ width, height }: PixelSize, ratio: string): Sides {
  const [across = 1, down = 1] = ratio.split(':').map(Number);
  const wide = Math.max(width, Math.round((height * across) / down));
  const high = wide > width ? height : Math.max(height, Math.round((width * down) / across));
  return sidesBetween({ width, height }, { width: wide, height: high });
}

/** What was added to the one to make the other. How much of it on which side is not known any more: the same on both. */
export function sidesBetween(before: PixelSize, after: PixelSize): Sides {
  const wider = Math.max(0, after.width - before.width);
  const higher = Math.max(0, after.height - before.height);
  const left = Math.floor(wider / 2);
  const top = Math.floor(higher / 2);
  return { top, right: wider - left, bottom: higher - top, left };
}

/** Why the server would refuse this size; null where it would not. */
export function sidesProblem({ width, height }: PixelSize): string | null {
  if (width > SIDE_MAX_PX) return say('perform.tooWide', { width: formatPlain(width), max: formatPlain(SIDE_MAX_PX) });
  if (height > SIDE_MAX_PX)
    return say('perform.tooHigh', { height: formatPlain(height), max: formatPlain(SIDE_MAX_PX) });
  if (width * height > AREA_MAX_PX)
    return say('perform.tooLarge', { width: formatPlain(width), height: formatPlain(height) });
  return null;
}

/** Pixels to add on each side. */
export interface Sides {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

export const NO_SIDES: Sides = { top: 0, right: 0, bottom: 0, left: 0 };
