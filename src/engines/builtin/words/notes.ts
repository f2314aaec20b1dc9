/** The note about words that had no effect on the picture; null: there are none. */
export function notUnderstood(unknown: readonly string[]): string | null {
  return note('The preview engine did not understand', unknown);
}

export function notDrawn(unknown: readonly string[]): string | null {
  return note('The preview engine could not draw', unknown);
}

/** The maximum number of words in a note. */
const WORDS_MAX = 20;

function note(beginning: string, words: readonly string[]): string | null {
  const each = [...new Set(words)];
  if (each.length === 0) return null;
  const rest = each.length > WORDS_MAX ? ' and more' : '';
  return `${beginning}: ${each.slice(0, WORDS_MAX).join(', ')}${rest}.`;
}
