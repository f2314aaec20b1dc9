import { css, darker, lighter, rgb } from '../pixels/colour.ts';
import { ellipse, path, rect } from '../scenes/shapes.ts';
import { vocabulary } from '../words/words.ts';
import { glossy, GOLD, metal } from './materials.ts';
import type { Subject } from './subject.ts';

/** A lipstick, turned out. */
export const lipstick: Subject = {
  words: vocabulary('lipstick mascara lip gloss nail polish beauty'),
  width: 300,
  size: 0.8,
  colour: '#b8283c',
  draw({ base }) {
    return `<defs>${glossy('lipstick-colour', base)}${metal('lipstick-gold', GOLD, true)}${glossy('lipstick-case', rgb('#26242a'))}</defs>
      ${path('M80 440V150Q90 40 220 0V440Z', 'url(#lipstick-colour)')}
      ${path('M80 150Q90 40 220 0Q232 90 150 140Q110 160 80 150Z', css(lighter(base, 0.3), 0.85))}
      ${rect(62, 380, 176, 240, 'url(#lipstick-gold)', 'rx="6"')}${rect(62, 560, 176, 10, css(darker(GOLD, 0.5), 0.6))}
      ${rect(20, 610, 260, 390, 'url(#lipstick-case)', 'rx="16"')}${ellipse(150, 614, 130, 12, css(rgb('#4a464f')))}
      ${rect(20, 940, 260, 22, 'url(#lipstick-gold)')}`;
  },
};
