import { floor, max, min, sqrt } from '../pixels/arithmetic.ts';
import { luma, mix, withLuma } from '../pixels/colour.ts';
import { smoothstep } from '../pixels/noise.ts';
import type { Random } from '../pixels/random.ts';
import type { Raster } from '../pixels/raster.ts';
import { eachRow } from '../pixels/rows.ts';
import type { Cast, Look } from '../words/looks.ts';

/** The squared distance from the centre at which the vignette starts, in sides of the picture. */
const VIGNETTE_FROM = 0.12;
/** A power of 2, long enough that rows with random offsets show no repetition. */
const GRAIN_LENGTH = 4096;

/** The strength of the shadow curve; below 1, so that the curve stays monotonic. */
const SHADOW_REACH = 0.9;

interface Development {
  readonly look: Look;
  readonly light: 'left' | 'right';
  readonly random: Random;
}

/**
 * Applies a look to a raster in place. Brightness passes one monotonic curve, and light varies slowly over the picture, so a
 * pixel that was brighter than its neighbour stays brighter, and the composition is kept. Alpha is unchanged. 35 ns a pixel.
 */
export async function grade(raster: Raster, { look, light, random }: Development, signal: AbortSignal): Promise<void> {
  const curve = curveOf(look);
  const tints = tintsOf(look);
  const grain = grainOf(look, random);
  const { width, height } = raster;
  // Assigning to it rounds and clamps.
  const data = new Uint8ClampedArray(raster.data.buffer, raster.data.byteOffset, raster.data.length);
  const { saturation } = look;
  const warm = look.warmth * 20;
  const share = look.tint?.share ?? 0;
  const fall = look.vignette * 0.9;
  const cast = castOver(look.casts);
  const columns = Float32Array.from({ length: width }, (_, x) => slantAt(look, light, x / width));
  const corners = Float32Array.from({ length: width }, (_, x) => (x / width - 0.5) ** 2);
  await eachRow(raster, signal, (y) => {
    const offset = floor(random() * GRAIN_LENGTH);
    const middle = (y / height - 0.5) ** 2 - VIGNETTE_FROM;
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * 4;
      const red = data[at] ?? 0;
      const green = data[at + 1] ?? 0;
      const blue = data[at + 2] ?? 0;
      const old = 0.299 * red + 0.587 * green + 0.114 * blue;
      const corner = (corners[x] ?? 0) + middle;
      const lit = (columns[x] ?? 1) * (corner > 0 ? 1 - fall * corner : 1);
      const exposed = (curve[(old + 0.5) | 0] ?? 0) * lit + (grain[(x + offset) & (GRAIN_LENGTH - 1)] ?? 0);
      const bright = exposed < 0 ? 0 : exposed > 255 ? 255 : exposed;
      const gain = bright / (old + 1);
      const colourful = saturation * (0.4 + 0.6 * (gain > 1.5 ? 1.5 : gain));
      const tone = ((bright + 0.5) | 0) * 3;
      const own = 1 - share;
      data[at] = (bright + (red - old) * colourful + warm) * own + (tints[tone] ?? 0) * share;
      data[at + 1] = (bright + (green - old) * colourful + warm * 0.15) * own + (tints[tone + 1] ?? 0) * share;
      data[at + 2] = (bright + (blue - old) * colourful - warm * 1.1) * own + (tints[tone + 2] ?? 0) * share;
      cast?.(data, at);
    }
  });
}

/** Maps old brightness to new, monotonically. */
function curveOf({ exposure, contrast, lift, shadows }: Look): Float32Array {
  return Float32Array.from({ length: 256 }, (_, value) => {
    const bare = (value / 255) ** (2 ** -exposure);
    const exposed = bare - SHADOW_REACH * min(1, max(-1, shadows)) * bare * (1 - bare) ** 2;
    const curved =
      exposed +
      contrast * 0.9 * (smoothstep(0, 1, exposed) - exposed) +
      (contrast < 0 ? contrast * 0.2 * (exposed - 0.5) : 0);
    return 255 * (lift + (1 - lift) * min(1, max(0, curved)));
  });
}

/** Three values for each brightness. */
function tintsOf({ tint }: Look): Float32Array {
  const tints = new Float32Array(256 * 3);
  if (tint === null) return tints;
  for (let bright = 0; bright < 256; bright += 1) {
    const colour = mix(tint.shadows, tint.highlights, smoothstep(40, 190, bright));
    tints.set(luma(colour) === 0 ? [bright, bright, bright] : withLuma(colour, bright), bright * 3);
  }
  return tints;
}

function slantAt({ slant }: Look, light: 'left' | 'right', x: number): number {
  return 1 + slant * 0.5 * (light === 'left' ? 0.5 - x : x - 0.5);
}

/** A row of film grain. */
function grainOf({ grain }: Look, random: Random): Float32Array {
  if (grain === 0) return new Float32Array(GRAIN_LENGTH);
  return Float32Array.from(
    { length: GRAIN_LENGTH },
    () => grain * 1.73 * (random() + random() + random() + random() - 2),
  );
}

/** The maximum shift of the whole picture towards a colour, in steps of 0 to 255. */
const SHIFT = 12;
/** The relative change of pixels that already have the colour. */
const GAIN = 0.6;

/** Strengthens or weakens single colours of a pixel and keeps its brightness; null if there is no such change. */
function castOver(casts: readonly Cast[]): ((data: Uint8ClampedArray, at: number) => void) | null {
  const moves = casts.flatMap(({ colour, amount }) => {
    const grey = luma(colour);
    const [red, green, blue] = [colour[0] - grey, colour[1] - grey, colour[2] - grey];
    const length = sqrt(red * red + green * green + blue * blue);
    return length < 8 ? [] : [{ red: red / length, green: green / length, blue: blue / length, amount }];
  });
  if (moves.length === 0) return null;
  return (data, at) => {
    for (const { red, green, blue, amount } of moves) {
      const [oldRed, oldGreen, oldBlue] = [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0];
      const old = 0.299 * oldRed + 0.587 * oldGreen + 0.114 * oldBlue;
      const along = (oldRed - old) * red + (oldGreen - old) * green + (oldBlue - old) * blue;
      const step = amount * (SHIFT + (along > 0 ? GAIN * along : 0));
      data[at] = oldRed + red * step;
      data[at + 1] = oldGreen + green * step;
      data[at + 2] = oldBlue + blue * step;
    }
  };
}
