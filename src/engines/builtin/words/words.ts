/** Combining marks that decomposition splits off, so that "café" and "cafe" are one word. */
const MARKS = /\p{M}+/gu;
const NEGATIONS = new Set(['no', 'without', 'not', 'never', 'non']);

/**
 * The words of a text, in order: lower case, without accents, plurals and what a negation takes back ("without shadow").
 * Only words that the engine knows ever mean anything; the text itself goes nowhere near a picture.
 */
export function wordsOf(...texts: readonly (string | null)[]): readonly string[] {
  const words: string[] = [];
  for (const text of texts) {
    let negated = false;
    for (const word of tokensOf(text ?? '')) {
      if (!negated && !NEGATIONS.has(word)) words.push(word);
      negated = NEGATIONS.has(word);
    }
  }
  return words;
}

function tokensOf(text: string): readonly string[] {
  const plain = text.normalize('NFKD').replace(MARKS, '').toLowerCase();
  const phrases = plain.replace(/\bblack\s*(?:and|&|n)\s*white\b|\bb\s*&\s*w\b/gu, 'monochrome');
  return (phrases.match(/#[0-9a-f]{6}\b|#[0-9a-f]{3}\b|[\p{L}\p{N}]+/gu) ?? []).map(singular);
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
