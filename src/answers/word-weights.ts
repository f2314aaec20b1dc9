import { askingWordsOf, termsOf } from './words.ts';

/** The terms of a text with their rarity, and its asking words, which a question mark tells from terms. */
export interface Weighted {
  readonly weights: ReadonlyMap<string, number>;
  readonly askingWords: readonly string[];
  readonly whole: number;
}

/** Of "who", "when" and the like, in the unit of rarity, which is some 6 for a word that stands with one sentence. */
const ASKING_WORD_WEIGHT = 0.5;

/** A word that is taken for another one counts half as much as one that stands there. */
const TYPO_SHARE = 0.5;

/** A word that no page has tells more than any other that the question is about something else. */
const STRANGE_WORD_FACTOR = 2;

/** One word that is found gives 0.7 of the confidence, two give the whole. */
const BASE_OF_WORDS = 0.4;
const EACH_WORD = 0.3;

/** What each word of a question weighs: the rarer it is in the texts that were added, the more. */
export class WordWeights {
  readonly #counts = new Map<string, number>();
  #texts = 0;

  add(text: string): void {
    for (const term of termsOf(text)) this.#counts.set(term, this.countOf(term) + 1);
    this.#texts += 1;
  }

  /** How many texts have the term. */
  countOf(term: string): number {
    return this.#counts.get(term) ?? 0;
  }

  weighted(text: string): Weighted {
    const terms = termsOf(text).map((term) => [term, this.#rarityOf(term)] as const);
    const askingWords = askingWordsOf(text).map((word) => `${word}?`);
    const weights = new Map([...terms, ...askingWords.map((word) => [word, ASKING_WORD_WEIGHT] as const)]);
    return { weights, askingWords, whole: [...weights.values()].reduce((sum, weight) => sum + weight, 0) };
  }

  /**
   * From 0 to 1: the mean of the share of the words that are found, by weight, and of `likeness`; less where only one is
   * found. `matched` are the words for which something was found, `found` those that stand there as they were asked.
   */
  confidence(
    { weights }: Weighted,
    likeness: number,
    { matched, found }: { readonly matched: ReadonlySet<string>; readonly found: ReadonlySet<string> },
  ): number {
    let whole = 0;
    let part = 0;
    let count = 0;
    for (const [term, weight] of weights) {
      if (term.endsWith('?')) continue;
      const isMatched = matched.has(term);
      whole += !isMatched && this.countOf(term) === 0 ? weight * STRANGE_WORD_FACTOR : weight;
      if (!isMatched) continue;
      part += found.has(term) ? weight : weight * TYPO_SHARE;
      count += 1;
    }
    return whole === 0 ? 0 : ((part / whole + likeness) / 2) * Math.min(1, BASE_OF_WORDS + count * EACH_WORD);
  }

  /** The inverse document frequency of BM25. */
  #rarityOf(term: string): number {
    const count = this.countOf(term);
    return Math.log(1 + (this.#texts - count + 0.5) / (count + 0.5));
  }
}

/** The cosine similarity of two questions, 1 for the same words. `found`: the words of the first that occur in the sentence. */
export function likenessOf(asked: Weighted, authored: Weighted, found: ReadonlySet<string>): number {
  let both = 0;
  for (const [term, weight] of authored.weights) if (found.has(term)) both += weight;
  return both === 0 ? 0 : Math.min(1, both / Math.sqrt(asked.whole * authored.whole));
}
