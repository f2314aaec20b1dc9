import type { Rgb } from '../pixels/colour.ts';

/** An object that can be drawn from words: upright, lit from the left, in a box 1000 units high. */
export interface Subject {
  readonly words: ReadonlySet<string>;
  /** The width of its box. */
  readonly width: number;
  /** The height relative to other objects; a bottle is 1. */
  readonly size: number;
  /** The default colour. */
  readonly colour: string;
  /** Shapes inside an `svg` element of their own, so identifiers are local. */
  draw(paint: Paint): string;
}

export interface Paint {
  /** The main colour. */
  readonly base: Rgb;
  /** The colour of details, such as a gem, a label or a sole. */
  readonly accent: Rgb;
}
