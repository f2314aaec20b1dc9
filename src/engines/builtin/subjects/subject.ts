import type { Rgb } from '../pixels/colour.ts';

/** A thing that can be drawn from words alone, upright, lit from the left, in a box that is 1000 high. */
export interface Subject {
  readonly words: ReadonlySet<string>;
  /** Of its box. */
  readonly width: number;
  /** How high it stands beside other things: a bottle is 1. */
  readonly size: number;
  /** The colour that it has when the words name none. */
  readonly colour: string;
  /** Shapes inside an `svg` element; identifiers in it are its own. */
  draw(paint: Paint): string;
}

export interface Paint {
  /** What most of it has. */
  readonly base: Rgb;
  /** What its trimmings have: a gem, a label, a sole. */
  readonly accent: Rgb;
}
