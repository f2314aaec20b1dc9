import type { EditWords } from '../engine.ts';
import { isSubjectWord } from './subjects/choose.ts';
import { adjustmentsOf, clauseTokens } from './words/adjustments.ts';
import { isColourWord, namedColours } from './words/colours.ts';
import { isFiller } from './words/filler.ts';
import { changed, type Look, lookNamed, lookOf, tintedBy } from './words/looks.ts';
import { NEGATIONS, vocabulary } from './words/words.ts';

/** The strength of the tint by named colours. */
const TINT_SHARE = 0.55;
/** An object named after one of these words is to be added or removed, which an edit cannot do. Others are just mentioned. */
const CHANGES = vocabulary('add put place give wearing replace swap turn remove delete without no into with');
const REACH = 3;

export interface ReadEdit {
  readonly look: Look;
  /** Whether any word changes the look. */
  readonly isAsked: boolean;
  /** Whether a repetition changes the picture again: "darker" does, "in sepia" does not. */
  readonly isRelative: boolean;
  /** The words that were not understood, as they were written. */
  readonly unknown: readonly string[];
}

/** Reads the changes of light and colours from an edit. The background is not read: it describes a scene. */
export function readEdit(words: Omit<EditWords, 'background'>): ReadEdit {
  const texts = [words.prompt, words.styling, words.model].filter((text) => text !== null);
  const adjusted = texts.map(adjustmentsOf);
  const plain: string[] = [];
  const unknown: string[] = [];
  for (const [index, text] of texts.entries()) {
    const tokens = clauseTokens(text);
    for (const [at, { word, original }] of tokens.entries()) {
      if (adjusted[index]?.understood.has(at) === true || NEGATIONS.has(word)) continue;
      const before = tokens.slice(Math.max(0, at - REACH), at).map((token) => token.word);
      const isKnown = lookNamed(word) !== null || isColourWord(word);
      const isShown = isSubjectWord(word) && !before.some((other) => CHANGES.has(other));
      if (isKnown && !NEGATIONS.has(before.at(-1) ?? '')) plain.push(word);
      else if (!isKnown && !isShown && !isFiller(word)) unknown.push(original);
    }
  }
  const { look, isAsked } = lookOf(plain);
  const colours = namedColours(plain).map(({ colour }) => colour);
  const tinted = colours.length > 0 ? tintedBy(look, colours, TINT_SHARE) : look;
  const moved = adjusted.some(({ changes }) => changes > 0);
  return {
    look: adjusted.reduce((sum, adjustment) => changed(sum, adjustment.look), tinted),
    isAsked: isAsked || moved || colours.length > 0,
    isRelative: moved,
    unknown,
  };
}

/** The reason why an edit would change nothing; null: it changes something. */
export function whyNoEdit(words: EditWords, before: EditWords): string | null {
  const { isAsked, isRelative, unknown } = readEdit(words);
  const isSame = [words.prompt === before.prompt, words.model === before.model, words.styling === before.styling];
  if (isSame.every(Boolean) && words.background === before.background && !isRelative) {
    return 'These are the words that the picture was made from. Say what should be different.';
  }
  const isMoved = words.background !== null && words.background !== before.background;
  if (isAsked || isMoved) return null;
  const unknownWords = unknown.length === 0 ? '' : ` It did not understand: ${unknown.join(', ')}.`;
  return `The preview engine finds nothing in these words that would change the picture.${unknownWords} Ask for light or colours, such as "darker" or "less yellow", or for another background.`;
}
