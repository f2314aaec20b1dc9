import MiniSearch, { type SearchResult } from 'minisearch';
import { addressOf, type Heading, type Page } from '../answers/page.ts';
import { splitWords, termOf } from '../answers/words.ts';
import { REFERENCE_SECTION } from './schema-pages.ts';

/** A part of a page under one heading. */
export interface Found {
  readonly page: Page;
  /** Null: the text before the first heading. */
  readonly heading: Heading | null;
  readonly address: string;
}

const BOOSTS = { title: 6, heading: 4, questions: 2, text: 1 };
/** Ranks guides before the API reference, whose long sections contain every word of the API. */
const REFERENCE_BOOST = 0.5;
const FOUND_MAX = 8;

/** Finds sections of pages by prefixes of words, for search as you type, and pages by similar addresses. */
export class PageSearch {
  readonly #parts: readonly Omit<Found, 'address'>[];
  readonly #index: MiniSearch;

  constructor(pages: readonly Page[]) {
    this.#parts = pages.flatMap((page) => [null, ...page.headings].map((heading) => ({ page, heading })));
    this.#index = new MiniSearch({
      fields: Object.keys(BOOSTS),
      tokenize: splitWords,
      processTerm: termOf,
      searchOptions: {
        boost: BOOSTS,
        prefix: true,
        fuzzy: (term) => (term.length > 4 ? 0.2 : false),
        combineWith: 'AND',
        boostDocument: (id) => (this.#parts[id as number]?.page.section === REFERENCE_SECTION ? REFERENCE_BOOST : 1), // its place
      },
    });
    this.#index.addAll(this.#parts.map((part, id) => ({ id, ...fieldsOf(part) })));
  }

  /** The best first, at most eight. */
  search(query: string): Found[] {
    return this.#found(this.#index.search(query)).slice(0, FOUND_MAX);
  }

  /** The pages whose titles and addresses are most similar to an unknown address. */
  nearestPages(path: string, max: number): Page[] {
    const words = path.replaceAll(/[^\p{L}\p{N}]+/gu, ' ');
    const results = this.#index.search(words, { fields: ['title'], combineWith: 'OR', fuzzy: 0.34 });
    return [...new Set(this.#found(results).map(({ page }) => page))].slice(0, max);
  }

  #found(results: readonly SearchResult[]): Found[] {
    return results.flatMap(({ id }) => {
      const part = this.#parts[id as number]; // documents are added by index
      return part ? [{ ...part, address: addressOf(part.page, part.heading) }] : [];
    });
  }
}

function fieldsOf({ page, heading }: Omit<Found, 'address'>): Record<keyof typeof BOOSTS, string> {
  const sentences = page.sentences.filter((sentence) => sentence.heading === heading);
  return {
    heading: heading?.text ?? '',
    title: heading === null ? `${page.title} ${page.path}` : '',
    questions: sentences.flatMap(({ questions }) => questions).join('\n'),
    text: sentences.map(({ text }) => text).join('\n'),
  };
}
