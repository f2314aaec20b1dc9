import { formatCount } from '../language/formats.ts';
import type { PriceOf } from '../prices/use-price-list.ts';
import { say } from '../language/say.ts';

/** The number of actions that the credits pay for, by kind: "40 Prompts", "66 × Background". Free actions are left out. */
export function packMakes(credits: number, prices: readonly PriceOf[]): { first: string; others: readonly string[] } {
  const paid = prices.filter((price) => price.credits > 0);
  const prompt = paid.find(({ kind }) => kind === 'PROMPT');
  const others = paid.filter((price) => price !== prompt);
  return {
    first: prompt ? say('purchases.prompts', { count: made(credits, prompt) }) : '',
    others: others.map((price) => `${formatCount(made(credits, price))} × ${price.title}`),
  };
}

function made(credits: number, price: PriceOf): number {
  return Math.floor(credits / price.credits);
}
