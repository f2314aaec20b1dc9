import { inEnglish } from './languages.ts';

/** The combining marks that decomposition separates, so that "café" equals "cafe". */
const MARKS = /\p{M}+/gu;
export const NEGATIONS: ReadonlySet<string> = new Set('no without not never non ohne kein keine sans senza'.split(' '));

/** A word in its normal form for comparison, and as it was written. */
export interface Token {
  readonly word: string;
  readonly original: string;
}

/**
 * The words of a text, in order: lower case, without accents, plurals and negated words ("without shadow"). Only words of the
 * vocabularies have an effect; the text itself never becomes part of a picture.
 */
export function wordsOf(...texts: readonly (string | null)[]): readonly string[] {
  const words: string[] = [];
  for (const text of texts) {
    let negated = false;
    for (const { word } of tokensOf(text ?? '')) {
      if (!negated && !NEGATIONS.has(word)) words.push(word);
      negated = NEGATIONS.has(word);
    }
  }
  return words;
}

/** All words of a text, in order, translated to English. */
export function tokensOf(text: string): readonly Token[] {
  const phrases = text
    .replaceAll(/\bblack\s*(?:and|&|n)\s*white\b|\bb\s*&\s*w\b/giu, 'monochrome')
    .replaceAll(/\bcan\s+(?=(?:you|we|i|it|this|be)\b)/giu, ''); // otherwise it would mean a tin can
  const originals = phrases.match(/#[0-9a-f]{6}\b|#[0-9a-f]{3}\b|[\p{L}\p{M}\p{N}]+/giu) ?? [];
  const plain = originals.map((word) =>
    word.normalize('NFKD').replaceAll(MARKS, '').toLowerCase().replaceAll('ß', 'ss'),
  );
  return inEnglish(plain).map((word, at) => ({ word: singular(word), original: originals[at] ?? word }));
}

/** Words whose plural means another object: glasses are worn, a glass is for drinking. */
const PLURALS_OF_THEIR_OWN = new Set(['glasses']);

/** Removes plural endings, well enough to compare words; "dress" keeps its "ss". */
function singular(word: string): string {
  if (PLURALS_OF_THEIR_OWN.has(word)) return word;
  if (word.length < 4 || !word.endsWith('s') || word.endsWith('ss') || word.endsWith('us')) return word;
  if (/(?:ss|sh|ch|x)es$/u.test(word)) return word.slice(0, -2);
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  return word.slice(0, -1);
}

/** The number of words that the vocabulary contains. */
export function matches(words: readonly string[], names: ReadonlySet<string>): number {
  return words.reduce((count, word) => (names.has(word) ? count + 1 : count), 0);
}

/** Parses a vocabulary from one line of words. */
export function vocabulary(line: string): ReadonlySet<string> {
  return new Set(line.split(/\s+/u).filter(Boolean).map(singular));
}
