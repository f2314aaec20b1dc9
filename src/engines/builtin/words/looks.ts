import { type Rgb, rgb } from '../pixels/colour.ts';
import { vocabulary } from './words.ts';

/** The light and colours of a picture. `NEUTRAL` changes nothing. */
export interface Look {
  /** Positive is brighter; 1 is about one stop. */
  readonly exposure: number;
  /** Positive is harder; -1 to 1. */
  readonly contrast: number;
  /** A factor of the saturation; 0 is black and white. */
  readonly saturation: number;
  /** Positive is warmer, negative is cooler; -1 to 1. */
  readonly warmth: number;
  /** The lift of black towards grey, as a share of white. */
  readonly lift: number;
  /** The darkening of the corners; 0 to 1. */
  readonly vignette: number;
  /** The difference in brightness between the lit side and the other; 0 to 1. */
  readonly slant: number;
  /** Film grain, as a standard deviation in steps of 0 to 255. */
  readonly grain: number;
  /** The change of the shadows, from -1 (lighter) to 1 (darker). */
  readonly shadows: number;
  /** Single colours to strengthen or weaken. */
  readonly casts: readonly Cast[];
  /** The colours of dark and bright parts, whose brightness stays. */
  readonly tint: Tint | null;
}

export interface Tint {
  readonly shadows: Rgb;
  readonly highlights: Rgb;
  /** 0 to 1. */
  readonly share: number;
}

/** Positive strengthens a colour, negative weakens it; -1 to 1. */
export interface Cast {
  readonly colour: Rgb;
  readonly amount: number;
}

export const NEUTRAL: Look = {
  exposure: 0,
  contrast: 0,
  saturation: 1,
  warmth: 0,
  lift: 0,
  vignette: 0,
  slant: 0,
  grain: 0,
  shadows: 0,
  casts: [],
  tint: null,
};

export type LookChange = Partial<Look>;

function tint(shadows: string, highlights: string, share: number): Tint {
  return { shadows: rgb(shadows), highlights: rgb(highlights), share };
}

/** The words of stylists and their effects. If a text contains several, numbers add up, factors multiply, and the last tint wins. */
const LOOKS: readonly (readonly [words: ReadonlySet<string>, change: LookChange])[] = [
  [
    vocabulary('soft softly gentle delicate diffused tender'),
    { contrast: -0.3, lift: 0.05, exposure: 0.08, saturation: 0.92 },
  ],
  [
    vocabulary('dramatic drama moody cinematic intense chiaroscuro'),
    {
      contrast: 0.5,
      exposure: -0.3,
      vignette: 0.4,
      slant: 0.35,
      saturation: 0.9,
      tint: tint('#16283a', '#e9b27c', 0.22),
    },
  ],
  [
    vocabulary('pastel candy macaron'),
    { contrast: -0.35, lift: 0.13, exposure: 0.22, saturation: 0.72, tint: tint('#b9a7d9', '#ffd9e2', 0.3) },
  ],
  [
    vocabulary('vintage retro film analog analogue nostalgic polaroid seventy faded 70 80 90'),
    {
      contrast: -0.12,
      lift: 0.09,
      saturation: 0.68,
      warmth: 0.35,
      vignette: 0.35,
      grain: 3.5,
      tint: tint('#3f5f5f', '#f0d7a2', 0.34),
    },
  ],
  [vocabulary('monochrome grayscale greyscale noir colourless'), { saturation: 0, contrast: 0.25, grain: 3 }],
  [
    vocabulary('sepia antique'),
    { saturation: 0.1, contrast: -0.05, lift: 0.05, vignette: 0.3, tint: tint('#4a3018', '#e8cf9f', 0.75) },
  ],
  [
    vocabulary('neon cyberpunk synthwave vaporwave futuristic'),
    { saturation: 1.45, contrast: 0.3, exposure: -0.12, vignette: 0.3, tint: tint('#3216a0', '#ff5fc8', 0.42) },
  ],
  [
    vocabulary('warm golden sunset sunrise sunny evening dusk cozy cosy autumn candle amber toasty'),
    { warmth: 0.6, exposure: 0.04, saturation: 1.06 },
  ],
  [vocabulary('cool cold icy winter frosty fresh crisp arctic clinical'), { warmth: -0.6, contrast: 0.06 }],
  [
    vocabulary('vivid vibrant bold colorful colourful saturated pop bright lively punchy playful'),
    { saturation: 1.45, contrast: 0.2, exposure: 0.05 },
  ],
  [
    vocabulary('muted earthy natural desaturated understated organic matte matt subdued'),
    { saturation: 0.64, contrast: -0.12, lift: 0.04, warmth: 0.12 },
  ],
  [vocabulary('airy luminous daylight ethereal dreamy'), { exposure: 0.3, lift: 0.05, contrast: -0.12 }],
  [vocabulary('dark night shadowy gothic midnight dim gloomy'), { exposure: -0.5, contrast: 0.18, vignette: 0.35 }],
  [
    vocabulary('luxury luxurious elegant premium glamorous opulent editorial chic'),
    { contrast: 0.28, saturation: 0.92, vignette: 0.3, warmth: 0.18, slant: 0.2 },
  ],
  [vocabulary('minimal minimalist clean simple scandinavian'), { saturation: 0.86, exposure: 0.1, contrast: -0.06 }],
  [vocabulary('contrast contrasty graphic sharp hdr harsh'), { contrast: 0.55 }],
];

/** The look that words request, and whether they request any. */
export function lookOf(words: readonly string[]): { readonly look: Look; readonly isAsked: boolean } {
  const asked = LOOKS.filter(([names]) => words.some((word) => names.has(word)));
  return { look: asked.reduce((look, [, change]) => changed(look, change), NEUTRAL), isAsked: asked.length > 0 };
}

export function changed(look: Look, change: LookChange): Look {
  return {
    exposure: look.exposure + (change.exposure ?? 0),
    contrast: look.contrast + (change.contrast ?? 0),
    saturation: look.saturation * (change.saturation ?? 1),
    warmth: look.warmth + (change.warmth ?? 0),
    lift: look.lift + (change.lift ?? 0),
    vignette: Math.max(look.vignette, change.vignette ?? 0),
    slant: Math.max(look.slant, change.slant ?? 0),
    grain: Math.max(look.grain, change.grain ?? 0),
    shadows: look.shadows + (change.shadows ?? 0),
    casts: [...look.casts, ...(change.casts ?? [])],
    tint: change.tint ?? look.tint,
  };
}

/** The effect of a word that is the name of a look. */
export function lookNamed(word: string): LookChange | null {
  return LOOKS.find(([names]) => names.has(word))?.[1] ?? null;
}

/** Scales a change; a negative factor reverses it. Irreversible parts, such as grain, are then left out. */
export function scaled(change: LookChange, factor: number): LookChange {
  return {
    exposure: (change.exposure ?? 0) * factor,
    contrast: (change.contrast ?? 0) * factor,
    saturation: Math.max(0.1, change.saturation ?? 1) ** factor,
    warmth: (change.warmth ?? 0) * factor,
    shadows: (change.shadows ?? 0) * factor,
    ...(factor > 0 && { vignette: change.vignette, slant: change.slant, grain: change.grain, tint: change.tint }),
  };
}

/** Adds the tint of named colours to a look. The first one colours the bright parts, the last one the dark parts. */
export function tintedBy(look: Look, colours: readonly Rgb[], share: number): Look {
  const highlights = colours[0];
  const shadows = colours[colours.length - 1];
  if (highlights === undefined || shadows === undefined || look.saturation === 0) return look;
  return { ...look, tint: { highlights, shadows, share } };
}
