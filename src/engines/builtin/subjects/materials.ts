import { darker, lighter, mix, type Rgb, rgb, WHITE } from '../pixels/colour.ts';
import { linear } from '../scenes/shapes.ts';

const ACROSS = { x1: 0, x2: 1, y2: 0 };

/** A round object of a matte material, from the front. */
export function matte(id: string, colour: Rgb): string {
  return linear(
    id,
    [
      { at: 0, colour: darker(colour, 0.12) },
      { at: 0.25, colour: lighter(colour, 0.22) },
      { at: 0.6, colour },
      { at: 1, colour: darker(colour, 0.45) },
    ],
    ACROSS,
  );
}

/** A round glossy object: a narrow highlight near the light, and reflected light on the far side. */
export function glossy(id: string, colour: Rgb): string {
  return linear(
    id,
    [
      { at: 0, colour: darker(colour, 0.4) },
      { at: 0.1, colour: darker(colour, 0.1) },
      { at: 0.2, colour: lighter(colour, 0.75) },
      { at: 0.3, colour: lighter(colour, 0.1) },
      { at: 0.65, colour: darker(colour, 0.18) },
      { at: 0.92, colour: darker(colour, 0.5) },
      { at: 1, colour: darker(colour, 0.25) },
    ],
    ACROSS,
  );
}

/** Polished metal: hard bands of light and dark, diagonal unless the object is round and seen from the front. */
export function metal(id: string, colour: Rgb, isRound = false): string {
  return linear(
    id,
    [
      { at: 0, colour: darker(colour, 0.35) },
      { at: 0.18, colour: lighter(colour, 0.7) },
      { at: 0.32, colour },
      { at: 0.5, colour: darker(colour, 0.45) },
      { at: 0.62, colour: lighter(colour, 0.3) },
      { at: 0.78, colour: lighter(colour, 0.8) },
      { at: 1, colour: darker(colour, 0.4) },
    ],
    isRound ? ACROSS : { x1: 0, x2: 1, y2: 1 },
  );
}

/** Clear or tinted glass: dark rims, bright edges, a transparent middle. */
export function glass(id: string, colour: Rgb): string {
  const rim = darker(colour, 0.35);
  return linear(
    id,
    [
      { at: 0, colour: rim, opacity: 0.95 },
      { at: 0.06, colour: lighter(colour, 0.45), opacity: 0.8 },
      { at: 0.16, colour: mix(colour, WHITE, 0.7), opacity: 0.75 },
      { at: 0.24, colour, opacity: 0.62 },
      { at: 0.75, colour: darker(colour, 0.12), opacity: 0.68 },
      { at: 0.92, colour: lighter(colour, 0.3), opacity: 0.82 },
      { at: 1, colour: rim, opacity: 0.95 },
    ],
    ACROSS,
  );
}

export const GOLD = rgb('#d8ae55');
export const SILVER = rgb('#c4c8ce');
