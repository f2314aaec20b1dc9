import { css, darker, lighter, rgb } from '../pixels/colour.ts';
import { line, path, rect } from '../scenes/shapes.ts';
import { vocabulary } from '../words/words.ts';
import { matte } from './materials.ts';
import type { Subject } from './subject.ts';

const LEAVES: readonly (readonly [x: number, y: number, turn: number, length: number])[] = [
  [400, 640, -100, 560],
  [400, 640, -64, 520],
  [400, 640, -140, 500],
  [400, 640, -30, 400],
  [400, 640, -168, 400],
  [400, 640, -82, 430],
  [400, 640, -118, 400],
  [400, 640, -48, 330],
];

/** A green plant in a pot; the pot takes the colour. */
export const plant: Subject = {
  words: vocabulary('houseplant cactus succulent vase flowerpot monstera bonsai'),
  width: 800,
  size: 0.95,
  colour: '#c98a66',
  draw({ base }) {
    const green = rgb('#4d7d4a');
    const leaves = LEAVES.map(([x, y, turn, length], index) => {
      const tone = index % 2 === 0 ? lighter(green, 0.08 * (index % 3)) : darker(green, 0.18);
      const half = length * 0.17;
      const blade = path(
        `M0 0Q${length * 0.45} ${-half * 1.9} ${length} 0Q${length * 0.45} ${half * 1.9} 0 0Z`,
        css(tone),
      );
      const rib = line(`M0 0L${length * 0.96} 0`, css(lighter(tone, 0.35), 0.7), 6);
      return `<g transform="translate(${x} ${y}) rotate(${turn})">${blade}${rib}</g>`;
    });
    return `<defs>${matte('plant-pot', base)}</defs>${leaves.join('')}
      ${path('M200 660H600L560 960Q555 1000 510 1000H290Q245 1000 240 960Z', 'url(#plant-pot)')}
      ${rect(180, 610, 440, 84, 'url(#plant-pot)', 'rx="16"')}${rect(196, 690, 408, 14, css(darker(base, 0.5), 0.4))}`;
  },
};
