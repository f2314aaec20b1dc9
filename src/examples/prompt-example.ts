import type { AspectRatio } from '../engines/engine.ts';

export const TRADES = ['FASHION', 'COSMETICS', 'FOOD', 'FURNITURE', 'JEWELLERY', 'ELECTRONICS'] as const;

/** A line of business, named by its products. */
export type Trade = (typeof TRADES)[number];

/** The fields of an example of a Prompt. */
export interface PromptExample {
  /** Unique; part of the picture's URL. */
  readonly name: string;
  readonly title: string;
  readonly prompt: string;
  readonly model: string | null;
  readonly styling: string;
  readonly background: string;
  readonly aspectRatio: AspectRatio;
}

const ratio = (width: number, height: number): AspectRatio => ({ width, height });

/** The aspect ratios that the page offers, named by their use. */
export const SQUARE = ratio(1, 1);
export const FEED = ratio(4, 5);
export const PORTRAIT = ratio(3, 4);
export const STORY = ratio(9, 16);
export const LANDSCAPE = ratio(4, 3);
export const WIDE = ratio(16, 9);
