import { inEnglish } from './languages.ts';

/** Combining marks that decomposition splits off, so that "café" and "cafe" are one word. */
const MARKS = /\p{M}+/gu;
export const NEGATIONS: ReadonlySet<string> = new Set('no without not never non ohne kein keine sans senza'.split(' '));

/** A word as it is compared, and as it was written. */
export interface Token {
  readonly word: string;
  readonly told: string;
}

/**
 * The words of a text, in order: lower case, without accents, plurals and what a negation takes back ("without shadow").
 * Only words that the engine knows ever mean anything; the text itself goes nowhere near a picture.
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

/** All the words of a text, in order, in English. */
export function tokensOf(text: string): readonly Token[] {
  const phrases = text
    .replaceAll(/\bblack\s*(?:and|&|n)\s*white\b|\bb\s*&\s*w\b/giu, 'monochrome')
    .replaceAll(/\bcan\s+(?=(?:you|we|i|it|this|be)\b)/giu, ''); // else a thing made of tin
  const told = phrases.match(/#[0-9a-f]{6}\b|#[0-9a-f]{3}\b|[\p{L}\p{M}\p{N}]+/giu) ?? [];
  const plain = told.map((word) => word.normalize('NFKD').replaceAll(MARKS, '').toLowerCase().replaceAll('ß', 'ss'));
  return inEnglish(plain).map((word, at) => ({ word: singular(word), told: told[at] ?? word }));
}

/** Words whose plural is another thing: glasses are worn, a glass is drunk from. */
const PLURALS_OF_THEIR_OWN = new Set(['glasses']);

/** Good enough for matching both sides of a table; a dress keeps its "ss". */
function singular(word: string): string {
  if (PLURALS_OF_THEIR_OWN.has(word)) return word;
  if (word.length < 4 || !word.endsWith('s') || word.endsWith('ss') || word.endsWith('us')) return word;
  if (/(?:ss|sh|ch|x)es$/u.test(word)) return word.slice(0, -2);
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  return word.slice(0, -1);
}

/** How many of the words the vocabulary knows. */
export function matches(words: readonly string[], names: ReadonlySet<string>): number {
  return words.reduce((count, word) => (names.has(word) ? count + 1 : count), 0);
}

/** A vocabulary written as one readable line. */
export function vocabulary(line: string): ReadonlySet<string> {
  return new Set(line.split(/\s+/u).filter(Boolean).map(singular));
}
