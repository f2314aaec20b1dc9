import type { Rgb } from '../pixels/colour.ts';
import type { Random } from '../pixels/random.ts';

/** A setting for pictures. A scene paints places and materials, never the subject. */
export interface Scene {
  /** The words that select it. */
  readonly words: ReadonlySet<string>;
  /** The reflectivity of the ground: 0 for sand, 1 for still water at night. */
  readonly mirrors: number;
  /** The darkness of the subject's shadow; 0: none. */
  readonly shades: number;
  /** The default hour, if it is not day. */
  readonly hour?: Hour;
  /** In painting order, from back to front. */
  layers(stage: Stage): readonly Layer[];
}

export type Hour = 'day' | 'golden' | 'dusk' | 'night';

/** The canvas of a scene, and the properties of the picture that it is painted for. Lengths and positions are in pixels. */
export interface Stage {
  readonly width: number;
  readonly height: number;
  /** The point where the subject meets the ground. It may lie at or below the lower edge of the canvas. */
  readonly groundY: number;
  readonly subjectX: number;
  readonly subjectWidth: number;
  /** The side that the light comes from. */
  readonly light: 'left' | 'right';
  readonly hour: Hour;
  /** The colours that the text names. The first is for the largest area. */
  readonly colours: readonly Rgb[];
  /** The words of the text, for options of a single scene. */
  readonly words: ReadonlySet<string>;
  random(name: string): Random;
}

export type Blend = 'over' | 'screen' | 'multiply' | 'soft-light';

export type Layer = Drawing | Texture;

/** Vector shapes: the content of an `svg` element in the size of the canvas. */
export interface Drawing {
  readonly kind: 'drawing';
  readonly shapes: string;
  /** The sigma of a Gaussian blur, in pixels. */
  readonly blurPx?: number;
  readonly blend?: Blend;
}

/** A colour computed for each pixel from its position on the canvas. */
export interface Texture {
  readonly kind: 'texture';
  readonly shade: Shade;
  readonly blurPx?: number;
  readonly blend?: Blend;
}

/** Writes red, green, blue and opacity, each 0 to 255, for a place on the canvas. */
export type Shade = (x: number, y: number, out: Float32Array) => void;

/** The height of the horizon: a share of the canvas height above the subject's foot, clamped to the canvas. */
export function horizonOf(stage: Stage, rise: number): number {
  return Math.min(0.86 * stage.height, Math.max(0.2 * stage.height, stage.groundY - rise * stage.height));
}
