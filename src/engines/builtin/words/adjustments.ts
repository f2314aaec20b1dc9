import { namedColours } from './colours.ts';
import { changed, type Look, type LookChange, lookNamed, NEUTRAL, scaled } from './looks.ts';
import { NEGATIONS, type Token, tokensOf, vocabulary } from './words.ts';

/** The properties that an edit can increase or decrease. */
const AXES: readonly (readonly [words: ReadonlySet<string>, change: LookChange])[] = [
  [vocabulary('dark darkness dim gloomy'), { exposure: -0.5 }],
  [vocabulary('bright brightness light lightness lighting luminous exposure'), { exposure: 0.5 }],
  [vocabulary('warm warmth'), { warmth: 0.6 }],
  [vocabulary('cool cold coolness icy'), { warmth: -0.6 }],
  [vocabulary('vivid vibrant colourful colorful saturated saturation rich colour color bold'), { saturation: 1.4 }],
  [vocabulary('pale muted dull washed desaturated faded'), { saturation: 0.65 }],
  [vocabulary('contrast punchy hard harsh crisp sharp'), { contrast: 0.5 }],
  [vocabulary('soft flat hazy'), { contrast: -0.4 }],
  [vocabulary('shadow shade'), { shadows: 0.7 }],
];

/** Comparatives, and verbs that compare. */
const COMPARATIVES: ReadonlyMap<string, string> = new Map(
  `darker dark, darken dark, dimmer dim, brighter bright, brighten bright, lighter light, lighten light, warmer warm, cooler cool,
   colder cold, softer soft, soften soft, harder hard, harsher harsh, sharper sharp, sharpen sharp, crisper crisp, paler pale,
   duller dull, flatter flat, richer rich, bolder bold, punchier punchy, saturate saturation, moodier moody, airier airy,
   redder red, bluer blue, greener green, yellower yellow, pinker pink, browner brown, purpler purple, oranger orange`
    .split(',')
    .map((pair) => pair.trim().split(' ') as [string, string]), // each pair is written so
);
const MORE = vocabulary('more extra add increase raise boost stronger deeper');
const LESS = vocabulary('less fewer reduce lower decrease weaker too');
const GONE = vocabulary('remove delete erase eliminate');
const STRONG = vocabulary('much lot far very significantly way considerably');
const SLIGHT = vocabulary('slightly bit little touch tad somewhat');
/** The effect of "no" relative to "less". */
const GONE_FACTOR = 1.5;
/** The maximum distance of a quantity from its word: "no harsh shadows". */
const REACH = 2;

export interface Adjustments {
  readonly look: Look;
  /** The number of words that change the picture. */
  readonly changes: number;
  /** The positions of the words that were understood. */
  readonly understood: ReadonlySet<number>;
}

/** Reads the comparisons and negations in a text. Each is relative to the current picture. */
export function adjustmentsOf(text: string): Adjustments {
  let look = NEUTRAL;
  const understood = new Set<number>();
  let [start, changes] = [0, 0];
  for (const clause of text.split(/[,;.:!?\n]|\bbut\b/u)) {
    const tokens = tokensOf(clause);
    for (const [at, token] of tokens.entries()) {
      const change = changeAt(tokens, at, token);
      if (change === null) continue;
      look = changed(look, change);
      changes += 1;
      understood.add(start + at);
    }
    for (const [at, { word }] of tokens.entries()) if (isDegree(word)) understood.add(start + at);
    start += tokens.length;
  }
  return { look, changes, understood };
}

/** The tokens of a text, in the positions that `adjustmentsOf` uses. */
export function clauseTokens(text: string): readonly Token[] {
  return text.split(/[,;.:!?\n]|\bbut\b/u).flatMap(tokensOf);
}

function changeAt(tokens: readonly Token[], at: number, { word }: Token): LookChange | null {
  const compared = COMPARATIVES.get(word);
  const before = tokens.slice(Math.max(0, at - (compared === undefined ? REACH : 1)), at).map((token) => token.word);
  const degree = compared === undefined ? degreeOf(before) : isNegated(before) ? -1 : 1;
  if (degree === 0) return null;
  const intensity = intensityOf(tokens.slice(Math.max(0, at - 3), at).map((token) => token.word));
  const base = compared ?? word;
  const axis = AXES.find(([names]) => names.has(base))?.[1] ?? lookNamed(base);
  if (axis !== null && axis !== undefined) return scaled(axis, degree * intensity);
  const colour = namedColours([base])[0]?.colour;
  if (colour === undefined) return base === 'desaturate' ? { saturation: 0.6 } : null;
  return { casts: [{ colour, amount: Math.max(-1.5, Math.min(1.5, degree * intensity)) }] };
}

/** 0 if the words before a word contain no comparison. */
function degreeOf(before: readonly string[]): number {
  if (before.some((word) => NEGATIONS.has(word) || GONE.has(word))) return -GONE_FACTOR;
  if (before.some((word) => LESS.has(word))) return -1;
  return before.some((word) => MORE.has(word)) ? 1 : 0;
}

function isNegated(before: readonly string[]): boolean {
  return before.some((word) => NEGATIONS.has(word) || LESS.has(word));
}

function intensityOf(before: readonly string[]): number {
  if (before.some((word) => STRONG.has(word))) return 1.6;
  return before.some((word) => SLIGHT.has(word)) ? 0.5 : 1;
}

function isDegree(word: string): boolean {
  return [MORE, LESS, GONE, STRONG, SLIGHT, NEGATIONS].some((words) => words.has(word));
}
