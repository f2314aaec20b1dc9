import type { PriceList } from '../prices/price-list.ts';
import { PUBLISHED_ACTIONS } from '../prices/published-actions.ts';
import type { GivenExcerpt } from './checked-claims.ts';
import { creditsText } from '../credits-text.ts';
import { fillTokens, hasBalance } from './fill-tokens.ts';
import type { ModelWording } from './model-wording.ts';
import type { Quoted } from './pick-sentences.ts';

/** An answer of a model, and the sentences that it cites. */
export interface Worded {
  readonly text: string;
  readonly quoted: readonly Quoted[];
  readonly by: string;
}

/** The number of excerpts that are sent to a model. */
const EXCERPTS_SENT = 8;

const PRICES = 'prices';

/**
 * Formulates an answer from the matching sentences by a model; null if none of its claims can be verified. Sentences with a
 * balance are never sent to it: the server adds them afterwards.
 */
export async function wordSentences(
  wording: ModelWording,
  question: string,
  found: readonly Quoted[],
  { priceList, docsVersion }: { readonly priceList: PriceList; readonly docsVersion: string },
): Promise<Worded | null> {
  const { credits } = priceList;
  const sent = found.filter(({ sentence }) => !hasBalance(sentence.text)).slice(0, EXCERPTS_SENT);
  const excerpts = sent.map(({ sentence }, place): GivenExcerpt => {
    return { source: `s${place + 1}`, text: fillTokens(sentence.text, { credits, balance: '' }) };
  });
  const prices = PUBLISHED_ACTIONS.map(({ kind, title }) => `${title} costs ${creditsText(credits[kind])}.`).join(' ');
  const claims = await wording.claims({
    question,
    excerpts: [...excerpts, { source: PRICES, text: prices }],
    version: `${docsVersion} ${prices}`,
  });
  if (claims.length === 0) return null;
  const sources = new Set(claims.map(({ source }) => source));
  return {
    text: claims.map(({ text }) => text.trim()).join(' '),
    quoted: sent.filter((_, place) => sources.has(`s${place + 1}`)),
    by: wording.name,
  };
}
