/**
 * Invisible characters: white space, controls, Unicode's default-ignorable characters (joiners, direction marks, variation
 * selectors, tags, Hangul fillers), interlinear marks, the blank Braille cell and the null note head.
 */
const INVISIBLE = String.raw`\p{White_Space}\p{Cc}\p{Default_Ignorable_Code_Point}\u{FFF9}-\u{FFFB}\u{2800}\u{1D159}`;
const SEEN = new RegExp(`[^${INVISIBLE}]`, 'u');
const UNSEEN = new RegExp(`[${INVISIBLE}]+`, 'gu');

/**
 * Invisible characters that can change how a text is displayed: controls, direction marks, fillers, tags. Joiners and variation
 * selectors are part of emoji and of several scripts, and are allowed after a visible character.
 */
const SELECTOR = String.raw`\u{FE0E}\u{FE0F}`;
const JOINER = String.raw`\u{200C}\u{200D}`;
const HIDING = new RegExp(
  `(?<![^${INVISIBLE}])[${SELECTOR}]|(?<![^${INVISIBLE}]|[${SELECTOR}])[${JOINER}]|(?![${SELECTOR}${JOINER}\\n ])[${INVISIBLE}]`,
  'u',
);

/** The first hidden character of a text, such as "U+202E"; null: none. The only allowed white space is the space and the line feed. */
export function hidingCharacter(text: string): string | null {
  const found = HIDING.exec(text)?.[0].codePointAt(0);
  return found === undefined ? null : `U+${found.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Whether a text has no visible character. */
export function isBlank(text: string): boolean {
  return !SEEN.test(text);
}

/**
 * Normalizes a name for comparison: names that look the same to a reader give the same result. Applies NFKC, removes letter
 * case and invisible characters, and makes white space one space. Upper case makes ß equal to SS and σ to ς; lower case before it
 * makes ẞ, which is upper case already, a ß.
 */
export function foldedName(name: string): string {
  const seen = name
    .normalize('NFKC')
    .replaceAll(UNSEEN, (gap) => (/\p{White_Space}/u.test(gap) ? ' ' : ''))
    .trim();
  return seen.toLowerCase().toUpperCase().toLowerCase().replaceAll('ς', 'σ').normalize('NFKC');
}
