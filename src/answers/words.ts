import { LRUCache } from 'lru-cache';
import stem from 'wink-porter2-stemmer';
import { commonStem, withoutExpressions } from './synonyms.ts';

/** Words that say how something is asked, not what. */
const FUNCTION_WORDS = new Set(
  `a about also am an and any are as at be been but by can could did do does for from get gets got had has have he her here
  his how i if im in into is it its just may me might my of on one or our shall she should so some than that the their them
  then there these they this those to us was we were what when where which who whom whose why will with would you your
  yours`.split(/\s+/),
);

/** Of these, those that do not even tell one kind of question from another. */
const EMPTY_WORDS = new Set(['a', 'an', 'are', 'be', 'is', 'it', 'of', 'the', 'to']);

/** The words of a text as they stand there; an identifier such as `createApiKey` also gives the words it is made of. */
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

/** The pages have some 4,000 different words and use each many times: stemming them anew was a quarter of a process's start. */
const STEMS_MAX = 20_000;

const stems = new LRUCache<string, string>({ max: STEMS_MAX });

function stemOf(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  const found = stem(word);
  stems.set(word, found);
  return found;
}

/** What is indexed for a word: the stem of it or of a word that means the same; null: it is not. */
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

/** Each word once that tells one kind of question from another though it is not indexed, such as "who" and "when". */
export function askingWordsOf(text: string): string[] {
  const words = splitWords(text).map((word) => word.toLowerCase());
  return [...new Set(words.filter((word) => FUNCTION_WORDS.has(word) && !EMPTY_WORDS.has(word)))];
}
