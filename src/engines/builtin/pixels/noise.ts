import { floor, max, min } from './arithmetic.ts';
import type { Random } from './random.ts';

/** Smooth noise of about -1 to 1 that repeats every 256 units. */
export type Noise = (x: number, y: number) => number;

/** Gradient noise: 0 at whole coordinates, features about one unit wide. */
export function createNoise(random: Random): Noise {
  const table = new Uint8Array(512);
  for (let index = 0; index < 256; index += 1) table[index] = index;
  for (let index = 255; index > 0; index -= 1) {
    const other = floor(random() * (index + 1));
    const value = table[index] ?? 0;
    table[index] = table[other] ?? 0;
    table[other] = value;
  }
  table.copyWithin(256, 0, 256);
  return (x, y) => {
    const floorX = floor(x);
    const floorY = floor(y);
    const dx = x - floorX;
    const dy = y - floorY;
    const left = floorX & 255;
    const top = floorY & 255;
    const a = (table[left] ?? 0) + top;
    const b = (table[(left + 1) & 255] ?? 0) + top;
    const u = fade(dx);
    const v = fade(dy);
    const upper = lerp(slope(table[a] ?? 0, dx, dy), slope(table[b] ?? 0, dx - 1, dy), u);
    const lower = lerp(slope(table[a + 1] ?? 0, dx, dy - 1), slope(table[b + 1] ?? 0, dx - 1, dy - 1), u);
    return lerp(upper, lower, v) * 1.4;
  };
}

/** Octaves of noise, each twice as fine and half as strong as the one before. About -1 to 1. */
export function fractal(noise: Noise, x: number, y: number, octaves: number): number {
  let sum = 0;
  let strength = 0.5;
  let scale = 1;
  for (let octave = 0; octave < octaves; octave += 1) {
    sum += noise(x * scale + octave * 17.3, y * scale + octave * 9.1) * strength;
    strength /= 2;
    scale *= 2;
  }
  return sum;
}

function slope(hash: number, dx: number, dy: number): number {
  const first = (hash & 1) === 0 ? dx : -dx;
  const second = (hash & 2) === 0 ? dy : -dy;
  return (hash & 4) === 0 ? first + second * 0.4 : first * 0.4 + second;
}

function fade(t: number): number {
  return t * t * t * (t * (t * 6 - 15) + 10);
}

export function lerp(from: number, to: number, share: number): number {
  return from + (to - from) * share;
}

/** 0 below `low`, 1 above `high`, smooth between; `low` may be the larger. */
export function smoothstep(low: number, high: number, value: number): number {
  const share = min(1, max(0, (value - low) / (high - low)));
  return share * share * (3 - 2 * share);
}
