import { css, darker, lighter, type Rgb } from '../pixels/colour.ts';
import { pick, type Random } from '../pixels/random.ts';
import { ellipse, path } from '../scenes/shapes.ts';
import { vocabulary } from '../words/words.ts';

/** The properties of hair that words can state. */
export const HAIR_WORDS = vocabulary('hair bald shaved bun updo curly afro curl long short blonde blond redhead');

export type HairStyle = 'none' | 'short' | 'long' | 'bun' | 'curly';

export function hairStyleOf(words: ReadonlySet<string>, isBroad: boolean, random: Random): HairStyle {
  if (words.has('bald') || words.has('shaved')) return 'none';
  if (words.has('bun') || words.has('updo')) return 'bun';
  if (words.has('curly') || words.has('afro') || words.has('curl')) return 'curly';
  if (words.has('long')) return 'long';
  if (words.has('short') || isBroad) return 'short';
  const isWoman = words.has('woman') || words.has('girl') || words.has('lady');
  return pick(random, isWoman ? ['long', 'bun', 'curly'] : ['long', 'bun', 'curly', 'short']);
}

/** The hair behind head and shoulders. */
export function hairBehind(style: HairStyle, colour: Rgb): string {
  const deep = css(darker(colour, 0.3));
  if (style === 'long') {
    return path(
      'M352 320Q330 110 500 112Q670 110 650 320Q668 520 716 700Q620 760 500 752Q380 760 284 700Q332 520 352 320Z',
      deep,
    );
  }
  if (style === 'bun')
    return ellipse(500, 96, 74, 70, css(colour)) + ellipse(482, 84, 40, 34, css(lighter(colour, 0.18), 0.6));
  if (style === 'curly') return curls(colour, 0.28, CURLS_BEHIND);
  return '';
}

/** The hair over the forehead. */
export function hairInFront(style: HairStyle, colour: Rgb): string {
  const sheen = path('M400 220Q440 150 520 150Q450 190 424 260Z', css(lighter(colour, 0.45), 0.45));
  if (style === 'none') return '';
  if (style === 'curly') return curls(colour, 0, CURLS_IN_FRONT);
  if (style === 'short') {
    return (
      path('M364 326Q348 128 500 122Q652 128 636 326Q628 262 596 226Q510 240 440 206Q384 244 364 326Z', css(colour)) +
      sheen
    );
  }
  if (style === 'bun')
    return path('M364 316Q356 130 500 126Q644 130 636 316Q612 214 500 196Q388 214 364 316Z', css(colour)) + sheen;
  const strands = 'M356 470Q334 118 500 118Q666 118 644 470Q640 300 560 208Q470 262 404 256Q368 330 356 470Z';
  return path(strands, css(colour)) + sheen;
}

type Curl = readonly [x: number, y: number, radius: number];

const CURLS_BEHIND: readonly Curl[] = [
  [360, 240, 76],
  [640, 240, 76],
  [340, 340, 72],
  [660, 340, 72],
  [352, 430, 60],
  [648, 430, 60],
  [430, 140, 80],
  [570, 140, 80],
  [500, 116, 80],
];
const CURLS_IN_FRONT: readonly Curl[] = [
  [372, 236, 48],
  [412, 180, 54],
  [470, 154, 54],
  [532, 154, 54],
  [590, 182, 52],
  [628, 238, 46],
  [450, 206, 34],
  [520, 200, 34],
  [572, 214, 30],
];

function curls(colour: Rgb, depth: number, at: readonly Curl[]): string {
  return at
    .map(([x, y, radius], index) => {
      const tone = darker(colour, depth + 0.07 * (index % 3));
      return (
        ellipse(x, y, radius, radius, css(tone)) +
        ellipse(x - radius * 0.3, y - radius * 0.3, radius * 0.4, radius * 0.34, css(lighter(tone, 0.22), 0.5))
      );
    })
    .join('');
}
