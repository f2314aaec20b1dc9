import type { Submission } from '../../pictures/perform/perform-operations.ts';
import type { PriceOf } from '../../prices/use-price-list.ts';

/** The actions of the sample project, in the order in which they are performed. */
const KINDS = ['BACKGROUND', 'EXPAND', 'PROMPT'] as const;

/** The width that Expand adds on each side. */
const WIDER_PX = 160;

/** The credits to grant: the price of the sample's actions, and the same amount for the user's own. */
export function sampleCosts(prices: readonly PriceOf[]) {
  const each = KINDS.flatMap((kind) => prices.find((price) => price.kind === kind) ?? []);
  const spent = each.reduce((sum, { credits }) => sum + credits, 0);
  return { each, spent, granted: 2 * spent };
}

/** The actions on the photo. `maxCredits` ensures that none is charged at a price other than the shown one. */
export function sampleSubmissions(projectId: string, imageId: string, prices: readonly PriceOf[]): Submission[] {
  const maxCredits = Object.fromEntries(prices.map(({ kind, credits }) => [kind, credits]));
  return [
    {
      kind: 'BACKGROUND',
      input: {
        projectId,
        imageId,
        background: 'a walnut table in warm evening light',
        maxCredits: maxCredits['BACKGROUND'] ?? null,
      },
    },
    {
      kind: 'EXPAND',
      input: { projectId, imageId, left: WIDER_PX, right: WIDER_PX, maxCredits: maxCredits['EXPAND'] ?? null },
    },
    {
      kind: 'PROMPT',
      input: {
        projectId,
        sourceImageId: imageId,
        prompt: 'books with lavender',
        styling: 'soft side light',
        background: 'a pale blue studio with a podium',
        aspectRatio: '4:5',
        maxCredits: maxCredits['PROMPT'] ?? null,
      },
    },
  ];
}
