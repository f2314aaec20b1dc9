/**
 * Characters that leave no mark where they stand: white space, controls, what Unicode lets a reader ignore (joiners,
 * direction marks, variation selectors, tags, Hangul fillers), interlinear marks, the blank Braille cell, the null note head.
 */
const INVISIBLE = String.raw`\p{White_Space}\p{Cc}\p{Default_Ignorable_Code_Point}\u{FFF9}-\u{FFFB}\u{2800}\u{1D159}`;
const SEEN = new RegExp(`[^${INVISIBLE}]`, 'u');
const UNSEEN = new RegExp(`[${INVISIBLE}]+`, 'gu');

/** Whether nothing of a text can be seen. */
export function isBlank(text: string): boolean {
  return !SEEN.test(text);
}

/**
 * What makes two names the same to whoever reads them in a history: compatible forms (NFKC), letter case and what cannot be
 * seen make no difference; a gap between words is one space. Upper case first: ß and SS, σ and ς meet there.
 */
export function foldedName(name: string): string {
  const seen = name
    .normalize('NFKC')
    .replaceAll(UNSEEN, (gap) => (/\p{White_Space}/u.test(gap) ? ' ' : ''))
    .trim();
  return seen.toUpperCase().toLowerCase().replaceAll('ς', 'σ').normalize('NFKC');
}
