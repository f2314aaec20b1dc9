import { askingWordsOf, termsOf } from './words.ts';

/** The terms of a text with their rarity, and its question words, which are marked by a question mark. */
export interface Weighted {
  readonly weights: ReadonlyMap<string, number>;
  readonly askingWords: readonly string[];
  readonly whole: number;
}

/** The weight of "who", "when" and similar words. The rarity of a word with one sentence is about 6. */
const ASKING_WORD_WEIGHT = 0.5;

/** A word that matches only with a typo counts half. */
const TYPO_SHARE = 0.5;

/** A word that no page contains is the strongest sign that the question is about something else. */
const STRANGE_WORD_FACTOR = 2;

/** One matching word gives 0.7 of the confidence, two give all of it. */
const BASE_OF_WORDS = 0.4;
const EACH_WORD = 0.3;

/** Weights the words of questions by their rarity in the added texts. */
export class WordWeights {
  readonly #counts = new Map<string, number>();
  #texts = 0;

  add(text: string): void {
    for (const term of termsOf(text)) this.#counts.set(term, this.countOf(term) + 1);
    this.#texts += 1;
  }

  /** The number of texts with the term. */
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
   * From 0 to 1: the mean of the weighted share of matching words and of `likeness`; reduced if only one word matches.
   * `matched` are the words with a match, `found` those that match without a typo.
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
