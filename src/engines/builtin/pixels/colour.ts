import { max, min, round } from './arithmetic.ts';

/** Red, green and blue in sRGB, each 0 to 255. */
export type Rgb = readonly [red: number, green: number, blue: number];

export const WHITE: Rgb = [255, 255, 255];
export const BLACK: Rgb = [0, 0, 0];

export function rgb(hex: string): Rgb {
  const digits = hex.replace('#', '');
  const full = digits.length === 3 ? digits.replace(/./gu, '$&$&') : digits;
  const value = Number.parseInt(full, 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

export function css(colour: Rgb, opacity = 1): string {
  const [red, green, blue] = colour.map((channel) => round(min(255, max(0, channel))));
  return opacity >= 1 ? `rgb(${red},${green},${blue})` : `rgba(${red},${green},${blue},${opacity.toFixed(3)})`;
}

/** Interpolates from `from` (share 0) to `to` (share 1). */
export function mix(from: Rgb, to: Rgb, share: number): Rgb {
  return [
    from[0] + (to[0] - from[0]) * share,
    from[1] + (to[1] - from[1]) * share,
    from[2] + (to[2] - from[2]) * share,
  ];
}

export function lighter(colour: Rgb, share: number): Rgb {
  return mix(colour, WHITE, share);
}

/** Darkens a colour like a shadow: hue and saturation stay. */
export function darker(colour: Rgb, share: number): Rgb {
  return mix(colour, BLACK, share);
}

/** The perceived brightness, 0 to 255 (Rec. 601, as in JPEG). */
export function luma(colour: Rgb): number {
  return 0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2];
}

/** Scales the saturation. Brightness stays until a channel clips. */
export function saturated(colour: Rgb, factor: number): Rgb {
  const grey = luma(colour);
  return [
    clamped(grey + (colour[0] - grey) * factor),
    clamped(grey + (colour[1] - grey) * factor),
    clamped(grey + (colour[2] - grey) * factor),
  ];
}

/** Sets the brightness of a colour by darkening it towards black or lightening it towards white. */
export function withLuma(colour: Rgb, wanted: number): Rgb {
  const has = luma(colour);
  if (wanted <= has) return mix(BLACK, colour, has === 0 ? 0 : wanted / has);
  return mix(colour, WHITE, (wanted - has) / (255 - has));
}

function clamped(value: number): number {
  return min(255, max(0, value));
}
