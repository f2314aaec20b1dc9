import type { Rgb } from '../pixels/colour.ts';
import type { Random } from '../pixels/random.ts';

/** What a picture can be set in. A scene knows places and materials, never what is shown in them. */
export interface Scene {
  /** The words that ask for it. */
  readonly words: ReadonlySet<string>;
  /** How much of the subject its ground mirrors: 0 for sand, 1 for still water at night. */
  readonly mirrors: number;
  /** How dark the subject's shadow falls: 0 for none. */
  readonly shades: number;
  /** The hour at which it looks best, where it is not day. */
  readonly hour?: Hour;
  /** From the back to the front. */
  layers(stage: Stage): readonly Layer[];
}

export type Hour = 'day' | 'golden' | 'dusk' | 'night';

/** The canvas of a scene and what is known of the picture that it is for. Lengths and places are pixels of the canvas. */
export interface Stage {
  readonly width: number;
  readonly height: number;
  /** Where the subject meets the ground; it may lie at or below the canvas's lower edge. */
  readonly groundY: number;
  readonly subjectX: number;
  readonly subjectWidth: number;
  /** The side that the light comes from. */
  readonly light: 'left' | 'right';
  readonly hour: Hour;
  /** The colours that the words name, the first for what covers most. */
  readonly colours: readonly Rgb[];
  /** The words themselves, for what is particular to one scene. */
  readonly words: ReadonlySet<string>;
  random(name: string): Random;
}

export type Blend = 'over' | 'screen' | 'multiply' | 'soft-light';

export type Layer = Drawing | Texture;

/** Vector shapes: what goes inside an `svg` element of the canvas's size. */
export interface Drawing {
  readonly kind: 'drawing';
  readonly shapes: string;
  /** Out of focus by so many pixels (the sigma of a Gaussian). */
  readonly blurPx?: number;
  readonly blend?: Blend;
}

/** A colour worked out for each pixel from its place on the canvas. */
export interface Texture {
  readonly kind: 'texture';
  readonly shade: Shade;
  readonly blurPx?: number;
  readonly blend?: Blend;
}

/** Writes red, green, blue and opacity, each 0 to 255, for a place on the canvas. */
export type Shade = (x: number, y: number, out: Float32Array) => void;

/** Where the ground meets what is behind it: so much of the height above the subject's foot, and always on the canvas. */
export function horizonOf(stage: Stage, rise: number): number {
  return Math.min(0.86 * stage.height, Math.max(0.2 * stage.height, stage.groundY - rise * stage.height));
}
