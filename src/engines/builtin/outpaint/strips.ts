import { blankCoverage, type Coverage, type Raster } from '../pixels/raster.ts';
import { eachRow } from '../pixels/rows.ts';

/** One number of pixels for each side of a picture. */
export interface Sides {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

/** The depth of the continued strip if no subject is known, as a share of the picture's side. */
const BLIND_SHARE = 0.13;
/** The distance of the centre area from each side, as a share of the shorter side. */
const MIDDLE_INSET = 0.2;
/** The depth as a share of the distance between a side and the subject. The remainder may contain its shadow and soft edge. */
const ROOM_SHARE = 0.75;

/** The centre of a picture, which is used as the subject if none was found. */
export function middleOf({ width, height }: Raster): Coverage {
  const middle = blankCoverage(width, height);
  const inset = Math.ceil(MIDDLE_INSET * Math.min(width, height));
  for (let y = inset; y < height - inset; y += 1) middle.data.fill(255, y * width + inset, (y + 1) * width - inset);
  return middle;
}

/**
 * The depth of the strip at each side that may be continued outwards: it must contain only background, so that the product is not
 * repeated.
 */
export async function stripsOf(picture: Raster, subject: Coverage | null, signal: AbortSignal): Promise<Sides> {
  const { width, height } = picture;
  let [left, top, right, bottom] = [width, height, 0, 0];
  if (subject !== null) {
    await eachRow(subject, signal, (y) => {
      for (let x = 0; x < width; x += 1) {
        if ((subject.data[y * width + x] ?? 0) < 128) continue;
        if (x < left) left = x;
        if (x >= right) right = x + 1;
        if (y < top) top = y;
        bottom = y + 1;
      }
    });
  }
  const strip = (room: number, side: number): number =>
    Math.max(1, Math.ceil(right === 0 || room < 2 ? side * BLIND_SHARE : room * ROOM_SHARE));
  return {
    top: strip(top, height),
    right: strip(width - right, width),
    bottom: strip(height - bottom, height),
    left: strip(left, width),
  };
}
