import { distanceOutside, exp, max, min, round } from '../pixels/arithmetic.ts';
import type { Raster } from '../pixels/raster.ts';
import type { Placing } from './completion-level.ts';
import type { ColourAt } from './patch-transfer.ts';

/** The number of pixels on each side of the seam whose mean colours are compared. */
const DEPTH = 3;
/** The smoothing along the seam, as a share of the shorter side, so that lighting is corrected and texture is not. */
const ALONG_SHARE = 0.02;
/** The distance, as a share of the shorter side, within which the correction falls to 1/e. */
const FADE_SHARE = 0.12;
/** The largest correction, of 255. A larger difference is an edge in the picture. */
const DIFFERENCE_MAX = 20;

/** Red, green and blue for each pixel along one side of the picture. */
type Profile = Float32Array;

/**
 * Corrects the lighting of copied pixels. The colour difference between the picture and the copied pixels at its border is added,
 * decreasing with the distance from the border.
 */
export function withoutSeam(colourAt: ColourAt, picture: Raster, to: Placing): ColourAt {
  const { left, top, width, height, pictureWidth, pictureHeight } = to;
  const [right, bottom] = [width - left - pictureWidth, height - top - pictureHeight];
  const differences = (grows: number, length: number, place: PlaceAlong): Profile | null =>
    grows === 0 ? null : smoothed(differencesAlong(colourAt, picture, to, length, place, grows), to);
  const sides = {
    left: differences(left, pictureHeight, (along, out) => [left - 1 - out, top + along]),
    right: differences(right, pictureHeight, (along, out) => [left + pictureWidth + out, top + along]),
    top: differences(top, pictureWidth, (along, out) => [left + along, top - 1 - out]),
    bottom: differences(bottom, pictureWidth, (along, out) => [left + along, top + pictureHeight + out]),
  };
  const fade = FADE_SHARE * min(pictureWidth, pictureHeight);
  return (x, y, out) => {
    colourAt(x, y, out);
    const ownX = x - left;
    const ownY = y - top;
    const beyondX = distanceOutside(ownX, pictureWidth);
    const beyondY = distanceOutside(ownY, pictureHeight);
    const strength = exp(-(beyondX + beyondY) / fade);
    if (strength < 0.01) return;
    const shareX = beyondX / (beyondX + beyondY);
    const alongY = min(pictureHeight - 1, max(0, ownY)) * 3;
    const alongX = min(pictureWidth - 1, max(0, ownX)) * 3;
    const beside = ownX < 0 ? sides.left : sides.right;
    const above = ownY < 0 ? sides.top : sides.bottom;
    for (let channel = 0; channel < 3; channel += 1) {
      const difference = shareX * (beside?.[alongY + channel] ?? 0) + (1 - shareX) * (above?.[alongX + channel] ?? 0);
      out[channel] = (out[channel] ?? 0) + strength * difference;
    }
  };
}

/** The canvas coordinates at a distance of `out` pixels outside of the seam; -1 is the outermost pixel of the picture. */
type PlaceAlong = (along: number, out: number) => readonly [x: number, y: number];

function differencesAlong(
  colourAt: ColourAt,
  picture: Raster,
  { left, top }: Placing,
  length: number,
  place: PlaceAlong,
  grows: number,
): Profile {
  const profile = new Float32Array(length * 3);
  const colour = new Float64Array(3);
  const [inside, outside] = [min(DEPTH, picture.width, picture.height), min(DEPTH, grows)];
  for (let along = 0; along < length; along += 1) {
    for (let out = -inside; out < outside; out += 1) {
      const [x, y] = place(along, out);
      const at = ((y - top) * picture.width + x - left) * 4;
      if (out >= 0) colourAt(x, y, colour);
      for (let channel = 0; channel < 3; channel += 1) {
        const value = out < 0 ? (picture.data[at + channel] ?? 0) / inside : -(colour[channel] ?? 0) / outside;
        profile[along * 3 + channel] = (profile[along * 3 + channel] ?? 0) + value;
      }
    }
  }
  return profile.map((value) => min(DIFFERENCE_MAX, max(-DIFFERENCE_MAX, value)));
}

/** Smooths by two passes of a moving average. */
function smoothed(profile: Profile, { pictureWidth, pictureHeight }: Placing): Profile {
  const reach = max(1, round(ALONG_SHARE * min(pictureWidth, pictureHeight)));
  const length = profile.length / 3;
  let values = profile;
  for (let pass = 0; pass < 2; pass += 1) {
    const before = values;
    values = new Float32Array(before.length);
    for (let channel = 0; channel < 3; channel += 1) {
      let sum = 0;
      const valueAt = (along: number): number => before[min(length - 1, max(0, along)) * 3 + channel] ?? 0;
      for (let along = -reach; along <= reach; along += 1) sum += valueAt(along);
      for (let along = 0; along < length; along += 1) {
        values[along * 3 + channel] = sum / (2 * reach + 1);
        sum += valueAt(along + reach + 1) - valueAt(along - reach);
      }
    }
  }
  return values;
}
