import { darker, lighter, rgb, saturated, type Rgb } from '../pixels/colour.ts';

/** Colour names of shops and stylists. */
const COLOURS: ReadonlyMap<string, Rgb> = new Map(
  `black #1b1b1d, charcoal #36383d, graphite #44474d, grey #8d9096, gray #8d9096, silver #c3c7cd, white #ffffff,
   ivory #f6f0e0, cream #f5ead2, eggshell #f0ead6, beige #dcc9a9, sand #d9c19a, taupe #8f7f72, tan #c9a26f, khaki #a89c6c,
   brown #7a4f32, chocolate #4f2f20, espresso #3a2419, camel #b98d56, caramel #b8743a, copper #b8704a, bronze #96693a,
   gold #d4aa4e, golden #d9a941, brass #b99b4b, champagne #ecd9b6, mustard #d3a12c, yellow #f4cf32, lemon #f7e463,
   amber #f0a12d, orange #ee7d27, tangerine #f28a30, apricot #f6b98a, peach #f7bd9b, terracotta #c2683f, rust #a9502a,
   coral #f2745f, salmon #f29280, red #d22f2f, crimson #b81f3a, scarlet #cf2a20, ruby #a91b3f, burgundy #6c1f33,
   maroon #66202a, wine #6a2238, blush #efc4bd, rose #de7f93, pink #ee95b5, fuchsia #d8398f, magenta #cf2f92,
   hotpink #f0519f, violet #7d4bc4, purple #7a3fae, plum #6d3463, lilac #c3a6dc, lavender #b6a5e0, mauve #b08aa4,
   indigo #3f3d96, navy #1e2d55, blue #2c66c9, cobalt #1f4fb2, azure #3d8fe0, cyan #35c0dc, aqua #63d0d6,
   turquoise #35b7b0, teal #1d7f81, petrol #1b5a68, mint #a9dfc3, seafoam #9fd8c3, sage #a7b598, olive #7b7c3c,
   green #3f9350, emerald #12805a, jade #2f9a74, lime #a8d432, moss #6a7a3a`
    .split(',')
    .map((entry) => entry.trim().split(/\s+/u))
    .map(([name = '', hex = '#000']) => [name, rgb(hex)]),
);

const MODIFIERS: ReadonlyMap<string, (colour: Rgb) => Rgb> = new Map([
  ['light', (colour) => lighter(colour, 0.45)],
  ['pale', (colour) => lighter(saturated(colour, 0.8), 0.55)],
  ['pastel', (colour) => lighter(saturated(colour, 0.85), 0.5)],
  ['soft', (colour) => lighter(saturated(colour, 0.85), 0.25)],
  ['dark', (colour) => darker(colour, 0.5)],
  ['deep', (colour) => darker(saturated(colour, 1.15), 0.35)],
  ['bright', (colour) => saturated(colour, 1.25)],
  ['neon', (colour) => lighter(saturated(colour, 1.6), 0.08)],
  ['hot', (colour) => saturated(colour, 1.35)],
  ['dusty', (colour) => lighter(saturated(colour, 0.55), 0.2)],
  ['muted', (colour) => saturated(colour, 0.5)],
]);

/** Words that only repeat the colour before them: "sage green", "navy blue". */
const FAMILIES: ReadonlySet<string> = new Set(
  'blue green red pink purple yellow brown grey gray white orange black'.split(' '),
);

/** Whether a word is a colour or qualifies one. */
export function isColourWord(word: string): boolean {
  return word.startsWith('#') || COLOURS.has(word) || MODIFIERS.has(word);
}

export interface NamedColour {
  readonly colour: Rgb;
  /** The position of the word, which assigns "red" to the "shoe" after it. */
  readonly at: number;
}

/** The colours that words name, in order, including "pale blue" and "#3a7bd5". */
export function namedColours(words: readonly string[]): readonly NamedColour[] {
  return words.flatMap((word, at) => {
    const colour = word.startsWith('#') ? rgb(word) : COLOURS.get(word);
    const before = words[at - 1] ?? '';
    if (colour === undefined || (FAMILIES.has(word) && COLOURS.has(before) && !FAMILIES.has(before))) return [];
    if (word === 'gold' && before === 'rose') return [{ colour: rgb('#c9897a'), at }];
    if ((word === 'rose' && words[at + 1] === 'gold') || (word === 'golden' && words[at + 1] === 'hour')) return [];
    const modify = MODIFIERS.get(before);
    return [{ colour: modify === undefined ? colour : modify(colour), at }];
  });
}
