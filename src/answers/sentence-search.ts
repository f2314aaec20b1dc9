import MiniSearch, { type SearchOptions, type SearchResult } from 'minisearch';
import type { Page, Sentence } from './page.ts';
import { likenessOf, type Weighted, WordWeights } from './word-weights.ts';
import { splitWords, termOf } from './words.ts';

export interface Match {
  readonly page: Page;
  readonly sentence: Sentence;
  /** Comparable only within the matches of one question. */
  readonly rank: number;
  /**
   * From 0 to 1: the mean of the share of the question's words, weighted by rarity, that match the sentence, and of the
   * similarity to the most similar authored question; reduced if only one word matches.
   */
  readonly confidence: number;
}

/**
 * Tuned by five-fold cross-validation over the authored questions, and by the tuning questions: with these values 36 % of the
 * omitted questions find their own sentence by its text and other questions, and 64 % its page.
 */
const BOOSTS = { text: 1.5, questions: 1.2, heading: 1.5, title: 4.5 };

/** The factor by which sentences on the best matching page, and in the best matching section, rank higher. */
const PAGE_FACTOR = 1.2;
const SECTION_FACTOR = 1.2;

/** The edit distance per letter for words that no page contains: one for four letters, two from six on. */
const TYPOS = 0.25;
const EDITS_MAX = 2;
const SHORTEST_WITH_TYPO = 4;

/** From this similarity on, the question is the authored one. */
const SAME_WORDS = 0.999;
const SAME_WORDS_FACTOR = 100;

/** The number of results that are compared with the authored questions. */
const COMPARED = 150;

/** Finds sentences that answer a question, in an index in memory. Deterministic. */
export class SentenceSearch {
  readonly #entries: readonly {
    readonly page: Page;
    readonly sentence: Sentence;
    readonly alike: readonly Weighted[];
  }[];
  readonly #sentences: MiniSearch;
  readonly #pages: MiniSearch;
  readonly #sections: MiniSearch;
  readonly #words = new WordWeights();

  constructor(pages: readonly Page[]) {
    const answering = pages.flatMap((page) =>
      page.sentences.filter(({ questions }) => questions.length > 0).map((sentence) => ({ page, sentence })),
    );
    const documents = answering.map(({ page, sentence }, id) => ({ id, ...fieldsOf(page, sentence) }));
    for (const { id: _, ...fields } of documents) this.#words.add(Object.values(fields).join('\n'));
    this.#sentences = this.#indexOf(Object.keys(BOOSTS), { boost: BOOSTS });
    this.#sentences.addAll(documents);
    this.#pages = this.#indexOfGroups(Map.groupBy(answering, ({ page }) => page.path));
    this.#sections = this.#indexOfGroups(Map.groupBy(answering, ({ page, sentence }) => sectionOf(page, sentence)));
    this.#entries = answering.map(({ page, sentence }) => ({
      page,
      sentence,
      alike: [...sentence.questions, textWithoutTokens(sentence)].map((text) => this.#words.weighted(text)),
    }));
  }

  /** Returns the best match first. */
  search(question: string): Match[] {
    const asked = this.#words.weighted(question);
    const shares = {
      pages: sharesOf(this.#pages.search(question)),
      sections: sharesOf(this.#sections.search(question)),
    };
    return this.#sentences
      .search(question)
      .slice(0, COMPARED)
      .flatMap((result) => this.#matchOf(asked, shares, result))
      .toSorted((a, b) => b.rank - a.rank);
  }

  #indexOf(fields: string[], searchOptions: SearchOptions): MiniSearch {
    const fuzzy = (term: string) =>
      this.#mayBeTypo(term) ? Math.min(EDITS_MAX, Math.round(TYPOS * term.length)) : false;
    const options = { fields, tokenize: splitWords, processTerm: termOf };
    return new MiniSearch({ ...options, searchOptions: { ...searchOptions, fuzzy } });
  }

  /** An index in which each group of sentences is one document. */
  #indexOfGroups(groups: ReadonlyMap<string, readonly Answering[]>): MiniSearch {
    const index = this.#indexOf(['words'], {});
    index.addAll([...groups].map(([id, group]) => ({ id, words: wordsOf(group) })));
    return index;
  }

  #matchOf(asked: Weighted, { pages, sections }: Shares, result: SearchResult): Match[] {
    const entry = this.#entries[result.id as number]; // documents are added by index
    if (!entry) return [];
    const { page, sentence, alike } = entry;
    const found = new Set([...result.terms, ...asked.askingWords]);
    const likeness = Math.max(...alike.map((each) => likenessOf(asked, each, found)));
    const onPage = 1 + PAGE_FACTOR * (pages.get(page.path) ?? 0);
    const inSection = 1 + SECTION_FACTOR * (sections.get(sectionOf(page, sentence)) ?? 0);
    const sameWords = likeness > SAME_WORDS ? SAME_WORDS_FACTOR : 1;
    const rank = result.score * onPage * inSection * sameWords;
    const matched = new Set(result.queryTerms);
    return [{ page, sentence, rank, confidence: this.#words.confidence(asked, likeness, { matched, found }) }];
  }

  #mayBeTypo(term: string): boolean {
    return term.length >= SHORTEST_WITH_TYPO && !/\d/.test(term) && this.#words.countOf(term) === 0;
  }
}

/** A sentence with authored questions, and its page. */
interface Answering {
  readonly page: Page;
  readonly sentence: Sentence;
}

/** How well each page and each section matches a question. */
interface Shares {
  readonly pages: ReadonlyMap<string, number>;
  readonly sections: ReadonlyMap<string, number>;
}

/** How well each page matches, as a share of the best one. */
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

function wordsOf(answering: readonly Answering[]): string {
  return answering.flatMap(({ page, sentence }) => Object.values(fieldsOf(page, sentence))).join('\n');
}

function sectionOf(page: Page, { heading }: Sentence): string {
  return `${page.path}#${heading?.anchor ?? ''}`;
}
