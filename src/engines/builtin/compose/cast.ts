import { sqrt } from '../pixels/arithmetic.ts';
import { luma } from '../pixels/colour.ts';
import type { Cast } from '../words/looks.ts';

/** The maximum shift of the whole picture towards a colour, in steps of 0 to 255. */
const SHIFT = 12;
/** The relative change of pixels that already have the colour. */
const GAIN = 0.6;

/** Strengthens or weakens single colours of a pixel and keeps its brightness; null if there is no such change. */
export function castOver(casts: readonly Cast[]): ((data: Uint8ClampedArray, at: number) => void) | null {
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
