import { isSceneWord } from './scenes/choose.ts';
import { isSubjectWord } from './subjects/choose.ts';
import { belongsToPlace } from './words/belonging.ts';
import { isColourWord } from './words/colours.ts';
import { isCountWord } from './words/counts.ts';
import { isFiller } from './words/filler.ts';
import { lookNamed } from './words/looks.ts';
import { NEGATIONS, tokensOf } from './words/words.ts';

/** The words of a text that can have no effect on a drawn picture, as they were written. */
export function undrawn(text: string | null): readonly string[] {
  const tokens = tokensOf(text ?? '');
  return tokens
    .filter(({ word }, at) => {
      const isNegated = NEGATIONS.has(word) || NEGATIONS.has(tokens[at - 1]?.word ?? ''); // it must be absent, and it is
      return !isNegated && !isDrawn(word) && !isFiller(word);
    })
    .map(({ original }) => original);
}

function isDrawn(word: string): boolean {
  return (
    isSubjectWord(word) ||
    isSceneWord(word) ||
    belongsToPlace(word) ||
    isColourWord(word) ||
    isCountWord(word) ||
    lookNamed(word) !== null
  );
}
