import { css, type Rgb } from '../pixels/colour.ts';

export interface Stop {
  /** 0 to 1. */
  readonly at: number;
  readonly colour: Rgb;
  readonly opacity?: number;
}

interface Line {
  readonly x1?: number;
  readonly y1?: number;
  readonly x2?: number;
  readonly y2?: number;
}

/** From top to bottom of the shape by default; the coordinates are shares of its box. */
export function linear(id: string, stops: readonly Stop[], { x1 = 0, y1 = 0, x2 = 0, y2 = 1 }: Line = {}): string {
  return `<linearGradient id="${id}" x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}">${stopsOf(stops)}</linearGradient>`;
}

interface Circle {
  readonly cx?: number;
  readonly cy?: number;
  readonly r?: number;
}

/** From the centre of the shape outwards by default; the coordinates are shares of its box. */
export function radial(id: string, stops: readonly Stop[], { cx = 0.5, cy = 0.5, r = 0.5 }: Circle = {}): string {
  return `<radialGradient id="${id}" cx="${cx}" cy="${cy}" r="${r}">${stopsOf(stops)}</radialGradient>`;
}

/** Soft light: brightest at the centre and transparent at the rim, without a visible edge. */
export function glow(id: string, colour: Rgb, opacity: number): string {
  const stops = [0, 0.12, 0.24, 0.36, 0.5, 0.64, 0.8, 1].map((at) => ({
    at,
    colour,
    opacity: Math.round(1000 * opacity * (at === 1 ? 0 : Math.exp(-((2.1 * at) ** 2)))) / 1000,
  }));
  return radial(id, stops);
}

function stopsOf(stops: readonly Stop[]): string {
  return stops
    .map(
      ({ at, colour, opacity = 1 }) => `<stop offset="${at}" stop-color="${css(colour)}" stop-opacity="${opacity}"/>`,
    )
    .join('');
}

export function rect(x: number, y: number, width: number, height: number, fill: string, more = ''): string {
  return `<rect x="${px(x)}" y="${px(y)}" width="${px(width)}" height="${px(height)}" fill="${fill}" ${more}/>`;
}

export function ellipse(cx: number, cy: number, rx: number, ry: number, fill: string, more = ''): string {
  return `<ellipse cx="${px(cx)}" cy="${px(cy)}" rx="${px(rx)}" ry="${px(ry)}" fill="${fill}" ${more}/>`;
}

export function path(d: string, fill: string, more = ''): string {
  return `<path d="${d}" fill="${fill}" ${more}/>`;
}

export function line(d: string, stroke: string, width: number, more = ''): string {
  return `<path d="${d}" fill="none" stroke="${stroke}" stroke-width="${px(width)}" stroke-linecap="round" stroke-linejoin="round" ${more}/>`;
}

/** A length or position rounded to a hundredth of a pixel, so that the text is the same on every machine. */
export function px(value: number): string {
  return String(Math.round(value * 100) / 100);
}
