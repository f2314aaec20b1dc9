import MiniSearch, { type SearchOptions, type SearchResult } from 'minisearch';
import type { Page, Sentence } from './page.ts';
import { askingWordsOf, splitWords, termOf, termsOf } from './words.ts';

export interface Match {
  readonly page: Page;
  readonly sentence: Sentence;
  /** Orders the matches of one question; says nothing across questions. */
  readonly rank: number;
  /**
   * From 0 to 1: the mean of the share of the question's words, by rarity, that are found with the sentence, and of the
   * likeness of the question to the most similar one that the author wrote.
   */
  readonly confidence: number;
}

/**
 * Set by leaving out a fifth of the authored questions at a time, and asking them: with these figures 34 % find the sentence
 * that they stood beside by the words of its other questions and its text, with boosts of 1 alone and no likeness 22 %.
 */
const BOOSTS = { text: 3, questions: 2, heading: 0.5, title: 0.5 };

/** Without any likeness a match keeps so much of its rank. */
const LIKENESS_FLOOR = 0.3;

/** How much more a sentence ranks on the page that fits the question best. */
const PAGE_FACTOR = 0.5;

/** Edits for each letter of a word that no page has; so a word of four letters may have one wrong, of eight two. */
const TYPOS = 0.25;
const SHORTEST_WITH_TYPO = 4;

/** A word that is taken for another one counts half as much as one that stands there. */
const TYPO_SHARE = 0.5;

/** Of "who", "when" and the like, in the unit of rarity, which is some 6 for a word that stands with one sentence. */
const ASKING_WORD_WEIGHT = 0.5;

/** Who asks in the very words of an author means that sentence. */
const SAME_WORDS = 0.999;
const SAME_WORDS_FACTOR = 5;

/** So many of the index's results are compared with the authored questions. */
const COMPARED = 150;

/** Finds the sentences that answer a question: an index in memory, made once. The same question finds the same. */
export class SentenceSearch {
  readonly #entries: readonly {
    readonly page: Page;
    readonly sentence: Sentence;
    readonly alike: readonly Weighted[];
  }[];
  readonly #sentences: MiniSearch;
  readonly #pages: MiniSearch;
  readonly #counts = new Map<string, number>();

  constructor(pages: readonly Page[]) {
    const answering = pages.flatMap((page) =>
      page.sentences.filter(({ questions }) => questions.length > 0).map((sentence) => ({ page, sentence })),
    );
    const documents = answering.map(({ page, sentence }, id) => ({ id, ...fieldsOf(page, sentence) }));
    for (const { id: _, ...fields } of documents) {
      for (const term of termsOf(Object.values(fields).join('\n'))) this.#counts.set(term, this.#countOf(term) + 1);
    }
    this.#sentences = this.#indexOf(Object.keys(BOOSTS), { boost: BOOSTS });
    this.#sentences.addAll(documents);
    this.#pages = this.#indexOf(['words'], {});
    this.#pages.addAll(pages.map((page) => ({ id: page.path, words: wordsOf(page) })));
    this.#entries = answering.map(({ page, sentence }) => ({
      page,
      sentence,
      alike: [...sentence.questions, textWithoutTokens(sentence)].map((text) => this.#weighted(text)),
    }));
  }

  /** The best first. */
  search(question: string): Match[] {
    const asked = this.#weighted(question);
    const pageShares = sharesOf(this.#pages.search(question));
    return this.#sentences
      .search(question)
      .slice(0, COMPARED)
      .flatMap((result) => this.#matchOf(asked, pageShares, result))
      .toSorted((a, b) => b.rank - a.rank);
  }

  #indexOf(fields: string[], searchOptions: SearchOptions): MiniSearch {
    const fuzzy = (term: string) => (this.#mayBeTypo(term) ? TYPOS : false);
    const options = { fields, tokenize: splitWords, processTerm: termOf };
    return new MiniSearch({ ...options, searchOptions: { ...searchOptions, fuzzy } });
  }

  #matchOf(asked: Weighted, pageShares: ReadonlyMap<string, number>, result: SearchResult): Match[] {
    const entry = this.#entries[result.id as number]; // its place, as it was added
    if (!entry) return [];
    const { page, sentence, alike } = entry;
    const found = new Set([...result.terms, ...asked.askingWords]);
    const likeness = Math.max(...alike.map((each) => likenessOf(asked, each, found)));
    const share = this.#shareOf(asked, new Set(result.queryTerms), found);
    const onPage = 1 + PAGE_FACTOR * (pageShares.get(page.path) ?? 0);
    const sameWords = likeness > SAME_WORDS ? SAME_WORDS_FACTOR : 1;
    const rank = result.score * (LIKENESS_FLOOR + likeness) * onPage * sameWords;
    return [{ page, sentence, rank, confidence: (share + likeness) / 2 }];
  }

  #shareOf({ weights }: Weighted, matched: ReadonlySet<string>, found: ReadonlySet<string>): number {
    let whole = 0;
    let part = 0;
    for (const [term, weight] of weights) {
      if (!isIndexed(term)) continue;
      whole += weight;
      if (matched.has(term)) part += found.has(term) ? weight : weight * TYPO_SHARE;
    }
    return whole === 0 ? 0 : part / whole;
  }

  #mayBeTypo(term: string): boolean {
    return term.length >= SHORTEST_WITH_TYPO && !/\d/.test(term) && this.#countOf(term) === 0;
  }

  #weighted(question: string): Weighted {
    const terms = termsOf(question).map((term) => [term, this.#rarityOf(term)] as const);
    const askingWords = askingWordsOf(question).map((word) => `${word}?`);
    const weights = new Map([...terms, ...askingWords.map((word) => [word, ASKING_WORD_WEIGHT] as const)]);
    return { weights, askingWords, whole: [...weights.values()].reduce((sum, weight) => sum + weight, 0) };
  }

  #countOf(term: string): number {
    return this.#counts.get(term) ?? 0;
  }

  /** The inverse document frequency of BM25. */
  #rarityOf(term: string): number {
    const count = this.#countOf(term);
    return Math.log(1 + (this.#sentences.documentCount - count + 0.5) / (count + 0.5));
  }
}

/** The terms of a question with their rarity, and its asking words, which a question mark tells from terms. */
interface Weighted {
  readonly weights: ReadonlyMap<string, number>;
  readonly askingWords: readonly string[];
  readonly whole: number;
}

function isIndexed(term: string): boolean {
  return !term.endsWith('?');
}

/** The cosine of two questions, 1 for the same words; `found` are the words of the first as the sentence has them. */
function likenessOf(asked: Weighted, authored: Weighted, found: ReadonlySet<string>): number {
  let both = 0;
  for (const [term, weight] of authored.weights) if (found.has(term)) both += weight;
  return both === 0 ? 0 : Math.min(1, both / Math.sqrt(asked.whole * authored.whole));
}

/** How well each page fits, as a share of the best one. */
function sharesOf(results: readonly SearchResult[]): Map<string, number> {
  const best = results[0]?.score ?? 1;
  return new Map(results.map(({ id, score }) => [String(id), score / best]));
}

function fieldsOf(page: Page, sentence: Sentence): Record<keyof typeof BOOSTS, string> {
  return {
    text: textWithoutTokens(sentence),
    questions: sentence.questions.join('\n'),
    heading: sentence.heading?.text ?? '',
    title: page.title,
  };
}

function textWithoutTokens({ text }: Sentence): string {
  return text.replaceAll(/\{[^}]*\}/g, '');
}

function wordsOf(page: Page): string {
  const answering = page.sentences.filter(({ questions }) => questions.length > 0);
  return answering.flatMap((sentence) => Object.values(fieldsOf(page, sentence))).join('\n');
}
