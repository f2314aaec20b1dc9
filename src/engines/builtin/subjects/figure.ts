import { css, darker, lighter, mix, type Rgb, rgb } from '../pixels/colour.ts';
import type { Random } from '../pixels/random.ts';
import { pick } from '../pixels/random.ts';
import { ellipse, line, linear, path } from '../scenes/shapes.ts';
import { vocabulary } from '../words/words.ts';
import { hairBehind, hairInFront, type HairStyle, hairStyleOf } from './hair.ts';

export const FIGURE_WORDS = vocabulary(
  `woman man person people girl boy lady guy model mannequin figure portrait face human male female teen teenager adult bride groom
   athlete dancer influencer`,
);
const BROAD_WORDS = vocabulary('man male guy boy groom');
const MANNEQUIN_WORDS = vocabulary('mannequin dummy');
const SKINS = ['#f0cdb4', '#dcae8c', '#b98260', '#8d5b3f', '#5f3b2a'] as const;
const HAIRS = ['#2a1d18', '#4a2f20', '#7a5030', '#b98a52', '#1c1a1d'] as const;

export interface FigurePaint {
  readonly skin: Rgb;
  readonly hair: Rgb;
  readonly clothes: Rgb;
  readonly hairStyle: HairStyle;
  readonly isBroad: boolean;
}

/** The looks of a figure by the words; details that they do not state are random. */
export function figurePaint(words: ReadonlySet<string>, clothes: Rgb, random: Random): FigurePaint {
  const has = (vocabularyOf: ReadonlySet<string>): boolean => [...words].some((word) => vocabularyOf.has(word));
  const isMannequin = has(MANNEQUIN_WORDS);
  const isBroad = has(BROAD_WORDS);
  const skin = rgb(pick(random, SKINS));
  const hair =
    words.has('blonde') || words.has('blond')
      ? rgb('#d9b36c')
      : words.has('redhead')
        ? rgb('#a2492a')
        : rgb(pick(random, HAIRS));
  const style = hairStyleOf(words, isBroad, random);
  return { skin: isMannequin ? rgb('#e6e1da') : skin, hair, clothes, hairStyle: isMannequin ? 'none' : style, isBroad };
}

/** The positions of worn objects in the figure's box of 1000 by 1000. */
export const WORN_AT = {
  eyesY: 318,
  eyesWidth: 262,
  crownY: 232,
  hatWidth: 600,
  neckY: 596,
  earY: 400,
  earX: 132,
} as const;

/** A faceless bust, lit from the left, in a box of 1000 by 1000; `worn` goes over it. */
export function figure({ skin, hair, clothes, hairStyle, isBroad }: FigurePaint, worn: string): string {
  const shade = [
    { at: 0, colour: lighter(skin, 0.3) },
    { at: 0.45, colour: skin },
    { at: 1, colour: darker(mix(skin, rgb('#8a3a2a'), 0.12), 0.34) },
  ];
  const cloth = [
    { at: 0, colour: lighter(clothes, 0.2) },
    { at: 0.5, colour: clothes },
    { at: 1, colour: darker(clothes, 0.38) },
  ];
  const across = { x1: 0.1, x2: 1, y2: 0.25 };
  const widen = isBroad ? 'transform="translate(-60 0) scale(1.12 1)"' : '';
  return `<defs>${linear('figure-skin', shade, across)}${linear('figure-cloth', cloth, across)}</defs>
    ${hairBehind(hairStyle, hair)}
    <g ${widen}>${path('M60 1000Q70 740 270 670Q424 632 436 556H564Q576 632 730 670Q930 740 940 1000Z', 'url(#figure-skin)')}
    ${path('M60 1000Q70 740 270 670L336 652Q392 790 500 796Q608 790 664 652L730 670Q930 740 940 1000Z', 'url(#figure-cloth)')}
    ${line('M210 1000Q224 880 250 820M790 1000Q776 880 750 820', css(darker(clothes, 0.5), 0.35), 12)}</g>
    ${path('M432 430L434 590Q500 664 566 590L568 430Z', 'url(#figure-skin)')}
    ${path('M434 470Q500 560 566 452L566 540Q500 600 434 520Z', css(darker(skin, 0.55), 0.32))}
    ${ellipse(372, 350, 22, 42, css(darker(skin, 0.08)))}${ellipse(628, 350, 22, 42, css(darker(skin, 0.3)))}
    ${path('M375 300Q375 150 500 150Q625 150 625 300Q625 410 582 468Q545 512 500 512Q455 512 418 468Q375 410 375 300Z', 'url(#figure-skin)')}
    ${path('M508 300Q530 380 520 396Q506 408 484 400Q510 380 508 300Z', css(darker(skin, 0.5), 0.22))}
    ${path('M462 446Q500 432 538 446Q500 474 462 446Z', css(darker(mix(skin, rgb('#b0404a'), 0.4), 0.15), 0.5))}
    ${hairInFront(hairStyle, hair)}${worn}`;
}
