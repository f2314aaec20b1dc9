import { LRUCache } from 'lru-cache';
import stem from 'wink-porter2-stemmer';
import { commonStem, withoutExpressions } from './synonyms.ts';

/** Words that carry no content of a question. */
const FUNCTION_WORDS = new Set(
  `a about also am an and any are as at be been but by can could did do does for from get gets got had has have he her here
  his how i if im in into is it its just may me might my of on one or our shall she should so some than that the their them
  then there these they this those to us was we were what when where which who whom whose why will with would you your
  yours`.split(/\s+/),
);

/** The function words that do not distinguish kinds of questions either. */
const EMPTY_WORDS = new Set(['a', 'an', 'are', 'be', 'is', 'it', 'of', 'the', 'to']);

/** The words of a text. An identifier such as `createApiKey` also yields its parts. */
export function splitWords(text: string): string[] {
  const words = withoutExpressions(text.normalize('NFKC')).match(/[\p{L}\p{N}_]+/gu) ?? [];
  return words.flatMap((word) => {
    const parts = word
      .replaceAll(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
      .split(/[ _]+/)
      .filter((part) => part !== '');
    return parts.length > 1 ? [word, ...parts] : [word];
  });
}

/** The size of the cache of stems. The pages have about 4,000 words; stemming without a cache was a quarter of a start. */
const STEMS_MAX = 20_000;

const stems = new LRUCache<string, string>({ max: STEMS_MAX });

function stemOf(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  const found = stem(word);
  stems.set(word, found);
  return found;
}

/** The indexed term of a word: the stem of it or of its synonym; null if it is not indexed. */
export function termOf(word: string): string | null {
  const lower = word.toLowerCase();
  const isLetter = lower.length === 1 && !/\d/.test(lower);
  return isLetter || FUNCTION_WORDS.has(lower) ? null : commonStem(stemOf(lower));
}

/** Each term of a text once. */
export function termsOf(text: string): string[] {
  const terms = splitWords(text).map((word) => termOf(word));
  return [...new Set(terms.filter((term) => term !== null))];
}

/** Each question word once, such as "who" and "when": not indexed, but distinguishes kinds of questions. */
export function askingWordsOf(text: string): string[] {
  const words = splitWords(text).map((word) => word.toLowerCase());
  return [...new Set(words.filter((word) => FUNCTION_WORDS.has(word) && !EMPTY_WORDS.has(word)))];
}
