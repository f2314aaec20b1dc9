import { COSMETICS_EXAMPLES } from './cosmetics-examples.ts';
import { ELECTRONICS_EXAMPLES } from './electronics-examples.ts';
import { FASHION_EXAMPLES } from './fashion-examples.ts';
import { FOOD_EXAMPLES } from './food-examples.ts';
import { FURNITURE_EXAMPLES } from './furniture-examples.ts';
import { JEWELLERY_EXAMPLES } from './jewellery-examples.ts';
import type { PromptExample, Trade } from './prompt-example.ts';

/** Twelve examples of each trade. */
export const PROMPT_EXAMPLES: Readonly<Record<Trade, readonly PromptExample[]>> = {
  FASHION: FASHION_EXAMPLES,
  COSMETICS: COSMETICS_EXAMPLES,
  FOOD: FOOD_EXAMPLES,
  FURNITURE: FURNITURE_EXAMPLES,
  JEWELLERY: JEWELLERY_EXAMPLES,
  ELECTRONICS: ELECTRONICS_EXAMPLES,
};
